/// The ways in which a place can break a rule.
public enum DefectKind: String, CaseIterable, Hashable, Sendable {
  case gap
  case overlap
  case overreach
  case invalidRing = "invalid-ring"
  case duplicateGeometry = "duplicate-geometry"
  case duplicateCode = "duplicate-code"
  case missingCode = "missing-code"
  case orphan
  case emptyParent = "empty-parent"
  case unmatchedVertices = "unmatched-vertices"
  case exclave
  case selfTouch = "self-touch"
  case noOutline = "no-outline"
  case unassigned

  public var severity: Severity {
    switch self {
    case .gap, .overlap, .overreach, .invalidRing, .duplicateGeometry, .duplicateCode, .missingCode,
      .orphan, .emptyParent:
      .error
    case .unmatchedVertices, .exclave, .unassigned: .warning
    case .selfTouch, .noOutline: .info
    }
  }

  /// Whether two units that a defect of this kind names are neighbours with a common line.
  var isBetweenNeighbours: Bool {
    switch self {
    case .gap, .overlap, .duplicateGeometry, .unmatchedVertices: true
    default: false
    }
  }

  /// Whether a line that is drawn twice makes defects of this kind along it.
  var isBesideLine: Bool {
    switch self {
    case .gap, .overlap, .overreach, .unmatchedVertices: true
    default: false
    }
  }

  /// How many defects there are of each kind that occurs.
  static func counts(of defects: [Defect]) -> [(kind: DefectKind, count: Int)] {
    var counts: [DefectKind: Int] = [:]
    for index in defects.indices { counts[defects[index].kind, default: 0] += 1 }
    return allCases.compactMap { kind in counts[kind].map { (kind, $0) } }
  }
}

/// How much a defect matters.
public enum Severity: String, CaseIterable, Hashable, Sendable {
  /// The plan is not exact, or not usable.
  case error
  /// Exact, but likely to make trouble.
  case warning
  /// Worth knowing.
  case info

  fileprivate var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
}

extension Severity: Comparable {
  /// Orders from the gravest on.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}
