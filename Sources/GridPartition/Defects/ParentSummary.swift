/// What a check found among the children of one parent.
public struct ParentSummary: Sendable {
  /// The parent as an index of the plan's units; `nil` when it has no layer, or is the whole plan.
  public let unit: Int?
  /// The parent's code; `nil` for the whole plan.
  public let code: String?
  /// The level of the children.
  public let level: Level
  /// The children, as indices of the plan's units.
  public let children: [Int]
  /// Square metres of places left out, covered twice or outside: of gaps, overlaps and overreach.
  public let faultArea: Double
  /// How many defects there are of each severity; those that occur.
  public let counts: [Severity: Int]
}

extension CheckReport {
  /// Sums the defects up by parent.
  ///
  /// - Parameter plan: The plan that was checked.
  /// - Returns: For each level that was reported on its parents by code, the whole plan last; the
  ///   widest level first.
  /// - Complexity: O(*n* log *n*) in units and defects.
  public func parents(of plan: Plan) -> [ParentSummary] {
    levels.flatMap { report in parents(of: plan, of: report.level) }
  }

  private func parents(of plan: Plan, of level: Level) -> [ParentSummary] {
    var children = Dictionary(grouping: plan.units(of: level)) { plan.units[$0].parentCode }
    if let above = plan.levelAbove(level) {
      for parent in plan.units(of: above) { children[plan.units[parent].code, default: []] += [] }
    }
    let defects = Dictionary(grouping: defects.filter { $0.level == level }, by: \.parent)
    let codes = Set(children.keys).union(defects.keys).sorted { a, b in
      guard let a, let b else { return a != nil }
      return codePrecedes(a, b)
    }
    return codes.map { code in
      let own = defects[code] ?? []
      return ParentSummary(
        unit: code.flatMap { code in
          plan.levelAbove(level).flatMap { plan.units(of: $0, code: code).first }
        },
        code: code, level: level, children: children[code] ?? [],
        faultArea: own.reduce(0) { $0 + ($1.kind.isMisplacedArea ? $1.size.area : 0) },
        counts: own.reduce(into: [:]) { $0[$1.kind.severity, default: 0] += 1 })
    }
  }
}

extension DefectKind {
  /// Whether a defect's area is in no child, in several, or outside the parent.
  fileprivate var isMisplacedArea: Bool {
    switch self {
    case .gap, .overlap, .overreach: true
    default: false
    }
  }
}
