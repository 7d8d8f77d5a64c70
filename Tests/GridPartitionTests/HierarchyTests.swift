import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct HierarchyTests {
  private let place = fieldBox(0, 0, 1, 1)

  /// The codes of the parents of a plan's units, in order.
  private func parents(_ units: UnitSketch...) throws -> [String?] {
    try units.plan().units.map(\.parentCode)
  }

  @Test func `a grid without parent takes the longest code that begins its own`() throws {
    let found = try parents(
      UnitSketch(.village, "10", place), UnitSketch(.village, "1012", place),
      UnitSketch(.village, "101", place), UnitSketch(.grid, "10123", place),
      UnitSketch(.grid, "1013", place), UnitSketch(.grid, "109", place),
      UnitSketch(.grid, "2", place))
    #expect(found == [nil, nil, nil, "1012", "101", "10", nil])
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the parent by code is the one that no longer code beats`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func code() -> String {
      let marks = ["1", "2", "村", "é"]
      let count = Int.random(in: 1...5, using: &random)
      return (0..<count).map { _ in marks[Int.random(in: 0..<4, using: &random)] }.joined()
    }
    let villages = Set((0..<20).map { _ in code() })
    let grids = (0..<40).map { _ in code() }
    let units =
      villages.map { UnitSketch(.village, $0, place) } + grids.map { UnitSketch(.grid, $0, place) }
    let plan = try units.plan()
    for (unit, code) in zip(villages.count..., grids) {
      let expected = villages.filter(code.hasPrefix).max { $0.count < $1.count }
      #expect(plan.units[unit].parentCode == expected, "seed \(seed)")
      #expect(plan.units[unit].parent.map { plan.units[$0].code } == expected, "seed \(seed)")
    }
  }

  @Test func `the parent that is named counts, not the code`() throws {
    let plan = try [
      UnitSketch(.village, "A", place), UnitSketch(.village, "B", place),
      UnitSketch(.grid, "A1", parent: "B", place), UnitSketch(.grid, "A2", parent: "C", place),
    ].plan()
    #expect(plan.units.map(\.parent) == [nil, nil, 1, nil])
    #expect(plan.children == [[], [2], [], []])
  }

  @Test func `the zeros that fill a statistical code do not count`() throws {
    let found = try parents(
      UnitSketch(.county, "520181000000", place), UnitSketch(.town, "520181101000", place),
      UnitSketch(.town, "520181102000", place), UnitSketch(.village, "520181101205", place),
      UnitSketch(.village, "520181102001", place), UnitSketch(.grid, "520181101205003", place))
    #expect(
      found == [
        nil, "520181000000", "520181000000", "520181101000", "520181102000", "520181101205",
      ])
  }

  @Test func `zeros at the end of other codes count`() throws {
    #expect(
      try parents(UnitSketch(.village, "A000", place), UnitSketch(.grid, "A1", place))
        == [nil, nil])
  }

  @Test func `a missing level is passed over`() throws {
    let plan = try [
      UnitSketch(.grid, "T1-1", place), UnitSketch(.town, "T1", place),
      UnitSketch(.county, "T", place),
    ].plan()
    #expect(plan.levels == [.county, .town, .grid])
    #expect(plan.levelAbove(.grid) == .town)
    #expect(plan.levelAbove(.county) == nil)
    #expect(plan.ancestors(of: 0) == [1, 2])
    #expect(plan.smallestLevel == .grid)
  }

  @Test func `without a layer above the parents named only group the grids`() throws {
    let plan = try [
      UnitSketch(.grid, "1", parent: "V", fieldBox(0, 0, 1, 1)),
      UnitSketch(.grid, "2", parent: "W", fieldBox(1, 0, 1, 1)),
      UnitSketch(.grid, "3", fieldBox(2, 0, 1, 1)),
    ].plan()
    #expect(plan.units.map(\.parentCode) == ["V", "W", nil])
    #expect(plan.units.map(\.parent) == [nil, nil, nil])
    #expect(plan.coverages().map(\.children) == [[0, 1, 2]])
    let directory = try Assigner(plan).directory
    #expect(directory.text(directory.entries[0].village) == "V")
    #expect(directory.text(directory.entries[2].village) == nil)
  }

  @Test func `a code that two parents share leads to the first`() throws {
    let plan = try [
      UnitSketch(.village, "V", place), UnitSketch(.village, "V", place),
      UnitSketch(.grid, "V1", place),
    ].plan()
    #expect(plan.units[2].parent == 0)
    #expect(plan.units(of: .village, code: "V") == [0, 1])
  }

  @Test func `a unit without code is named by its number and takes no parent by code`() throws {
    let plan = try [UnitSketch(.village, "#", place), UnitSketch(.grid, nil, place)].plan()
    #expect(plan.units[1].code == "#2")
    #expect(plan.units[1].parent == nil)
  }

  @Test func `coverages are the widest level and the children of every unit`() throws {
    let plan = try [
      UnitSketch(.town, "T", place), UnitSketch(.village, "TV", place),
      UnitSketch(.village, "TW", place), UnitSketch(.grid, "TV1", place),
      UnitSketch(.grid, "TV2", place),
    ].plan()
    let coverages = plan.coverages()
    #expect(coverages.map(\.level) == [.town, .village, .grid])
    #expect(coverages.map(\.parentCode) == [nil, "T", "TV"])
    #expect(coverages.map(\.children) == [[0], [1, 2], [3, 4]])
    #expect(coverages.map(\.isTop) == [true, false, false])
  }

  @Test func `codes are in the order of their bytes`() {
    let codes = ["B", "a", "A10", "A2", "A", "村", "é"]
    #expect(codes.sorted(by: codePrecedes) == ["A", "A10", "A2", "B", "a", "é", "村"])
  }
}
