import Geometry
import TestSupport
import Testing

@Suite struct DifferentPointsTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `each position counts once`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (store, areas) = AreaField(.overlaps, using: &random).polygons
    let taken = areas.filter { _ in Bool.random(using: &random) }
    var points = Set<LatticePoint>()
    for area in taken { store.forEachEdge(ofPolygons: area) { _, to in points.insert(to) } }
    #expect(
      store.differentPoints(ofPolygons: taken, .serial) == points.count, "seed \(seed)")
    #expect(store.differentPoints(ofPolygons: [], .serial) == 0)
  }

  @Test func `positions of many polygons are counted on all cores`() {
    let mesh = RaggedMesh(
      columns: 50, rows: 50, origin: LatticePoint(0, 0), cell: (1000, 1000), vertices: 20, seed: 1)
    var store = PolygonStore()
    for row in 0..<mesh.rows {
      for column in 0..<mesh.columns { _ = store.append(rings: [mesh.cell(column, row)]) }
    }
    let found = store.differentPoints(ofPolygons: [0..<store.polygonCount], .threads)
    #expect(found == Set(store.points).count)
  }
}
