internal import Geometry

/// Which units of a plan have the boundary that they had in the plan before.
///
/// A fingerprint says so; two boundaries that differ share one with a probability of 2⁻¹²⁷, see
/// ``BoundaryFingerprint``. With their fingerprints units also have the same level and as many polygons
/// and positions; so a unit that is one simple ring is the same ring. What runs out and back along one
/// line adds nothing to a fingerprint, so units that are not one simple ring are compared by position.
struct UnitMatch {
  /// For each unit its number in the plan before; -1 when it has changed or is new.
  let before: [Int32]
  /// The units that changed or are new.
  let changed: [Int]
  /// Units of the plan before that changed or are gone.
  let gone: [Int]

  /// Compares two plans.
  ///
  /// - Complexity: O(*n*) in the number of units; strings are looked at only where units do not follow
  ///   one another as before.
  init(_ plan: Plan, before check: PlanCheck) {
    let old = check.plan
    var before = [Int32](repeating: -1, count: plan.units.count)
    var changed: [Int] = []
    var isKept = [Bool](repeating: false, count: old.units.count)
    for unit in plan.units.indices {
      guard let same = Self.counterpart(of: unit, in: plan, check), !isKept[same] else {
        changed.append(unit)
        continue
      }
      before[unit] = Int32(same)
      isKept[same] = true
    }
    self.before = before
    self.changed = changed
    gone = old.units.indices.filter { !isKept[$0] }
  }

  private static func counterpart(of unit: Int, in plan: Plan, _ check: PlanCheck) -> Int? {
    if unit < check.plan.units.count, isSame(unit, unit, plan, check) { return unit }
    let code = plan.units[unit].code
    return check.plan.units(of: plan.units[unit].level, code: code).first {
      isSame(unit, $0, plan, check)
    }
  }

  private static func isSame(_ unit: Int, _ other: Int, _ plan: Plan, _ check: PlanCheck) -> Bool {
    let old = check.plan
    guard plan.fingerprints[unit] == old.fingerprints[other] else { return false }
    let (polygons, others) = (plan.units[unit].polygons, old.units[other].polygons)
    guard plan.units[unit].level == old.units[other].level, polygons.count == others.count,
      plan.store.edgeCount(ofPolygons: polygons) == old.store.edgeCount(ofPolygons: others)
    else { return false }
    return check.shapes.uncommon[other] == nil
      || zip(polygons, others).allSatisfy { polygon, other in
        plan.store.rings(of: polygon) == old.store.rings(of: other)
      }
  }
}

extension PolygonStore {
  /// The rings of a polygon as they are stored.
  fileprivate func rings(of polygon: Int) -> [[LatticePoint]] {
    rings(ofPolygon: polygon).map { Array(points[positions(ofRing: $0)]) }
  }
}
