import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct DefectIdentityTests {
  /// A plan with many kinds of defects, none of them without code.
  private var broken: [UnitSketch] {
    [
      UnitSketch(.village, "V", fieldBox(0, 0, 8, 8)),
      UnitSketch(.grid, "V1", fieldBox(0, 0, 4, 4)), UnitSketch(.grid, "V2", fieldBox(3, 0, 6, 4)),
      UnitSketch(.grid, "V3", fieldRing((0, 4), (4, 5), (8, 4), (8, 6), (4, 7), (0, 6))),
      UnitSketch(.grid, "V4", fieldBox(0, 6, 1, 2), fieldBox(3, 7, 1, 1)),
      UnitSketch(.grid, "V5", fieldRing((4, 7), (8, 7), (8, 8), (6, 7), (4, 8))),
      UnitSketch(.grid, "V5", fieldBox(1, 7, 1, 1)),
      UnitSketch(.grid, "V6", parent: "W", fieldBox(2, 7, 1, 1)),
    ]
  }

  private func facts(_ units: [UnitSketch]) throws -> [[String]] {
    try units.report().defects.map { defect in
      [defect.id, defect.cluster, defect.kind.rawValue, "\(defect.size.area)"] + defect.units
    }
  }

  @Test func `ids are sixteen hexadecimal digits and different`() throws {
    let ids = try broken.report().defects.map(\.id)
    #expect(ids.count > 8)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `the same defects come in the same order however the plan is written`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (found, expected) = (try facts(broken.rewritten(using: &random)), try facts(broken))
    #expect(found == expected, "seed \(seed)")
  }

  @Test func `of equal parts the same one is the exclave whichever is written first`() throws {
    let parts = [fieldBox(0, 0, 1, 1), fieldBox(3, 0, 1, 1)]
    let exclaves = try [[parts[0], parts[1]], [parts[1], parts[0]]].map { shells in
      var unit = UnitSketch(.grid, "1")
      unit.polygons = shells.map { [$0] }
      return try [unit].report().defects(.exclave).map(\.id)
    }
    #expect(exclaves[0] == exclaves[1])
  }

  @Test func `a defect keeps its id when another place is mended`() throws {
    var mended = broken
    mended[2].polygons = [[fieldBox(4, 0, 4, 4)]]
    let (before, after) = (try broken.report(), try mended.report())
    #expect(after.defects(.overlap).count < before.defects(.overlap).count)
    for kind in [DefectKind.exclave, .duplicateCode, .orphan, .selfTouch] {
      #expect(!before.defects(kind).isEmpty, "\(kind)")
      #expect(after.defects(kind).map(\.id) == before.defects(kind).map(\.id), "\(kind)")
    }
  }

  @Test func `another place is another defect`() throws {
    let here = [village, west, UnitSketch(.grid, "V2", fieldBox(3, 0, 1, 2))]
    var there = here
    there[2].polygons[0][0][0].x += 1
    there[2].polygons[0][0][3].x += 1
    let ids = try [here, there].map { try $0.report().defects(.gap).map(\.id) }
    #expect(ids[0] != ids[1])
  }

  @Test func `slivers between the same neighbours are one cluster wherever they lie`() throws {
    let units = [
      UnitSketch(.village, "V", fieldBox(0, 0, 4, 6)),
      UnitSketch(.grid, "V1", fieldBox(0, 0, 2, 6)),
      UnitSketch(.grid, "V2", fieldRing((3, 0), (4, 0), (4, 6), (3, 6), (2, 5), (2, 1))),
    ]
    let gaps = try units.report().defects(.gap)
    #expect(gaps.count == 2)
    #expect(Set(gaps.map(\.cluster)).count == 1)
  }

  @Test func `slivers that meet in points are one cluster`() throws {
    // The border of V2 weaves around that of V1.
    let woven = UnitSketch(
      .grid, "V2", fieldRing((4, 0), (4, 2), (2, 2), (1, 1), (3, 1), (2, 0)))
    let report = try [fullVillage, west, woven].report()
    let slivers = report.defects(.gap) + report.defects(.overlap)
    #expect(slivers.count > 1)
    #expect(Set(slivers.map(\.cluster)).count == 1)
    #expect(slivers.map(\.id).contains(slivers[0].cluster))
  }

  @Test func `defects far apart are clusters of their own`() throws {
    let units = [
      UnitSketch(.village, "V", fieldBox(0, 0, 8, 1)),
      UnitSketch(.grid, "V1", fieldBox(1, 0, 2, 1)),
      UnitSketch(.grid, "V2", fieldBox(3, 0, 2, 1)), UnitSketch(.grid, "V3", fieldBox(5, 0, 2, 1)),
    ]
    let gaps = try units.report().defects(.gap)
    #expect(gaps.count == 2)
    #expect(gaps.allSatisfy { $0.cluster == $0.id })
  }

  @Test func `graver defects come first, then larger ones`() throws {
    let defects = try broken.report().defects
    for (a, b) in zip(defects, defects.dropFirst()) {
      #expect(a.kind.severity <= b.kind.severity)
      if a.kind.severity == b.kind.severity { #expect(a.size.area >= b.size.area) }
    }
  }

  @Test func `counts name each kind that occurs`() throws {
    let report = try broken.report()
    #expect(report.counts.reduce(0) { $0 + $1.count } == report.defects.count)
    #expect(report.counts.allSatisfy { $0.count == report.defects($0.kind).count && $0.count > 0 })
  }
}
