import GridPartition
import TestSupport
import Testing

@Suite struct IncidentSpreadTests {
  /// A town of two villages; one grid is a void.
  private let units = [
    UnitSketch(.town, "T", fieldBox(0, 0, 8, 2)),
    UnitSketch(.village, "TB", fieldBox(4, 0, 4, 2)),
    UnitSketch(.village, "TA", fieldBox(0, 0, 4, 2)),
    UnitSketch(.grid, "TA2", fieldBox(2, 0, 2, 2)), UnitSketch(.grid, "TA1", fieldBox(0, 0, 2, 2)),
    UnitSketch(.grid, "TB1", fieldBox(4, 0, 2, 2)),
    UnitSketch(.grid, "TB2", isVoid: true, fieldBox(6, 0, 2, 2)),
  ]

  private func spread(_ counts: [Int]) throws -> (IncidentSpread, Plan) {
    let plan = try units.plan()
    return (IncidentSpread(of: counts, statuses: { $0 == .inside ? 7 : 1 }, in: plan), plan)
  }

  @Test func `units have the incidents of all below them`() throws {
    let (spread, _) = try spread([0, 0, 0, 2, 4, 1, 0])
    #expect(spread.byUnit == [7, 1, 6, 2, 4, 1, 0])
    #expect((spread.assigned, spread.total) == (7, 15))
  }

  @Test func `voids do not count for the balance`() throws {
    let (spread, _) = try spread([0, 0, 0, 2, 4, 1, 0])
    #expect(spread.whole == Balance(of: [1, 2, 4]))
    #expect(spread.parents.map(\.code) == ["T", "TA", "TB"])
    #expect(spread.parents.map(\.unit) == [0, 2, 1])
    #expect(
      spread.parents.map(\.balance)
        == [Balance(of: [1, 2, 4]), Balance(of: [2, 4]), Balance(of: [1])])
  }

  @Test func `of units with the same number the lowest code is named`() throws {
    let (spread, _) = try spread([0, 0, 0, 3, 3, 3, 0])
    let extremes = try #require(spread.extremes)
    #expect((extremes.fewest, extremes.most) == (4, 4))
  }

  @Test func `a part has the balances within it`() throws {
    let (spread, plan) = try spread([0, 0, 0, 2, 4, 1, 0])
    let description = PlanDescription(of: plan)
    let village = DescribedPart(of: description, in: plan, unit: 2)
    #expect(spread.parents(in: village, of: plan).map(\.code) == ["TA"])
    let town = DescribedPart(of: description, in: plan, unit: 0)
    #expect(spread.parents(in: town, of: plan).count == 3)
  }
}
