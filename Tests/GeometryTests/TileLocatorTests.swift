import Geometry
import TestSupport
import Testing

/// The locator answers the same as the plain scan that it replaces.
@Suite struct TileLocatorTests {
  /// Compares both on points; the areas of a point come in any order. Each ring of an area is a
  /// polygon of its own.
  private func expectSameAnswers(
    _ areas: [[[LatticePoint]]], at points: [LatticePoint], seed: UInt64
  ) {
    var store = PolygonStore()
    var polygons: [Range<Int>] = []
    for area in areas {
      let first = store.polygonCount
      for ring in area { _ = store.append(rings: [ring]) }
      polygons.append(first..<store.polygonCount)
    }
    let plain = BoundaryIndex(count: areas.count) { area, body in
      store.forEachEdge(ofPolygons: polygons[area], body)
    }
    let locator = TileLocator(areas: polygons, of: store)
    let (found, expected) = (locator.locate(points), plain.locate(points))
    var alone: [Int32] = []
    locator.findAreas(of: points.span, into: &alone)
    for index in points.indices {
      #expect(Set(found[index]) == Set(expected[index]), "seed \(seed) \(points[index])")
      #expect(found[index].count == expected[index].count, "seed \(seed) \(points[index])")
      let isAlone = expected[index].count == 1 && expected[index].allSatisfy(\.isInside)
      if alone[index] >= 0 {
        #expect(isAlone && expected[index].first?.area == alone[index], "seed \(seed)")
      } else if alone[index] == TileLocator.nowhere {
        #expect(expected[index].isEmpty, "seed \(seed) \(points[index])")
      }
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `crossing and touching boundaries in a small field`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let areas = (0..<5).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        random.ring(count: Int.random(in: 3...12, using: &random), in: 0...12)
      }
    }
    let points = (-2...14 as ClosedRange<Int64>).flatMap { x in
      (-2...14 as ClosedRange<Int64>).map { LatticePoint(x, $0) }
    }
    expectSameAnswers(areas, at: points, seed: seed)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `boundaries of any size anywhere on the lattice`(seed: UInt64) {
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
    expectSameAnswers(areas, at: points, seed: seed)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a tiling with every vertex, edge and cell`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let side = Int64.random(in: 2...40, using: &random)
    let areas = (0..<8 as Range<Int64>).flatMap { column in
      (0..<8 as Range<Int64>).map { row in [box(column * side, row * side, side, side)] }
    }
    let points = (-1...(8 * side + 1)).flatMap { x in
      [0, 1, side - 1, side, 3 * side, 8 * side].map { LatticePoint(x, $0) }
    }
    expectSameAnswers(areas, at: points, seed: seed)
  }

  @Test func `areas all around the Earth`() {
    let side = 2 * Lattice.limit
    let points = [
      LatticePoint(0, 0), LatticePoint(-Lattice.limit, 7), LatticePoint(Lattice.limit, -7),
      LatticePoint(Lattice.limit, Lattice.limit), LatticePoint(1, 1 - Lattice.limit),
    ]
    expectSameAnswers([[box(-Lattice.limit, -Lattice.limit, side, side)]], at: points, seed: 0)
    expectSameAnswers(
      [
        [[LatticePoint(-Lattice.limit, -Lattice.limit), points[1], points[3]]],
        [box(-1, -1, 2, 2)],
      ], at: points, seed: 0)
  }

  @Test func `no areas hold nothing`() {
    expectSameAnswers([], at: [LatticePoint(0, 0)], seed: 0)
    expectSameAnswers([[], []], at: [LatticePoint(0, 0), LatticePoint(-5, 9)], seed: 0)
  }

  @Test func `a seam inside an area is its boundary`() {
    let areas = [[box(0, 0, 4, 4), box(4, 0, 4, 4)]]
    expectSameAnswers(areas, at: [LatticePoint(4, 2), LatticePoint(4, 0)], seed: 0)
  }
}
