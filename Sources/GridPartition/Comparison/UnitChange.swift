/// What became of a unit from one plan to the next.
public struct UnitChange: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// The same places, code, name, parent and kind.
    case unchanged
    /// The same places under another code or name.
    case renamed
    /// The same places, code and name under another parent, or as another kind.
    case reassigned
    /// The boundary moved; most of it comes from one unit, most of which went into no other.
    case moved
    /// One of several units that come from one.
    case split
    /// Comes from several units.
    case merged
    /// Most of it was in no unit, or it took little of each of many.
    case added
    /// No more there.
    case removed
  }

  public let kind: Kind
  /// The unit of the new plan; `nil` when it is removed.
  public let new: Int?
  /// The units of the old plan that it comes from, the one with the largest share first; none of a unit
  /// that is removed.
  public let ancestors: [Int]
  /// The unit of the old plan that is removed; `nil` of any other.
  public let removed: Int?
  /// Of a removed unit, the units of the new plan that most of it went to, the largest share first.
  public let successors: [Int]

  init(_ kind: Kind, new: Int, ancestors: [Int]) {
    self.kind = kind
    self.new = new
    self.ancestors = ancestors
    removed = nil
    successors = []
  }

  init(removed: Int, successors: [Int]) {
    kind = .removed
    new = nil
    ancestors = []
    self.removed = removed
    self.successors = successors
  }
}

extension UnitChange {
  /// What a unit is called and where it belongs.
  public enum Attribute: String, CaseIterable, Sendable {
    case code, name, parent, kind
  }

  /// What is said of the unit otherwise than of the one that it comes from, with the old word; nothing
  /// when it comes from none or from several.
  public func renamed(from old: Plan, to new: Plan) -> [(attribute: Attribute, before: String?)] {
    guard let unit = self.new, let ancestor = ancestors.first, ancestors.count == 1 else {
      return []
    }
    return old.units[ancestor].differences(from: new.units[unit])
  }
}

extension PlanUnit {
  /// What another unit says otherwise, with this unit's words.
  func differences(
    from other: PlanUnit
  ) -> [(attribute: UnitChange.Attribute, before: String?)] {
    var result: [(attribute: UnitChange.Attribute, before: String?)] = []
    if code != other.code { result.append((.code, code)) }
    if name != other.name { result.append((.name, name)) }
    if parentCode != other.parentCode { result.append((.parent, parentCode)) }
    if isVoid != other.isVoid { result.append((.kind, isVoid ? "void" : nil)) }
    return result
  }
}
