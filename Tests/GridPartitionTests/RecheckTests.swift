import Geometry
import GridPartition
import TestSupport
import Testing

/// A check that builds on the one before answers as a check of the whole.
@Suite struct RecheckTests {
  /// A town of four villages, cut into cells; some with vertices of their own, a spike or a hole.
  private func units(using random: inout SplitMix64) -> [UnitSketch] {
    let mesh = PlanMesh(columns: 8, rows: 8, spacing: fieldStep, using: &random)
    var units = [UnitSketch(.town, "T", mesh.outline)]
    for village in 0..<4 {
      units.append(UnitSketch(.village, "T\(village)", parent: "T", block(mesh, village)))
      for cell in 0..<16 {
        let (column, row) = (village % 2 * 4 + cell % 4, village / 2 * 4 + cell / 4)
        units.append(
          UnitSketch(
            .grid, "T\(village)-\(cell)", parent: "T\(village)", mesh.cell(column, row)))
      }
    }
    for _ in 0..<3 { change(&units, using: &random) }
    return units
  }

  /// The ring around four by four cells.
  private func block(_ mesh: PlanMesh, _ village: Int) -> [LatticePoint] {
    let (west, south) = (village % 2 * 4, village / 2 * 4)
    let steps = 0..<4
    return steps.map { mesh.cell(west + $0, south)[0] }
      + steps.map { mesh.cell(west + 3, south + $0)[1] }
      + steps.map { mesh.cell(west + 3 - $0, south + 3)[2] }
      + steps.map { mesh.cell(west, south + 3 - $0)[3] }
  }

  /// Redraws, adds, takes away or renames a unit.
  private func change(_ units: inout [UnitSketch], using random: inout SplitMix64) {
    let index = Int.random(in: 0..<units.count, using: &random)
    var ring = units[index].polygons.first?.first ?? fieldBox(0, 0, 1, 1)
    let vertex = Int.random(in: 0..<ring.count, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0:
      let aside = random.point(in: -fieldStep / 2...fieldStep / 2)
      ring[vertex] = LatticePoint(ring[vertex].x + aside.x, ring[vertex].y + aside.y)
      units[index].polygons = [[ring]]
    case 1: units.remove(at: index)
    case 2:
      units.insert(
        UnitSketch(.grid, "T1-new", parent: "T1", ring), at: index)
    case 3: units[index].polygons = []
    case 4:
      // A spike, which a fingerprint does not see.
      ring.insert(contentsOf: [fieldPoint(3, 3), ring[vertex]], at: vertex + 1)
      units[index].polygons = [[ring]]
    case 5: units[index].attributes.code = "T2-7"
    case 6: units[index].attributes.parent = "T3"
    case 7: units[index].polygons.append([fieldBox(20, 20, 1, 1)])
    default: units.swapAt(index, Int.random(in: 0..<units.count, using: &random))
    }
  }

  private func summary(_ report: CheckReport) -> [String] {
    ["\(report.verdict) \(report.digest)"]
      + report.levels.map { "\($0)" } + report.counts.map { "\($0)" }
      + report.remarks.map { "\($0)" } + report.defects.map { "\($0)" }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `it answers as a check of the whole, however the plan was redrawn`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var units = units(using: &random)
    var check = try PlanCheck(units.plan())
    for step in 0..<3 {
      for _ in 0..<Int.random(in: 0...3, using: &random) { change(&units, using: &random) }
      let redrawn = try units.plan()
      check = try check.recheck(redrawn)
      #expect(
        summary(check.report()) == summary(try redrawn.check()), "seed \(seed), step \(step)")
    }
  }

  @Test func `a spike that moves is noticed though the fingerprint stays`() throws {
    let spiked = { (tip: LatticePoint) in
      [
        fullVillage,
        UnitSketch(
          .grid, "V1", fieldRing((0, 0), (2, 0)) + [tip] + fieldRing((2, 0), (2, 2), (0, 2))),
        east,
      ]
    }
    let (before, after) = (try spiked(fieldPoint(1, 1)).plan(), try spiked(fieldPoint(3, 1)).plan())
    #expect(before.fingerprints == after.fingerprints)
    let report = try PlanCheck(before).recheck(after).report()
    #expect(summary(report) == summary(try after.check()))
  }
}
