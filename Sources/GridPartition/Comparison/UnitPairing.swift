internal import Geometry

/// The units of two plans on one level that have the same boundary, and those that have no such
/// partner.
///
/// A fingerprint says so; two boundaries that differ share one with a probability of 2⁻¹²⁷, see
/// ``BoundaryFingerprint``. Boundaries with the same fingerprint enclose the same places.
struct UnitPairing {
  /// Units with the same boundary; first those that have kept their code.
  private(set) var same: [(old: Int, new: Int)] = []
  /// Units of the old plan without partner, in order.
  let gone: [Int]
  /// Units of the new plan without partner, in order.
  let redrawn: [Int]

  /// Pairs the units of a level of the old plan with those of a level of the new one.
  ///
  /// Units without any area are partners when they have the same code.
  ///
  /// - Complexity: O(*n*) expected in the number of units.
  init(_ old: Plan, _ oldUnits: [Int], _ new: Plan, _ newUnits: [Int]) {
    var unpaired: [BoundaryFingerprint: [Int]] = [:]
    var partner: [Int: Int] = [:]
    var rest: [Int] = []
    let oldFingerprints = Dictionary(
      uniqueKeysWithValues: oldUnits.map { ($0, old.fingerprint(ofAreaOf: $0)) })
    for unit in newUnits {
      let fingerprint = new.fingerprint(ofAreaOf: unit)
      let namesake = oldUnits.first.flatMap { any in
        old.units(of: old.units[any].level, code: new.units[unit].code).first {
          oldFingerprints[$0] == fingerprint && partner[$0] == nil
        }
      }
      guard let namesake else {
        rest.append(unit)
        continue
      }
      partner[namesake] = unit
      same.append((namesake, unit))
    }
    for unit in oldUnits.reversed() where partner[unit] == nil {
      guard let fingerprint = oldFingerprints[unit], fingerprint != .zero else { continue }
      unpaired[fingerprint, default: []].append(unit)
    }
    var redrawn: [Int] = []
    for unit in rest {
      guard let other = unpaired[new.fingerprint(ofAreaOf: unit)]?.popLast() else {
        redrawn.append(unit)
        continue
      }
      partner[other] = unit
      same.append((other, unit))
    }
    self.redrawn = redrawn
    gone = oldUnits.filter { partner[$0] == nil }
  }
}

extension Plan {
  /// The fingerprint of a unit's boundary; of one without polygon, that of its children together.
  fileprivate func fingerprint(ofAreaOf unit: Int) -> BoundaryFingerprint {
    guard !units[unit].hasShape else { return fingerprints[unit] }
    return children[unit].reduce(.zero) { $0 + fingerprint(ofAreaOf: $1) }
  }
}
