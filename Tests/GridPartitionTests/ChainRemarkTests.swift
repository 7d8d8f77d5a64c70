import Geometry
import GridPartition
import TestSupport
import Testing

/// What the sums over two levels say.
@Suite struct ChainRemarkTests {
  private let town = UnitSketch(.town, "T", fieldBox(0, 0, 4, 2))

  private func villages(_ border: Int64) -> [UnitSketch] {
    [
      UnitSketch(.village, "TA", fieldBox(0, 0, border, 2)),
      UnitSketch(.village, "TB", fieldBox(border, 0, 4 - border, 2)),
    ]
  }

  private func grids(_ border: Int64) -> [UnitSketch] {
    [
      UnitSketch(.grid, "TA1", fieldBox(0, 0, border, 1)),
      UnitSketch(.grid, "TA2", fieldBox(0, 1, border, 1)),
      UnitSketch(.grid, "TB1", fieldBox(border, 0, 4 - border, 2)),
    ]
  }

  @Test func `where all fits nothing is remarked`() throws {
    #expect(try ([town] + villages(2) + grids(2)).report().remarks == [])
  }

  @Test func `grids that fit the town but not their villages say that the outlines disagree`()
    throws
  {
    let report = try ([town] + villages(1) + grids(2)).report()
    #expect(
      report.remarks.filter(\.isOfChains)
        == [.outlineDisagrees(parent: "TA"), .outlineDisagrees(parent: "TB")])
  }

  @Test func `one outline that disagrees is named alone`() throws {
    var units = villages(2)
    units[0].polygons = [[fieldRing((0, 0), (2, 0), (2, 2), (1, 2))]]
    let report = try ([town] + units + grids(2)).report()
    #expect(report.remarks.contains(.outlineDisagrees(parent: "TA")))
    #expect(!report.remarks.contains(.outlineDisagrees(parent: "TB")))
  }

  @Test func `villages that fit their grids but not one another disagree`() throws {
    let units =
      [town, UnitSketch(.village, "TA", fieldBox(0, 0, 2, 2))]
      + [UnitSketch(.village, "TB", fieldBox(3, 0, 1, 2))] + Array(grids(2).prefix(2))
      + [UnitSketch(.grid, "TB1", fieldBox(3, 0, 1, 2))]
    #expect(
      try units.report().remarks.contains(.neighboursDisagree(level: .village, parent: "T")))
  }

  @Test func `an outline with nothing around it is not said to disagree`() throws {
    // The grid falls short of the border of a village that has no surroundings to fit.
    let units = [village, west, UnitSketch(.grid, "V2", fieldBox(2, 0, 1, 2))]
    let report = try units.report()
    #expect(report.defects(.gap).map(\.units) == [["V2"]])
    #expect(report.remarks.filter(\.isOfChains) == [])
  }

  @Test func `grids that leave a gap of their own say nothing of outlines`() throws {
    var units = grids(2)
    units[0].polygons = [[fieldBox(0, 0, 1, 1)]]
    let report = try ([town] + villages(2) + units).report()
    #expect(report.remarks.filter(\.isOfChains) == [])
    #expect(report.defects(.gap).map(\.units) == [["TA1", "TA2"]])
  }

  @Test(arguments: [(4_000, true), (400_000, false)] as [(Int64, Bool)])
  func `neighbours drawn apart everywhere are remarked on as a whole`(
    shift: Int64, isRounding: Bool
  ) throws {
    // Every grid is drawn with its own error, so that no edge has a partner.
    var units = [UnitSketch(.village, "V", fieldBox(0, 0, 6, 6))]
    for x in 0..<6 as Range<Int64> {
      for y in 0..<6 as Range<Int64> {
        var grid = UnitSketch(.grid, "V\(x)\(y)", fieldBox(x, y, 1, 1))
        for corner in 0..<4 { grid.polygons[0][0][corner].x += shift * (1 + x + 6 * y) / 36 }
        units.append(grid)
      }
    }
    let report = try units.report()
    switch try #require(report.remarks.first) {
    case .rounding(let level, let places, let widest, _):
      #expect(isRounding && level == .grid)
      #expect(places == report.defects.filter { $0.multiplicity != nil }.count)
      #expect(widest > 0 && widest < 0.5)
    case .unmatched(let level, let share, _, let diagnosis):
      #expect(!isRounding && level == .grid && share > 0.2 && share <= 1)
      #expect(diagnosis.cause == .digitisedApart)
    default: Issue.record("\(report.remarks)")
    }
  }
}

extension CheckRemark {
  /// Whether it comes from the sum over two levels.
  fileprivate var isOfChains: Bool {
    switch self {
    case .outlineDisagrees, .neighboursDisagree: true
    case .rounding, .unmatched: false
    }
  }
}
