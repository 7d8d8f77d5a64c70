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

  public var severity: Severity {
    switch self {
    case .gap, .overlap, .overreach, .invalidRing, .duplicateGeometry, .duplicateCode, .missingCode,
      .orphan, .emptyParent:
      .error
    case .unmatchedVertices, .exclave: .warning
    case .selfTouch, .noOutline: .info
    }
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
