import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct PlanBuilderTests {
  private let unit = UnitSketch(.grid, "1").attributes

  private func square(_ west: Double, _ south: Double) -> [Position] {
    [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map { Position(x: west + $0.0, y: south + $0.1) }
  }

  @Test(
    arguments: [(180, 0), (0, 90), (26, 106), (.nan, 0), (0, -.infinity)] as [(Double, Double)])
  func `a position off the Earth is refused and leaves no trace`(x: Double, y: Double) throws {
    var builder = PlanBuilder(source: "sketch", crs: .wgs84)
    #expect(throws: PositionProblem.self) {
      try builder.add(unit, polygons: [[square(1, 1)], [square(x, y)]])
    }
    #expect(builder.isEmpty)
    try builder.add(unit, polygons: [[square(2, 2)]])
    let plan = builder.finish()
    #expect(plan.store.polygonCount == 1)
    #expect(plan.moved.count == 0)
  }

  @Test func `positions off the lattice are counted and the farthest is measured`() throws {
    var builder = PlanBuilder(source: "sketch", crs: .cgcs2000)
    var ring = square(106, 26)
    ring[1].x += 0.2e-9
    ring[2].y -= 0.4e-9
    try builder.add(unit, polygons: [[ring]])
    let plan = builder.finish()
    #expect(plan.moved.count == 2)
    // 0.4 nanodegrees of latitude are 0.044 mm.
    #expect(abs(plan.moved.farthest - 0.000_044) < 0.000_002)
    #expect(plan.crs == .cgcs2000)
  }

  @Test func `a unit knows its polygons and its area`() throws {
    let units = [
      UnitSketch(.village, "V"),
      UnitSketch(.grid, "V1", fieldBox(0, 0, 1, 1), fieldBox(5, 5, 1, 1)),
      UnitSketch(.grid, "V2", fieldBox(1, 0, 1, 1)),
    ]
    let plan = try units.plan()
    #expect(plan.units.map(\.polygons) == [0..<0, 0..<2, 2..<3])
    #expect(abs(plan.area(of: 0) - plan.area(of: 1) - plan.area(of: 2)) < 1e-6)
    #expect(plan.envelope(of: 0) == Envelope(of: fieldBox(0, 0, 6, 6)))
    #expect(plan.polygons(of: 2).map { $0.map(\.count) } == [[5]])
  }

  @Test func `neighbours run along a border for some length`() throws {
    let units = [
      UnitSketch(.grid, "1", fieldBox(0, 0, 2, 2)), UnitSketch(.grid, "4", fieldBox(2, 1, 1, 3)),
      UnitSketch(.grid, "2", fieldBox(2, 2, 2, 2)), UnitSketch(.grid, "3", fieldBox(0, 2, 1, 1)),
      UnitSketch(.grid, "5", fieldBox(9, 9, 1, 1)),
    ]
    let plan = try units.plan()
    #expect(plan.neighbours(of: 0).map { plan.units[$0].code } == ["3", "4"])
  }
}
