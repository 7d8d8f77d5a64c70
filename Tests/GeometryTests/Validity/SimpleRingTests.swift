import Geometry
import TestSupport
import Testing

/// The quick proof against a plain look at all pairs of edges.
@Suite struct SimpleRingTests {
  private func proves(_ ring: [LatticePoint]) -> Bool {
    var store = PolygonStore()
    guard store.append(rings: [ring]).isEmpty else { return false }
    var sweep = RegionSweep()
    return sweep.provesSimple(
      store, polygons: 0..<1, in: store.envelope(ofPolygons: 0..<1))
  }

  /// Whether edges share no position but the vertex at which they follow each other.
  private func isSimple(_ ring: [LatticePoint]) -> Bool {
    var store = PolygonStore()
    guard store.append(rings: [ring]).isEmpty else { return false }
    let points = store.points
    let edges = points.indices.map { (points[$0], points[($0 + 1) % points.count]) }
    return edges.indices.allSatisfy { a in
      (0..<a).allSatisfy { b in
        let isNext = a - b == 1 || a - b == edges.count - 1
        guard isNext else { return !meet(edges[a], edges[b]) }
        let (before, after) = a - b == 1 ? (edges[b], edges[a]) : (edges[a], edges[b])
        return !runsBack(before, after)
      }
    }
  }

  /// Lattice units in a step, and where the steps begin: near, and at the lattice's ends.
  private static let scales: [(step: Int64, origin: Int64)] = [
    (1, 0), (1 << 27, -(1 << 30)), (1 << 28, -(1 << 38)), ((1 << 35) + 1, -(1 << 38)),
  ]

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a small ring is proved simple exactly when it is`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for part in 0..<20 {
      let coarse = random.ring(count: Int.random(in: 3...12, using: &random), in: 0...9)
      for (step, origin) in Self.scales {
        let ring = coarse.map { LatticePoint(origin + $0.x * step, origin + $0.y * step) }
        #expect(proves(ring) == isSimple(coarse), "seed \(seed), part \(part): \(ring)")
      }
    }
  }

  @Test(arguments: [4, 9, 30, 48, 65, 129, 520, 5_000], 1...3 as ClosedRange<UInt64>)
  func `a ragged ring of any length is proved simple, until one vertex crosses it`(
    count: Int, seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    let mesh = RaggedMesh(
      columns: 1, rows: 1, origin: fieldOrigin, cell: (1 << 30, 1 << 29), vertices: count,
      seed: seed)
    var ring = mesh.cell(0, 0)
    #expect(proves(ring))
    let moved = Int.random(in: 0..<ring.count, using: &random)
    let far = ring[(moved + ring.count / 2) % ring.count]
    // Just beyond the opposite vertex, so that two edges cross there.
    ring[moved] = LatticePoint(2 * far.x - fieldOrigin.x, 2 * far.y - fieldOrigin.y)
    #expect(proves(ring) == isSimple(ring), "seed \(seed)")
  }

  @Test func `the corners of the lattice are within reach`() {
    let limit = Lattice.limit
    let corners = box(-limit, -limit, 2 * limit, 2 * limit)
    #expect(proves(corners))
    #expect(!proves([corners[0], corners[2], corners[1], LatticePoint(-limit, limit - 1)]))
    // One unit aside from a diagonal of the whole lattice.
    let aside = LatticePoint(0, -1)
    #expect(proves([corners[0], aside, corners[2], corners[3]]))
    #expect(!proves([corners[0], corners[1], corners[2], LatticePoint(0, 0), corners[2]]))
  }

  @Test func `a unit with a hole or in parts is left to the sweep`() {
    var store = PolygonStore()
    _ = store.append(rings: [box(0, 0, 6, 6), box(2, 2, 2, 2)])
    _ = store.append(rings: [box(9, 0, 6, 6)])
    var sweep = RegionSweep()
    let box = store.envelope(ofPolygons: 0..<2)
    let proved = [0..<1, 0..<2, 1..<2].map { sweep.provesSimple(store, polygons: $0, in: box) }
    #expect(proved == [false, false, true])
  }
}
