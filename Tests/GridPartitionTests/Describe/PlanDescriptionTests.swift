import CoordinateSystems
import Foundation
import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct PlanDescriptionTests {
  private func described(_ units: [UnitSketch]) throws -> (Plan, PlanDescription) {
    let plan = try units.plan()
    return (plan, PlanDescription(of: plan))
  }

  @Test func `levels count units, voids, positions and edges`() throws {
    let lake = UnitSketch(.grid, "V3", parent: "V", isVoid: true, fieldBox(4, 0, 1, 2))
    let whole = UnitSketch(.village, "V", fieldBox(0, 0, 5, 2))
    let (plan, description) = try described([whole, west, east, lake])
    let grids = try #require(description.levels.last)
    #expect(description.levels.map(\.level) == [.village, .grid])
    #expect((grids.units, grids.voids, grids.vertices, grids.edges) == (3, 1, 8, 12))
    #expect(abs(grids.area - plan.area(of: 0)) < 1e-3)
    #expect(description.units.map(\.children) == [3, 0, 0, 0])
    #expect(description.units.map(\.grids) == [2, 0, 0, 0])
  }

  @Test func `smallest, largest and medians leave voids out, and equal sizes go by code`() throws {
    let units = [
      UnitSketch(.grid, "d", parent: "V", fieldBox(0, 0, 2, 2)),
      UnitSketch(.grid, "b", parent: "V", fieldBox(2, 0, 2, 2)),
      UnitSketch(.grid, "c", parent: "V", fieldBox(4, 0, 1, 2)),
      UnitSketch(.grid, "a", parent: "V", isVoid: true, fieldBox(5, 0, 9, 2)),
      UnitSketch(.grid, "e", parent: "V", isVoid: true, fieldBox(14, 0, 1, 1)),
    ]
    let (_, description) = try described(units)
    let level = try #require(description.levels.first)
    // Boxes on one parallel have the same area to the last digits, not to the last bit.
    #expect(level.smallest == 2)
    let largest = try #require(level.largest)
    #expect([0, 1].contains(largest))
    let medians = try #require(level.medians)
    #expect(abs(medians.area - description.units[0].area) < 1e-3)
    #expect(medians.vertices == 4)
    #expect(medians.neighbours == 2)
  }

  @Test func `a unit has the area and the perimeter of its rings`() throws {
    var unit = UnitSketch(.grid, "1", fieldBox(0, 0, 10, 10), fieldBox(20, 0, 1, 1))
    unit.polygons[0].append(fieldBox(2, 2, 3, 3))
    let (plan, description) = try described([unit])
    let found = description.units[0]
    #expect((found.vertices, found.parts, found.holes) == (12, 2, 1))
    #expect(found.area == plan.area(of: 0))
    let scale = Ellipsoid.wgs84.metresPerDegree(atLatitude: 26.005)
    let sides = 2 * (10 + 3 + 1) * (scale.x + scale.y) * 0.001
    #expect(abs(found.perimeter / sides - 1) < 1e-5)
    let area = (100 - 9 + 1) * scale.x * scale.y * 1e-6
    #expect(abs(found.area / area - 1) < 1e-5)
  }

  @Test func `a unit without polygon is what its children cover`() throws {
    let units = [
      UnitSketch(.village, "V"),
      // A vertex in the middle of a neighbour's side, a place covered twice, a hole in the middle.
      UnitSketch(.grid, "V1", fieldBox(0, 0, 3, 1)), UnitSketch(.grid, "V2", fieldBox(0, 1, 1, 2)),
      UnitSketch(.grid, "V3", fieldBox(2, 1, 1, 2)), UnitSketch(.grid, "V4", fieldBox(0, 2, 3, 1)),
      UnitSketch(.village, "W", fieldBox(3, 0, 1, 3)),
      UnitSketch(.village, "X"),
    ]
    let (plan, description) = try described(units)
    let drawn = UnitSketch(.village, "V", fieldBox(0, 0, 3, 3))
    var ring = drawn
    ring.polygons[0].append(fieldBox(1, 1, 1, 1))
    let (_, expected) = try described([ring])
    let found = description.units[0]
    #expect((found.parts, found.holes, found.children) == (1, 1, 4))
    #expect(abs(found.area - expected.units[0].area) < 1e-3)
    #expect(abs(found.perimeter - expected.units[0].perimeter) < 1e-6)
    #expect(found.neighbours == [5] && description.units[5].neighbours == [0])
    let shape = try #require(found.shape)
    let drawnShape = try #require(expected.units[0].shape)
    // A vertex in the middle of a parallel makes it a millimetre rounder.
    #expect(abs(shape.reock - drawnShape.reock) < 1e-5)
    let nothing = description.units[6]
    #expect((nothing.area, nothing.vertices, nothing.neighbours) == (0, 0, []))
    #expect(nothing.shape == nil)
    #expect(plan.area(of: 6) == 0)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `neighbours of the whole plan are those that are asked for one by one`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let mesh = PlanMesh(columns: 6, rows: 5, spacing: 400_000, using: &random)
    var units = mesh.units
    // Some grids are gone, and some lie over others.
    units.removeAll { _ in Int.random(in: 0..<6, using: &random) == 0 }
    for _ in 0..<3 {
      var copy = units[Int.random(in: 0..<units.count, using: &random)]
      copy.attributes.code = "copy\(random.next())"
      copy.attributes.level = .grid
      units.append(copy)
    }
    let (plan, description) = try described(units.rewritten(using: &random))
    for unit in plan.units.indices {
      #expect(description.units[unit].neighbours == plan.neighbours(of: unit), "seed \(seed)")
    }
  }
}
