import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct DefectClusterTests {
  private func outline(height: Int64) -> UnitSketch {
    UnitSketch(
      .village, "V",
      fieldRing((0, 0), (2, 0), (4, 0), (4, height), (2, height), (0, height)))
  }

  /// Two grids of a village whose common line weaves: `V2` goes to and fro across that of `V1`.
  private func woven(teeth: Int64) -> [UnitSketch] {
    let height = 2 * teeth
    let line = (0...height).reversed().map { y in
      fieldPoint(y % 2 == 0 ? 2 : (y % 4 == 1 ? 1 : 3), y)
    }
    var eastern = UnitSketch(.grid, "V2")
    eastern.polygons = [[[fieldPoint(4, 0), fieldPoint(4, height)] + line]]
    return [
      outline(height: height),
      UnitSketch(.grid, "V1", fieldBox(0, 0, 2, height)), eastern,
    ]
  }

  @Test(arguments: [2, 5, 20] as [Int64])
  func `a line that weaves is one cluster with its sums`(teeth: Int64) throws {
    let report = try woven(teeth: teeth).report()
    #expect(report.defects.count == teeth)
    let cluster = try #require(report.clusters.first)
    #expect(report.clusters.count == 1)
    #expect(cluster.line == .neighbours("V1", "V2"))
    #expect(cluster.units == ["V1", "V2"])
    #expect(cluster.level == .grid)
    #expect(cluster.parent == "V")
    #expect(cluster.counts.map(\.kind) == [.gap, .overlap])
    #expect(cluster.counts.map(\.count) == [Int(teeth / 2), Int((teeth + 1) / 2)])
    #expect(cluster.area == report.defects.reduce(0) { $0 + $1.size.area })
    #expect(cluster.length == report.defects.reduce(0) { $0 + $1.size.length })
    #expect(cluster.widestMeanWidth == report.defects.map(\.size.meanWidth).max())
  }

  @Test func `the box of a cluster is around all of its defects`() throws {
    let cluster = try #require(try woven(teeth: 4).report().clusters.first)
    let lattice = Lattice.geographic
    let (low, high) = (fieldPoint(1, 0), fieldPoint(3, 8))
    #expect(cluster.bbox == [low.x, low.y, high.x, high.y].map(lattice.ordinate(of:)))
  }

  @Test(arguments: 0..<16 as Range<UInt64>)
  func `every defect is in exactly one cluster, whose id it bears`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var units = woven(teeth: 3)
    for index in units.indices.dropFirst() {
      units[index].polygons[0][0][0].x += Int64.random(in: -3...3, using: &random) * fieldStep / 2
    }
    units.append(UnitSketch(.grid, "V3", fieldBox(1, 1, 1, 1)))
    let report = try units.report()
    let members = report.clusters.flatMap { cluster in
      cluster.defects.map { (offset: $0, cluster: cluster.id) }
    }
    #expect(members.map(\.offset).sorted() == Array(report.defects.indices), "seed \(seed)")
    #expect(members.allSatisfy { report.defects[$0.offset].cluster == $0.cluster }, "seed \(seed)")
    #expect(Set(report.clusters.map(\.id)).count == report.clusters.count, "seed \(seed)")
    #expect(report.clusters.allSatisfy { $0.defects == $0.defects.sorted() }, "seed \(seed)")
  }

  @Test func `a unit that weaves across its parent's outline is one cluster along the outline`()
    throws
  {
    let edge = (0...8).map { fieldPoint($0 % 2 == 0 ? 4 : ($0 % 4 == 1 ? 5 : 3), $0) }
    var eastern = UnitSketch(.grid, "V2")
    eastern.polygons = [[edge + [fieldPoint(2, 8), fieldPoint(2, 0)]]]
    let report = try [
      outline(height: 8), UnitSketch(.grid, "V1", fieldBox(0, 0, 2, 8)), eastern,
    ].report()
    let cluster = try #require(report.clusters.first)
    #expect(report.defects.count == 4)
    #expect(report.clusters.count == 1)
    #expect(cluster.line == .outline("V2"))
    #expect(cluster.counts.map(\.kind) == [.gap, .overreach])
  }

  @Test func `graver clusters come first, then larger ones`() throws {
    let units =
      woven(teeth: 2) + [
        UnitSketch(.village, "W", fieldBox(10, 0, 9, 1)),
        UnitSketch(.grid, "W1", fieldRing((10, 0), (16, 0), (19, 0), (19, 1), (10, 1))),
        UnitSketch(.village, "U", fieldBox(30, 0, 9, 9)),
        UnitSketch(.grid, "U1", fieldBox(30, 0, 9, 1)),
      ]
    let clusters = try units.report().clusters.filter { $0.counts[0].kind.severity != .info }
    #expect(clusters.map(\.parent) == ["U", "V", "W"])
    #expect(clusters.map { $0.counts[0].kind } == [.gap, .gap, .unmatchedVertices])
  }

  @Test func `a cluster of one code given twice is not along a line`() throws {
    let report = try [village, west, west].report()
    let doubled = try #require(
      report.clusters.first { $0.counts.contains { $0.kind == .duplicateGeometry } })
    #expect(doubled.line == .none)
  }

  @Test func `a report on one level has the clusters of that level alone`() throws {
    let units =
      woven(teeth: 2) + [UnitSketch(.village, "W", fieldBox(3, 0, 4, 4))]
    let all = try units.plan().check()
    let grids = try units.plan().check(only: .grid)
    #expect(Set(all.clusters.map(\.level)) == [.village, .grid])
    #expect(grids.clusters.allSatisfy { $0.level == .grid } && !grids.clusters.isEmpty)
  }
}
