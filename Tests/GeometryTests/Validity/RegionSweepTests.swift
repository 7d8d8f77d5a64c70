import Geometry
import TestSupport
import Testing

@Suite struct RegionSweepTests {
  private func examine(_ polygons: [[LatticePoint]]...) -> RegionShape {
    examine(polygons)
  }

  private func examine(_ polygons: [[[LatticePoint]]]) -> RegionShape {
    var store = PolygonStore()
    for polygon in polygons { _ = store.append(rings: polygon) }
    var sweep = RegionSweep()
    return sweep.examine(store, polygons: 0..<store.polygonCount)
  }

  @Test(arguments: [
    box(0, 0, 4, 4), ring((0, 0), (4, 1), (1, 4)), ring((0, 0), (5, 0), (5, 5), (3, 2), (0, 5)),
    ring((0, 0), (2, 0), (4, 0), (4, 1), (4, 6), (0, 6), (0, 3)),
    ring((0, 0), (0, 3), (1, 3), (1, 1), (2, 1), (2, 3), (3, 3), (3, 0)),
  ])
  func `a simple ring is sound, one piece, and touches nothing`(shell: [LatticePoint]) {
    let shape = examine([shell])
    #expect(shape.fault == nil)
    #expect(shape.selfTouches.isEmpty)
    #expect(shape.pieces == [[0]])
  }

  @Test func `a bow-tie crosses at its knot`() {
    let shape = examine([ring((0, 0), (4, 4), (4, 0), (0, 5))])
    #expect(shape.fault?.kind == .crossing)
    #expect(shape.fault?.at == LatticePoint(2, 2))
  }

  @Test func `a bow-tie whose lobes meet in a vertex has the wrong winding`() {
    let shape = examine([ring((0, 0), (2, 2), (4, 4), (4, 0), (2, 2), (0, 5))])
    #expect(shape.fault?.kind == .winding)
  }

  @Test func `boundaries that cross through a vertex of one of them are a fault`() {
    let shape = examine([ring((0, 0), (2, 2), (5, 5), (4, 0), (0, 4))])
    #expect(shape.fault?.kind == .winding)
  }

  @Test func `the place of a crossing is the lattice point nearest to it`() {
    // The edges cross at (10/3, 10/3).
    let shape = examine([ring((0, 0), (10, 10), (10, 0), (0, 5))])
    #expect(shape.fault?.at == LatticePoint(3, 3))
  }

  @Test func `a ring that runs round twice has the wrong winding`() {
    let shape = examine([box(0, 0, 4, 4) + box(0, 0, 4, 4)])
    #expect(shape.fault?.kind == .winding)
    #expect(shape.fault?.at == LatticePoint(0, 0))
  }

  @Test func `a spike is sound and touches itself`() {
    let shape = examine([ring((0, 0), (4, 0), (4, 2), (7, 2), (4, 2), (4, 4), (0, 4))])
    #expect(shape.fault == nil)
    #expect(!shape.selfTouches.isEmpty)
  }

  @Test(arguments: [
    ring((0, 0), (4, 0), (4, 4), (2, 4), (2, 2), (2, 4), (0, 4)),
    ring((0, 0), (2, 0), (2, 2), (2, 0), (4, 0), (4, 4), (0, 4)),
    ring((0, 0), (4, 0), (4, 2), (1, 2), (4, 2), (4, 4), (0, 4)),
  ])
  func `a spike into the inside is sound`(shell: [LatticePoint]) {
    #expect(examine([shell]).fault == nil)
  }

  @Test func `a spike that crosses the boundary is a crossing though no winding number is wrong`() {
    let shape = examine([ring((0, 0), (4, 0), (4, 4), (2, 4), (2, -3), (2, 4), (0, 4))])
    #expect(shape.fault?.kind == .crossing)
    #expect(shape.fault?.at == LatticePoint(2, 0))
  }

  @Test func `a hole in its shell is sound`() {
    let shape = examine([box(0, 0, 6, 6), box(2, 2, 2, 2)])
    #expect(shape.fault == nil)
    #expect(shape.selfTouches.isEmpty)
  }

