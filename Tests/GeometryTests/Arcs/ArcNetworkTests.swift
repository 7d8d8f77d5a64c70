import Geometry
import TestSupport
import Testing

@Suite struct ArcNetworkTests {
  /// A square of two by two boxes, and what is left of each arc: its length in positions and its sides.
  private func arcs(of shells: [LatticePoint]...) -> [[Int]] {
    let network = ArcNetwork(shells: shells.map { [$0] })
    return (0..<network.arcCount).map { arc in
      [network.positions(ofArc: arc).count]
        + network.sides(ofArc: arc).map { $0.isLeft ? $0.area + 1 : -$0.area - 1 }.sorted()
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test func `a lone ring is one closed arc`() {
    #expect(arcs(of: box(0, 0, 4, 4)) == [[5, 1]])
  }

  @Test func `the common line of two boxes is one arc with an area on each side`() {
    let (west, east) = (box(0, 0, 4, 4), box(4, 0, 4, 4))
    #expect(arcs(of: west, east) == [[2, -2, 1], [4, 1], [4, 2]])
  }

  @Test func `an area that fills the hole of another has its ring in common`() throws {
    let network = ArcNetwork(shells: [
      [box(0, 0, 9, 9), Array(box(3, 3, 3, 3).reversed())], [box(3, 3, 3, 3)],
    ])
    #expect(network.arcCount == 2)
    let hole = try #require((0..<2).first { network.sides(ofArc: $0).count == 2 })
    #expect(Set(network.sides(ofArc: hole).map(\.isLeft)) == [true, false])
  }

  @Test func `equal areas share one arc on one side`() {
    #expect(arcs(of: box(0, 0, 4, 4), box(0, 0, 4, 4)) == [[5, 1, 2]])
  }

  @Test func `a spike is one arc with the area on both sides`() {
    let spiked = ring((0, 0), (4, 0), (4, 4), (8, 4), (4, 4), (0, 4))
    #expect(arcs(of: spiked) == [[2, -1, 1], [5, 1]])
  }

  @Test func `a ring that runs around twice is the arc of one that runs around once, twice`() {
    let once = box(0, 0, 4, 4)
    #expect(arcs(of: once, once + once) == [[5, 1, 2, 2]])
  }

  @Test func `a village shares the arcs of its grids`() {
    let outline = ring((0, 0), (4, 0), (8, 0), (8, 4), (4, 4), (0, 4))
    #expect(
      arcs(of: box(0, 0, 4, 4), box(4, 0, 4, 4), outline) == [[2, -2, 1], [4, 1, 3], [4, 2, 3]])
  }

  @Test(arguments: 0..<32 as Range<UInt64>)
  func `the arcs of random rings make up the rings again`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var store = PolygonStore()
    var areas: [Range<Int>] = []
    for _ in 0..<12 {
      let first = store.polygonCount
      let count = Int.random(in: 3...9, using: &random)
      _ = store.append(rings: [random.ring(count: count, in: 0...3)])
      areas.append(first..<store.polygonCount)
    }
    let network = ArcNetwork(areas: areas, of: store)
    for (area, polygons) in areas.enumerated() {
      let rings = polygons.flatMap { store.rings(ofPolygon: $0) }
      #expect(network.rings(ofArea: area).count == rings.count, "seed \(seed)")
      for (built, ring) in zip(network.rings(ofArea: area), rings) {
        let expected = store.points[store.positions(ofRing: ring)]
        #expect(isRotation(network.points(ofRing: built), Array(expected)), "seed \(seed)")
      }
    }
    #expect(distinctEdges(network).allSatisfy { $0.value == 1 }, "seed \(seed)")
  }

  /// How many arcs each edge, in either direction, is in.
  private func distinctEdges(_ network: ArcNetwork) -> [Set<LatticePoint>: Int] {
    var counts: [Set<LatticePoint>: Int] = [:]
    for arc in 0..<network.arcCount {
      let points = Array(network.points[network.positions(ofArc: arc)])
      for (from, to) in zip(points, points.dropFirst()) { counts[[from, to], default: 0] += 1 }
    }
    return counts
  }

  private func isRotation(_ a: [LatticePoint], _ b: [LatticePoint]) -> Bool {
    a.count == b.count && b.indices.contains { Array(b[$0...] + b[..<$0]) == a }
  }
}

extension ArcNetwork {
  /// The network of areas of one polygon each.
  init(shells: [[[LatticePoint]]]) {
    var store = PolygonStore()
    let areas = shells.map { rings in
      let first = store.polygonCount
      _ = store.append(rings: rings)
      return first..<store.polygonCount
    }
    self.init(areas: areas, of: store)
  }
}
