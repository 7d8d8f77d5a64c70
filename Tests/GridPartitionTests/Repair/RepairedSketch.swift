import Geometry
import GridPartition
import TestSupport

extension [UnitSketch] {
  /// These units as a plan, repaired.
  func repaired(_ options: RepairOptions = RepairOptions()) throws -> RepairOutcome {
    try PlanCheck(plan()).repaired(options)
  }
}

extension Plan {
  /// The rings of a unit, in order.
  func rings(of code: String) -> [[LatticePoint]] {
    guard let unit = units.first(where: { $0.code == code }) else { return [] }
    return unit.polygons.flatMap { polygon in
      store.rings(ofPolygon: polygon).map { Array(store.points[store.positions(ofRing: $0)]) }
    }
  }
}

extension RepairOutcome {
  /// The rings of a unit, in order.
  func rings(of code: String) -> [[LatticePoint]] { plan.rings(of: code) }

  /// The codes of the units that have changed.
  var changedCodes: [String] { changed.map { plan.units[$0].code } }
}

/// So many lattice units are about a metre in the field.
let metre: Int64 = 9000

extension LatticePoint {
  /// The point beside this one, in metres about.
  func beside(_ x: Int64, _ y: Int64) -> LatticePoint {
    LatticePoint(self.x + x * metre, self.y + y * metre)
  }
}
