internal import Geometry

/// How bad a plan is: faults of single units, then places, then edges without partner.
struct RepairScore: Comparable {
  private let faults: Int
  /// In square lattice units.
  private let area: Double
  private let edges: Int

  init(_ check: PlanCheck) {
    faults = check.shapes.uncommon.values.count { $0.fault != nil }
    let results = check.results.map(\.result)
    area = results.reduce(0) { sum, result in
      sum + result.findings.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.doubledArea } }
    }
    edges = results.reduce(0) { $0 + $1.residualEdges }
  }

  static func < (a: RepairScore, b: RepairScore) -> Bool {
    if a.faults != b.faults { return a.faults < b.faults }
    // Sums of the same places in another order differ in the last digits.
    let margin = 1e-9 * max(a.area, b.area)
    if abs(a.area - b.area) > margin { return a.area < b.area }
    return a.edges < b.edges
  }
}
