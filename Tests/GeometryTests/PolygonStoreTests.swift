import Geometry
import TestSupport
import Testing

@Suite struct PolygonStoreTests {
  private func stored(_ rings: [LatticePoint]...) -> PolygonStore {
    var store = PolygonStore()
    _ = store.append(rings: rings)
    return store
  }

  private func faults(_ rings: [LatticePoint]...) -> [String] {
    var store = PolygonStore()
    return store.append(rings: rings).map { "\($0.ring) \($0.fault)" }
  }

  @Test func `shells run counterclockwise and holes clockwise however they are written`() {
    let (shell, hole) = (box(0, 0, 9, 9), box(2, 2, 3, 3))
    for rings in [[shell, hole], [shell.reversed(), hole.reversed()]] {
      var store = PolygonStore()
      #expect(store.append(rings: rings).isEmpty)
      #expect(store.doubledArea(ofPolygons: 0..<1) == 2 * (81 - 9))
      #expect(windingNumber(of: storedEdges(store), around: LatticePoint(1, 1)) == 1)
      #expect(windingNumber(of: storedEdges(store), around: LatticePoint(3, 3)) == 0)
    }
  }

  private func storedEdges(_ store: PolygonStore) -> [(from: LatticePoint, to: LatticePoint)] {
    var edges: [(from: LatticePoint, to: LatticePoint)] = []
    store.forEachEdge(ofPolygons: 0..<store.polygonCount) { edges.append(($0, $1)) }
    return edges
  }

  @Test func `closing and repeated positions are left out`() {
    let corners = box(0, 0, 4, 4)
    let written = [
      corners[0], corners[0], corners[1], corners[2], corners[2], corners[3], corners[0],
      corners[0],
    ]
    #expect(Array(stored(written).points) == corners)
    #expect(stored(written).edgeCount(ofPolygons: 0..<1) == 4)
  }

  @Test func `a position that comes again later stays`() {
    let shell = ring((0, 0), (4, 0), (4, 4), (2, 0), (0, 4))
    #expect(Array(stored(shell + [LatticePoint(0, 0)]).points) == shell)
  }

  @Test func `rings that bound nothing are told apart and left out`() {
    #expect(faults([]) == ["0 tooFewPositions"])
    #expect(faults(ring((0, 0), (4, 0), (0, 0), (0, 0))) == ["0 tooFewPositions"])
    #expect(faults(ring((0, 0), (4, 0), (8, 0), (0, 0))) == ["0 zeroArea"])
    #expect(faults(ring((0, 0), (2, 2), (2, 0), (0, 2))) == ["0 zeroArea"])
  }

  @Test func `a polygon with a broken shell is not taken`() {
    var store = PolygonStore()
    _ = store.append(rings: [ring((0, 0), (1, 1)), box(0, 0, 1, 1)])
    #expect(store.polygonCount == 0)
    #expect(store.points.isEmpty)
    #expect(store.append(rings: []).isEmpty)
    #expect(store.polygonCount == 0)
  }

  @Test func `a polygon with a broken hole is taken without it`() {
    var store = PolygonStore()
    let broken = store.append(rings: [box(0, 0, 9, 9), ring((1, 1), (2, 2)), box(4, 4, 1, 1)])
    #expect(broken.map(\.ring) == [1])
    #expect(store.rings(ofPolygon: 0) == 0..<2)
    #expect(store.doubledArea(ofPolygons: 0..<1) == 160)
  }

  @Test func `polygons keep their own rings, edges and boxes`() {
    var store = PolygonStore()
    _ = store.append(rings: [box(0, 0, 9, 9), box(1, 1, 2, 2)])
    _ = store.append(rings: [box(20, 20, 5, 5)])
    #expect(store.polygonCount == 2)
    #expect(store.rings(ofPolygon: 1) == 2..<3)
    #expect(store.positions(ofRing: 2) == 8..<12)
    #expect(store.edgeCount(ofPolygons: 0..<2) == 12)
    #expect(store.edgeCount(ofPolygons: 1..<2) == 4)
    #expect(store.edgeCount(ofPolygons: 1..<1) == 0)
    #expect(store.envelope(ofPolygons: 1..<2) == Envelope(of: box(20, 20, 5, 5)))
    #expect(store.envelope(ofPolygons: 1..<1).isEmpty)
  }

  @Test func `the largest box has its exact area`() {
    let limit = Lattice.limit
    let store = stored(box(-limit, -limit, 2 * limit, 2 * limit))
    #expect(store.doubledArea(ofPolygons: 0..<1) == Int128(1) << 81)
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `the area does not depend on the first position or the direction`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let walk = random.ring(count: 9, in: -Lattice.limit...Lattice.limit)
    let area = stored(walk).doubledArea(ofPolygons: 0..<1)
    #expect(area > 0)
    for shift in walk.indices {
      let turned = Array(walk[shift...] + walk[..<shift])
      #expect(stored(turned).doubledArea(ofPolygons: 0..<1) == area)
      #expect(stored(turned.reversed()).doubledArea(ofPolygons: 0..<1) == area)
    }
  }
}
