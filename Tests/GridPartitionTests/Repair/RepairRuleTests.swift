import Geometry
import GridPartition
import TestSupport
import Testing

/// Who gets a damaged place.
@Suite struct RepairRuleTests {
  /// Halves that reach into each other by two metres for the lower half of their line.
  private var overlapping: [UnitSketch] {
    let tip = fieldPoint(2, 1)
    return [
      fullVillage,
      UnitSketch(
        .grid, "V1",
        [fieldPoint(0, 0), fieldPoint(2, 0), tip.beside(2, 0), fieldPoint(2, 2), fieldPoint(0, 2)]),
      east,
    ]
  }

  @Test func `a seamless plan stays as it is`() throws {
    let outcome = try [fullVillage, west, east].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.patches.isEmpty && outcome.changed.isEmpty)
  }

  @Test func `a vertex is put into the neighbour's straight edge`() throws {
    let middle = UnitSketch(
      .grid, "V1", fieldRing((0, 0), (2, 0), (2, 1), (2, 2), (0, 2)))
    let outcome = try [fullVillage, middle, east].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.changedCodes == ["V2"])
    #expect(outcome.patches.map(\.kind) == [.insertedVertices])
    #expect(outcome.patches.map(\.movement) == [0])
  }

  @Test func `an overlap goes to the unit with the longer border on it`() throws {
    let outcome = try overlapping.repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.patches.filter { $0.kind == .overlap }.count == 1)
    #expect(outcome.changedCodes == ["V1"] || outcome.changedCodes == ["V2"])
  }

  @Test func `along a row of overlaps every other unit changes`() throws {
    // Each of five grids reaches a metre into the next one; any of two may keep the place.
    let grids = (0..<5).map { (place: Int64) in
      let tip = place < 4 ? [fieldPoint(place + 1, 1).beside(1, 0)] : []
      return UnitSketch(
        .grid, "V\(place)", parent: "V",
        [fieldPoint(place, 0), fieldPoint(place + 1, 0)] + tip
          + [fieldPoint(place + 1, 2), fieldPoint(place, 2)])
    }
    let line = (0...5).map { fieldPoint($0, 0) } + (0...5).map { fieldPoint(5 - $0, 2) }
    let outcome = try ([UnitSketch(.village, "V", line)] + grids).repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.changedCodes == ["V1", "V3"])
  }

  @Test func `a sliver that would be cut off goes along`() throws {
    // Near their corner in the south, V2 reaches through a strip of V1 into a notch of it. If V1 keeps
    // the place, the notch is cut off from V2; if V2 does, the end of the strip from V1.
    func place(_ x: Int64, _ tenths: Int64) -> LatticePoint {
      let corner = fieldPoint(2, 0)
      return LatticePoint(corner.x + x * metre, corner.y + tenths * metre / 10)
    }
    let strip = UnitSketch(
      .grid, "V1",
      [fieldPoint(0, 0), place(-3, 0), place(-3, 10), place(-1, 10), place(-1, 0)]
        + [fieldPoint(2, 0), fieldPoint(2, 2), fieldPoint(0, 2)])
    let finger = UnitSketch(
      .grid, "V2",
      [fieldPoint(2, 0), fieldPoint(4, 0), fieldPoint(4, 2), fieldPoint(2, 2), place(0, 8)]
        + [place(-1, 8), place(-1, 10), place(-3, 10), place(-3, 0), place(-1, 0)]
        + [place(-1, 2), place(0, 2)])
    let outcome = try [fullVillage, strip, finger].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.plan.units.allSatisfy { $0.polygons.count == 1 })
    #expect(outcome.patches.contains { $0.rule == .keepsUnitWhole })
  }

  @Test(arguments: ["V1", "V2"]) func `a locked unit keeps an overlap`(code: String) throws {
    var options = RepairOptions()
    options.locked = [code]
    let before = try overlapping.plan()
    let outcome = try PlanCheck(before).repaired(options)
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.patches.first { $0.kind == .overlap }?.to == code)
    #expect(outcome.patches.first { $0.kind == .overlap }?.rule == .lockedUnit)
    #expect(Set(outcome.rings(of: code).joined()).isSuperset(of: before.rings(of: code).joined()))
  }

  @Test(arguments: ["V1", "V2"]) func `priority decides before the border`(code: String) throws {
    var options = RepairOptions()
    options.priority = [code]
    let outcome = try overlapping.repaired(options)
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.patches.first { $0.kind == .overlap }?.to == code)
    #expect(outcome.patches.first { $0.kind == .overlap }?.rule == .priority)
  }

  @Test func `what lies beyond the outline is given up`() throws {
    let wide = UnitSketch(
      .grid, "V2",
      [
        fieldPoint(2, 0), fieldPoint(4, 0), fieldPoint(4, 1).beside(5, 0), fieldPoint(4, 2),
        fieldPoint(2, 2),
      ])
    let outcome = try [fullVillage, west, wide].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.changedCodes == ["V2"])
    #expect(outcome.patches.map(\.rule) == [.parent] || outcome.patches.map(\.rule) == [.outline])
    #expect(outcome.rings(of: "V2").map(Set.init) == [Set(fieldBox(2, 0, 2, 2))])
  }

  @Test func `a narrow gap goes to a neighbour and a wide one is left`() throws {
    func plan(_ width: Int64) -> [UnitSketch] {
      let apart = UnitSketch(
        .grid, "V1",
        [
          fieldPoint(0, 0), fieldPoint(2, 0), fieldPoint(2, 1).beside(-width, 0), fieldPoint(2, 2),
          fieldPoint(0, 2),
        ])
      return [fullVillage, apart, east]
    }
    let narrow = try plan(2).repaired()
    #expect(narrow.report.verdict == .seamless)
    #expect(narrow.patches.map(\.kind) == [.gap])
    let wide = try plan(8).repaired()
    #expect(wide.report.verdict == .defective)
    #expect(wide.patches.isEmpty && wide.changed.isEmpty)
    #expect(wide.left.map(\.kind) == [.gap])
    var options = RepairOptions()
    options.maximumGapWidth = 10
    let wider = try plan(8).repaired(options)
    #expect(wider.report.verdict == .seamless)
    options.maximumGapArea = 10
    let small = try plan(8).repaired(options)
    #expect(small.left.map(\.kind) == [.gap])
  }

  @Test func `a gap is not given across the border of the parent`() throws {
    let other = UnitSketch(.village, "W", fieldBox(4, 0, 2, 2))
    let child = UnitSketch(.grid, "W1", fieldBox(4, 0, 2, 2))
    let narrow = UnitSketch(
      .grid, "V2",
      [
        fieldPoint(2, 0), fieldPoint(4, 0), fieldPoint(4, 1).beside(-2, 0), fieldPoint(4, 2),
        fieldPoint(2, 2),
      ])
    let outcome = try [fullVillage, west, narrow, other, child].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.patches.map(\.to) == ["V2"])
  }

  @Test func `twins are left`() throws {
    let outcome = try [fullVillage, west, east, UnitSketch(.grid, "V3", fieldBox(2, 0, 2, 2))]
      .repaired()
    #expect(outcome.changed.isEmpty)
    #expect(Set(outcome.left.map(\.kind)) == [.overlap, .duplicateGeometry])
  }

  @Test func `a unit that lies within another is not emptied`() throws {
    let inner = UnitSketch(.grid, "V3", fieldBox(2, 0, 1, 1))
    let outcome = try [fullVillage, west, east, inner].repaired()
    #expect(outcome.plan.units.allSatisfy { $0.hasShape })
    #expect(outcome.left.map(\.kind).contains(.overlap))
    #expect(outcome.changed.isEmpty)
  }
}
