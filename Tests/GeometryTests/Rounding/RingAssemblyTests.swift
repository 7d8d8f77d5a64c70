import Geometry
import TestSupport
import Testing

@Suite struct RingAssemblyTests {
  private func polygons(_ rings: [LatticePoint]...) -> [[[LatticePoint]]]? {
    RingAssembly.polygons(of: edges(of: rings), ranks: [:])
  }

  @Test func `a hole goes into the shell around it`() {
    let (shell, hole) = (box(0, 0, 10, 10), Array(box(2, 2, 3, 3).reversed()))
    let polygons = polygons(shell, hole, box(20, 0, 5, 5))
    #expect(polygons?.count == 2)
    #expect(Set(polygons?.map(\.count) ?? []) == [1, 2])
  }

  @Test func `two parts that meet in a point are two rings`() {
    let polygons = polygons(box(0, 0, 5, 5), box(5, 5, 5, 5))
    #expect(polygons?.map(\.count) == [1, 1])
  }

  @Test func `a hole that touches the shell in a point stays a hole`() {
    let hole = ring((0, 5), (3, 7), (3, 3))
    let shell = ring((0, 0), (10, 0), (10, 10), (0, 10), (0, 5))
    let polygons = polygons(shell, hole)
    #expect(polygons?.map(\.count) == [2])
  }

  @Test func `a ring starts where it started before`() {
    let old = box(3, 4, 5, 6)
    let ranks = Dictionary(uniqueKeysWithValues: zip(old.dropFirst(2) + old.prefix(2), 0...))
    let polygons = RingAssembly.polygons(of: edges(of: [old]), ranks: ranks)
    #expect(polygons == [[Array(old.dropFirst(2) + old.prefix(2))]])
  }

  @Test func `edges that do not close are no boundary`() {
    #expect(
      RingAssembly.polygons(of: Array(edges(of: [box(0, 0, 2, 2)]).dropLast()), ranks: [:]) == nil)
  }
}
