/// Which units come from which.
///
/// A unit comes from another one when they have at least half of the smaller of both in common.
struct UnitSuccession {
  private let old: Plan
  private let new: Plan
  private let pairing: UnitPairing
  /// For each redrawn unit the units that it comes from, and for each gone one those that it went to;
  /// the largest share first.
  private var ancestors: [Int: [Int]] = [:]
  private var successors: [Int: [Int]] = [:]
  /// Units of the new plan that are the same places as one of the old plan, though not vertex for vertex.
  private var sameArea: [Int: Int] = [:]

  init(_ old: Plan, _ new: Plan, _ pairing: UnitPairing, _ pieces: [Piece]) {
    (self.old, self.new, self.pairing) = (old, new, pairing)
    let byOld = Dictionary(grouping: pieces.filter { $0.old != nil }) { $0.old ?? -1 }
    let byNew = Dictionary(grouping: pieces.filter { $0.new != nil }) { $0.new ?? -1 }
    let sum = { (pieces: [Piece]?) in (pieces ?? []).reduce(0) { $0 + $1.area } }
    // All of a redrawn unit is told in pieces, of the others only what overlaps with one.
    let (isGone, isRedrawn) = (Set(pairing.gone), Set(pairing.redrawn))
    let isPart = { (piece: Piece) in
      guard let before = piece.old, let now = piece.new else { return false }
      let oldArea = isGone.contains(before) ? sum(byOld[before]) : old.area(of: before)
      let newArea = isRedrawn.contains(now) ? sum(byNew[now]) : new.area(of: now)
      return 2 * piece.area >= min(oldArea, newArea)
    }
    for unit in pairing.redrawn {
      let parts = (byNew[unit] ?? []).filter(isPart).sorted { $0.area > $1.area }
      ancestors[unit] = parts.compactMap(\.old)
      if byNew[unit]?.count == 1, let only = parts.first?.old, byOld[only]?.count == 1 {
        sameArea[unit] = only
      }
    }
    for unit in pairing.gone {
      let parts = (byOld[unit] ?? []).filter(isPart).sorted { $0.area > $1.area }
      successors[unit] = parts.compactMap(\.new)
    }
  }

  /// What became of each unit, by code; units that are no more are told of if that is wanted.
  func changes(tellingRemoved: Bool) -> [UnitChange] {
    var changes: [UnitChange] = []
    for (before, unit) in pairing.same { changes.append(sameUnit(before, unit)) }
    for unit in pairing.redrawn { changes.append(redrawnUnit(unit)) }
    if tellingRemoved { changes += removed(beside: changes) }
    return changes.sorted { a, b in
      let (first, second) = (code(of: a), code(of: b))
      return first != second ? codePrecedes(first, second) : a.new != nil && b.new == nil
    }
  }

  private func sameUnit(_ before: Int, _ unit: Int) -> UnitChange {
    let differences = Set(old.units[before].differences(from: new.units[unit]).map(\.attribute))
    let kind: UnitChange.Kind =
      differences.isEmpty
      ? .unchanged : differences.isDisjoint(with: [.code, .name]) ? .reassigned : .renamed
    return UnitChange(kind, new: unit, ancestors: [before])
  }

  private func redrawnUnit(_ unit: Int) -> UnitChange {
    if let before = sameArea[unit] { return sameUnit(before, unit) }
    let ancestors = ancestors[unit] ?? []
    let kind: UnitChange.Kind
    switch ancestors.count {
    case 0: kind = .added
    case 1: kind = (successors[ancestors[0]]?.count ?? 0) > 1 ? .split : .moved
    default: kind = .merged
    }
    return UnitChange(kind, new: unit, ancestors: ancestors)
  }

  /// Units of the old plan that no unit goes on: neither their code nor, as its one ancestor, a unit
  /// with another code.
  private func removed(beside changes: [UnitChange]) -> [UnitChange] {
    var goesOn = Set<String>()
    for change in changes {
      guard let unit = change.new else { continue }
      goesOn.insert(new.units[unit].code)
      if [.unchanged, .renamed, .reassigned, .moved].contains(change.kind) {
        for ancestor in change.ancestors { goesOn.insert(old.units[ancestor].code) }
      }
    }
    return pairing.gone.filter { !goesOn.contains(old.units[$0].code) }.map {
      UnitChange(removed: $0, successors: successors[$0] ?? [])
    }
  }

  private func code(of change: UnitChange) -> String {
    if let unit = change.new { return new.units[unit].code }
    return change.removed.map { old.units[$0].code } ?? ""
  }
}
