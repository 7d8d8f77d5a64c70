import Foundation
import Geometry
import GridPartition
import TestSupport
import Testing

/// A field of a few hundred metres is a plane to a millionth.
@Suite struct ShapeMeasuresTests {
  /// Lattice units that a metre has to the east and to the north at 26° N.
  private let metre = (x: 9987.77, y: 9026.55)

  private func ring(_ metres: [(Double, Double)]) -> [LatticePoint] {
    metres.map { place in
      LatticePoint(
        fieldOrigin.x + Int64(place.0 * metre.x), fieldOrigin.y + Int64(place.1 * metre.y))
    }
  }

  private func shape(_ polygons: [[(Double, Double)]]...) throws -> ShapeMeasures {
    var unit = UnitSketch(.grid, "1")
    unit.polygons = polygons.map { $0.map(ring) }
    return try #require(PlanDescription(of: [unit].plan()).units[0].shape)
  }

  private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double)
    -> [(Double, Double)]
  {
    [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 2e-4 * b }

  @Test func `a square has the measures of a square`() throws {
    let square = try shape([box(0, 0, 100, 100)])
    #expect(isNear(square.polsbyPopper, .pi / 4))
    #expect(isNear(square.reock, 2 / .pi))
    #expect(isNear(square.convexHullRatio, 1))
  }

  @Test func `a circle is the best shape`() throws {
    let ring = (0..<360).map { degree -> (Double, Double) in
      let angle = Double(degree) * .pi / 180
      return (100 * cos(angle), 100 * sin(angle))
    }
    let circle = try shape([ring])
    #expect(isNear(circle.polsbyPopper, 1) && isNear(circle.reock, 1))
    #expect(circle.polsbyPopper <= 1 && circle.reock <= 1 && circle.convexHullRatio <= 1)
  }

  @Test func `holes and parts belong to the whole`() throws {
    let found = try shape([box(0, 0, 30, 30), box(10, 10, 10, 10)], [box(60, 0, 30, 30)])
    let area = 900.0 - 100 + 900
    let perimeter = 120.0 + 40 + 120
    #expect(isNear(found.polsbyPopper, 4 * .pi * area / (perimeter * perimeter)))
    #expect(isNear(found.convexHullRatio, area / (90 * 30)))
    #expect(isNear(found.reock, area / (.pi * (45 * 45 + 15 * 15))))
  }

  @Test func `a bay lowers the share of the hull`() throws {
    let found = try shape([[(0, 0), (40, 0), (40, 40), (20, 10), (0, 40)]])
    #expect(isNear(found.convexHullRatio, 1 - 600.0 / 1600))
  }

  @Test func `a ring that takes away what it encloses has no shape`() throws {
    // A hole larger than its shell.
    var unit = UnitSketch(.grid, "1")
    unit.polygons = [[ring(box(0, 0, 10, 10)), ring(box(-5, -5, 30, 30))]]
    let found = PlanDescription(of: try [unit].plan()).units[0]
    #expect(found.area < 0)
    #expect(found.shape == nil)
  }
}
