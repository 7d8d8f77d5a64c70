internal import Geometry

/// A sentence about the defects as a whole.
public enum CheckRemark: Hashable, Sendable {
  /// So large a share of a level's edges has no partner that single defects say little; every place
  /// is off by a hairline, as after rounding.
  case rounding(level: Level, share: Double)
  /// So large a share of a level's edges has no partner that single defects say little; neighbours
  /// were digitised apart.
  case digitisedApart(level: Level, share: Double)
  /// The children of a parent fit its surroundings, but not its own outline.
  case outlineDisagrees(parent: String)
  /// Each parent fits its children, but the parents do not fit one another.
  case neighboursDisagree(level: Level, parent: String?)
}

extension Plan {
  /// The share of unmatched edges above which the whole is worth more words than its parts.
  private static let unmatchedShare = 0.2

  /// What the defects look like, level by level.
  func remarks(on defects: [Defect], _ reports: [LevelReport]) -> [CheckRemark] {
    reports.compactMap { report in
      guard report.edges > 0 else { return nil }
      let share = Double(report.residualEdges) / Double(report.edges)
      guard share > Plan.unmatchedShare, report.verdict == .defective else { return nil }
      let places = defects.filter {
        $0.level == report.level && [.gap, .overlap, .overreach].contains($0.kind)
      }
      return places.allSatisfy(\.size.isHairline)
        ? .rounding(level: report.level, share: min(share, 1))
        : .digitisedApart(level: report.level, share: min(share, 1))
    }
  }

  /// What the sums over two levels say: chains add, so the sum tells which line disagrees.
  func chainRemarks(
    _ results: [(coverage: Coverage, result: CoverageResult)]
  ) -> [CheckRemark] {
    var remarks: [CheckRemark] = []
    for (upper, upperResult) in results {
      let lower = results.filter { result in
        !Set(result.coverage.parents).isDisjoint(with: upper.children)
      }
      guard !lower.isEmpty else { continue }
      let torn = lower.filter { !$0.result.isAreaExact }
      if torn.isEmpty, !upperResult.isAreaExact {
        remarks.append(.neighboursDisagree(level: upper.level, parent: upper.parentCode))
      }
      guard !torn.isEmpty, sumIsExact(over: upper) else { continue }
      for (coverage, _) in torn {
        if let parent = coverage.parentCode { remarks.append(.outlineDisagrees(parent: parent)) }
      }
    }
    return remarks
  }

  /// Whether the grandchildren of a parent cover it once: the chain over two levels is empty.
  private func sumIsExact(over upper: Coverage) -> Bool {
    let grandchildren = upper.children.flatMap { children[$0] }
    let sum = Coverage(
      level: upper.level, parents: upper.parents, parentCode: upper.parentCode,
      children: grandchildren, isTop: upper.isTop)
    let result = try? CoverageCheck(self, sum).run(isSound: true)
    return result?.isAreaExact ?? false
  }
}
