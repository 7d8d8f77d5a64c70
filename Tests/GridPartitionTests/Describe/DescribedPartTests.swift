import GridPartition
import TestSupport
import Testing

@Suite struct DescribedPartTests {
  /// A town of two villages with two grids each, in no order.
  private let units = [
    UnitSketch(.grid, "TA2", fieldBox(2, 0, 2, 2)), UnitSketch(.grid, "TB2", fieldBox(6, 0, 2, 2)),
    UnitSketch(.village, "TB", fieldBox(4, 0, 4, 2)),
    UnitSketch(.village, "TA", fieldBox(0, 0, 4, 2)),
    UnitSketch(.grid, "TA1", fieldBox(0, 0, 2, 2)), UnitSketch(.grid, "TB1", fieldBox(4, 0, 2, 2)),
    UnitSketch(.town, "T", fieldBox(0, 0, 8, 2)),
  ]

  private func codes(of code: String?, _ level: Level? = nil) throws -> ([String], [Level], [Int]) {
    let plan = try units.plan()
    let part = DescribedPart(
      of: PlanDescription(of: plan), in: plan, unit: code.flatMap(plan.unit(code:)), level: level)
    return (
      part.units.map { plan.units[$0].code }, part.levels.map(\.level), part.levels.map(\.units)
    )
  }

  @Test func `the whole plan comes by level and code`() throws {
    let whole = try codes(of: nil)
    #expect(whole.0 == ["T", "TA", "TB", "TA1", "TA2", "TB1", "TB2"])
    #expect(whole.1 == [.town, .village, .grid] && whole.2 == [1, 2, 4])
    let villages = try codes(of: nil, .village)
    #expect(villages == (["TA", "TB"], [.village], [2]))
  }

  @Test func `a unit comes with its children, and levels are those below it`() throws {
    let town = try codes(of: "T")
    #expect(town == (["T", "TA", "TB"], [.village, .grid], [2, 4]))
    let village = try codes(of: "TB")
    #expect(village == (["TB", "TB1", "TB2"], [.grid], [2]))
    let grid = try codes(of: "TA1")
    #expect(grid == (["TA1"], [], []))
  }

  @Test func `of a unit a level has all units below`() throws {
    let grids = try codes(of: "T", .grid)
    #expect(grids == (["TA1", "TA2", "TB1", "TB2"], [.grid], [4]))
    let own = try codes(of: "TA", .village)
    #expect(own == (["TA"], [], []))
  }
}
