import Geometry
import TestSupport
import Testing

/// Counts of different positions against a set of them all.
@Suite struct VertexCountTests {
  private func different(_ groups: [[Range<Int>]], in store: PolygonStore) -> Int {
    var points: Set<LatticePoint> = []
    for polygons in groups.flatMap({ $0 }) {
      store.forEachEdge(ofPolygons: polygons) { _, to in points.insert(to) }
    }
    return points.count
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `positions that groups share are counted once`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let step = [1, 1 << 20, 1 << 34][Int(seed % 3)] as Int64
    var store = PolygonStore()
    var groups: [[Range<Int>]] = [[]]
    for _ in 0..<30 {
      let first = store.polygonCount
      let ring = random.ring(count: 5, in: 0...9).map { LatticePoint($0.x * step, $0.y * step) }
      _ = store.append(rings: [ring])
      if Bool.random(using: &random) { groups.append([]) }
      groups[groups.count - 1].append(first..<store.polygonCount)
    }
    let shapes = groups.map { $0.map { VertexCount.Shape($0, in: store.box(ofPolygons: $0)) } }
    let count = VertexCount(in: store, .serial).distinct(in: shapes)
    #expect(count == different(groups, in: store), "seed \(seed)")
  }

  @Test(arguments: [true, false])
  func `a mesh of many chunks is counted exactly, in one group or in many`(isOneGroup: Bool) {
    var random = SplitMix64(seed: 1)
    let mesh = RaggedMesh(
      columns: 100, rows: 90, origin: fieldOrigin, cell: (5_000_000, 5_000_000), vertices: 24,
      seed: 1)
    var store = PolygonStore()
    for cell in (0..<mesh.columns * mesh.rows).shuffled(using: &random) {
      _ = store.append(rings: [mesh.cell(cell % mesh.columns, cell / mesh.columns)])
    }
    let polygons = (0..<store.polygonCount).map { $0..<$0 + 1 }
    let groups = isOneGroup ? [polygons] : polygons.map { [$0] }
    let shapes = groups.map { $0.map { VertexCount.Shape($0, in: store.box(ofPolygons: $0)) } }
    let count = VertexCount(in: store, .serial).distinct(in: shapes)
    #expect(count == different(groups, in: store))
  }
}
