import Geometry
import TestSupport
import Testing

/// The locator answers the same as the plain scan that it replaces.
@Suite struct CellLocatorTests {
  private func ownedEdges(_ areas: [[[LatticePoint]]]) -> [OwnedEdge] {
    areas.enumerated().flatMap { area, rings in
      edges(of: rings).map { OwnedEdge(from: $0.from, to: $0.to, owner: Int32(area)) }
    }
  }

  private func plainScan(_ areas: [[[LatticePoint]]]) -> BoundaryIndex {
    BoundaryIndex(count: areas.count) { area, body in
      for edge in edges(of: areas[area]) { body(edge.from, edge.to) }
    }
  }

  /// Compares both on points; the areas of a point come in any order.
  private func expectSameAnswers(
    _ areas: [[[LatticePoint]]], at points: [LatticePoint], seed: UInt64
  ) throws {
    let locator = try #require(CellLocator(EdgeSet(ownedEdges(areas), keepsSeams: true)))
    let (found, expected) = (locator.locate(points), plainScan(areas).locate(points))
    for index in points.indices {
      #expect(Set(found[index]) == Set(expected[index]), "seed \(seed) \(points[index])")
      #expect(found[index].count == expected[index].count, "seed \(seed) \(points[index])")
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `crossing and touching boundaries in a small field`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let areas = (0..<5).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        random.ring(count: Int.random(in: 3...12, using: &random), in: 0...12)
      }
    }
    let points = (-2...14 as ClosedRange<Int64>).flatMap { x in
      (-2...14 as ClosedRange<Int64>).map { LatticePoint(x, $0) }
    }
    try expectSameAnswers(areas, at: points, seed: seed)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `boundaries of any size anywhere on the lattice`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let width = Int64(1) << Int64.random(in: 3...28, using: &random)
    let start = Int64.random(in: -Lattice.limit...(Lattice.limit - width), using: &random)
    let range = start...(start + width)
    let areas = (0..<6).map { _ in
      [random.ring(count: Int.random(in: 3...60, using: &random), in: range)]
    }
    var points = (0..<200).map { _ in random.point(in: range) }
    for ring in areas.joined() {
      points += ring
      for (a, b) in zip(ring, ring.dropFirst()) {
        let middle = LatticePoint((a.x + b.x) / 2, (a.y + b.y) / 2)
        points += [middle, LatticePoint(middle.x + 1, middle.y)]
        points.append(LatticePoint(middle.x, middle.y - 1))
      }
    }
    try expectSameAnswers(areas, at: points, seed: seed)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a tiling with every vertex, edge and cell`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let side = Int64.random(in: 2...40, using: &random)
    let areas = (0..<8 as Range<Int64>).flatMap { column in
      (0..<8 as Range<Int64>).map { row in [box(column * side, row * side, side, side)] }
    }
    let points = (-1...(8 * side + 1)).flatMap { x in
      [0, 1, side - 1, side, 3 * side, 8 * side].map { LatticePoint(x, $0) }
    }
    try expectSameAnswers(areas, at: points, seed: seed)
  }

  @Test func `areas all around the Earth are left to the plain scan`() {
    let wide = [[box(-Lattice.limit, -Lattice.limit, 2 * Lattice.limit, 2 * Lattice.limit)]]
    #expect(CellLocator(EdgeSet(ownedEdges(wide))) == nil)
    #expect(CellLocator(EdgeSet([])) == nil)
  }

  @Test func `a seam inside an area is its boundary`() throws {
    let areas = [[box(0, 0, 4, 4), box(4, 0, 4, 4)]]
    try expectSameAnswers(areas, at: [LatticePoint(4, 2), LatticePoint(4, 0)], seed: 0)
  }
}
