import Geometry
import TestSupport
import Testing

@Suite struct BoundaryIndexTests {
  private func index(_ areas: [[[LatticePoint]]]) -> BoundaryIndex {
    BoundaryIndex(count: areas.count) { area, body in
      for edge in edges(of: areas[area]) { body(edge.from, edge.to) }
    }
  }

  /// The areas of each point: whether it lies inside, not on the boundary.
  private func places(_ locator: some AreaLocator, _ points: [LatticePoint]) -> [[Int32: Bool]] {
    let placements = locator.locate(points)
    #expect(placements.count == points.count)
    return points.indices.map { point in
      let pairs = placements[point].map { ($0.area, $0.isInside) }
      #expect(Set(pairs.map(\.0)).count == pairs.count, "an area comes twice")
      return Dictionary(pairs) { first, _ in first }
    }
  }

  /// What a plain scan over all edges says.
  private func expected(_ areas: [[[LatticePoint]]], _ point: LatticePoint) -> [Int32: Bool] {
    var found: [Int32: Bool] = [:]
    for (area, rings) in areas.enumerated() {
      let number = windingNumber(of: edges(of: rings), around: point)
      if number != 0 { found[Int32(area)] = number != nil }
    }
    return found
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `every lattice point is where the plain scan has it`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let areas = (0..<4).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        random.ring(count: Int.random(in: 3...9, using: &random), in: 0...9)
      }
    }
    let index = index(areas)
    let points = (-1...10 as ClosedRange<Int64>).flatMap { x in
      (-1...10 as ClosedRange<Int64>).map { LatticePoint(x, $0) }
    }
    for (point, found) in zip(points, places(index, points)) {
      #expect(found == expected(areas, point), "seed \(seed) \(point)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `long boundaries over the whole lattice are searched whole`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let range = -Lattice.limit...Lattice.limit
    let areas = (0..<3).map { _ in [random.ring(count: 150, in: range)] }
    let index = index(areas)
    let points = (0..<40).map { _ in random.point(in: range) } + areas[0][0].prefix(40)
    for (point, found) in zip(points, places(index, points)) {
      #expect(found == expected(areas, point), "seed \(seed) \(point)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `edges near a box come with their area`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let areas = (0..<6).map { _ in [random.ring(count: 100, in: 0...1000)] }
    let index = index(areas)
    let at = random.point(in: 0...1000)
    let near = Envelope(of: box(at.x, at.y, 30, 30))
    var found = Set<[Int64]>()
    index.forEachEdge(meeting: near) { area, from, to in
      found.insert([Int64(area), from.x, from.y, to.x, to.y])
    }
    for (area, rings) in areas.enumerated() {
      for (from, to) in edges(of: rings) where Envelope(of: [from, to]).intersects(near) {
        #expect(found.contains([Int64(area), from.x, from.y, to.x, to.y]), "seed \(seed)")
      }
    }
  }

  @Test func `an area without edges is nowhere`() {
    let index = index([[], [box(0, 0, 2, 2)]])
    #expect(places(index, [LatticePoint(1, 1)]) == [[1: true]])
    #expect(places(index, []) == [])
  }
}