  @Test(arguments: [box(8, 0, 2, 2), box(6, 2, 2, 2), box(5, 2, 2, 2), box(0, 0, 7, 7)])
  func `a hole that is not in its shell is a fault`(hole: [LatticePoint]) {
    #expect(examine([box(0, 0, 6, 6), hole]).fault != nil)
  }

  @Test func `a hole twice is a fault`() {
    #expect(examine([box(0, 0, 6, 6), box(2, 2, 2, 2), box(2, 2, 2, 2)]).fault?.kind == .winding)
  }

  @Test func `parts that overlap are a fault`() {
    #expect(examine([box(0, 0, 4, 4)], [box(2, 2, 4, 4)]).fault?.kind == .crossing)
    #expect(examine([box(0, 0, 6, 6)], [box(2, 2, 2, 2)]).fault?.kind == .winding)
    #expect(examine([box(0, 0, 4, 4)], [box(0, 0, 4, 4)]).fault?.kind == .winding)
  }

  @Test(arguments: [
    (box(4, 0, 2, 4), [[0, 1]]), (box(4, 4, 2, 2), [[0, 1]]), (box(4, 1, 2, 2), [[0, 1]]),
    (ring((4, 2), (6, 0), (6, 4)), [[0, 1]]), (box(5, 0, 2, 2), [[0], [1]]),
    (box(0, 5, 2, 2), [[0], [1]]),
  ])
  func `parts are one piece where they touch`(other: [LatticePoint], pieces: [[Int]]) {
    let shape = examine([box(0, 0, 4, 4)], [other])
    #expect(shape.fault == nil)
    #expect(shape.pieces == pieces)
  }

  @Test func `a part in the hole of another one is a piece of its own`() {
    let shape = examine([box(0, 0, 9, 9), box(2, 2, 5, 5)], [box(3, 3, 2, 2)])
    #expect(shape.fault == nil)
    #expect(shape.pieces == [[0], [1]])
  }

  @Test func `a part joins pieces to its west and to its east`() {
    let shape = examine([box(0, 0, 2, 2)], [box(4, 0, 2, 2)], [box(2, 0, 2, 1)], [box(9, 9, 1, 1)])
    #expect(shape.pieces == [[0, 1, 2], [3]])
  }

  @Test(arguments: [
    ring((0, 0), (2, 2), (4, 0), (4, 4), (2, 2), (0, 4)),
    ring((0, 0), (4, 0), (4, 4), (2, 0), (0, 4)),
  ])
  func `a ring that touches itself at a point is sound and says where`(shell: [LatticePoint]) {
    let shape = examine([shell])
    #expect(shape.fault == nil)
    #expect(shape.selfTouches == [LatticePoint(2, shell[1].y)])
  }

  @Test func `a hole that touches its shell once is no self-touch`() {
    let shape = examine([box(0, 0, 4, 4), ring((0, 2), (2, 1), (2, 3))])
    #expect(shape.fault == nil)
    #expect(shape.selfTouches.isEmpty)
  }

  @Test func `a hole that touches its shell twice cuts the inside in two`() {
    let shape = examine([box(0, 0, 4, 4), ring((0, 2), (2, 1), (4, 2), (2, 3))])
    #expect(shape.fault == nil)
    #expect(shape.selfTouches == [LatticePoint(4, 2)])
  }

  @Test func `a sweep can be used again after a fault`() {
    var store = PolygonStore()
    _ = store.append(rings: [ring((0, 0), (4, 4), (4, 0), (0, 5))])
    _ = store.append(rings: [box(0, 0, 4, 4)])
    var sweep = RegionSweep()
    #expect(sweep.examine(store, polygons: 0..<1).fault != nil)
    let shape = sweep.examine(store, polygons: 1..<2)
    #expect(shape.fault == nil)
    #expect(shape.pieces == [[1]])
  }

  @Test func `a unit without polygons is sound and has no pieces`() {
    let shape = examine([])
    #expect(shape.fault == nil)
    #expect(shape.pieces.isEmpty)
  }

  @Test func `the corners of the lattice are within reach`() {
    let limit = Lattice.limit
    let corners = box(-limit, -limit, 2 * limit, 2 * limit)
    #expect(examine([corners]).fault == nil)
    let tie = [corners[0], corners[2], corners[1], LatticePoint(-limit, limit - 1)]
    #expect(examine([tie]).fault?.kind == .crossing)
  }
}
