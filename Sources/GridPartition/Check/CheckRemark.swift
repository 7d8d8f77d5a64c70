internal import Geometry

/// A sentence about the defects as a whole.
public enum CheckRemark: Hashable, Sendable {
  /// Many places of a level are not exact, and all of them by a hairline, as after rounding.
  case rounding(level: Level, places: Int, widest: Double, Diagnosis?)
  /// So large a share of a level's edges has no partner that single defects say little; three in
  /// four of these are narrower than the width, in metres.
  case unmatched(level: Level, share: Double, width: Double, Diagnosis)
  /// The children of a parent fit its surroundings, but not its own outline.
  case outlineDisagrees(parent: String)
  /// Each parent fits its children, but the parents do not fit one another.
  case neighboursDisagree(level: Level, parent: String?)
}

extension Plan {
  /// The share of unmatched edges above which the whole is worth more words than its parts.
  private static let unmatchedShare = 0.2
  /// How many hairlines look like rounding rather than like single slips.
  private static let manyPlaces = 10

  /// What the defects look like, level by level.
  func remarks(on defects: [Defect], _ reports: [LevelReport]) -> [CheckRemark] {
    reports.compactMap { report in
      let places = defects.filter {
        $0.level == report.level && [.gap, .overlap, .overreach].contains($0.kind)
      }
      guard !places.isEmpty else { return nil }
      let widths = places.map(\.size.meanWidth).sorted()
      let areHairlines = places.count >= Plan.manyPlaces && places.allSatisfy(\.size.isHairline)
      let share = Double(report.residualEdges) / Double(max(report.edges, 1))
      var found = share > Plan.unmatchedShare ? diagnosis(of: report.level) : nil
      if areHairlines, found?.cause.isElsewhere != true {
        if found?.cause == .digitisedApart { found = nil }
        return .rounding(
          level: report.level, places: places.count, widest: widths[widths.count - 1],
          found ?? rounding(of: report.level))
      }
      return found.map {
        .unmatched(
          level: report.level, share: min(share, 1), width: widths[3 * widths.count / 4], $0)
      }
    }
  }

  /// What the sums over two levels say: chains add, so the sum tells which line disagrees.
  func chainRemarks(
    _ results: [(coverage: Coverage, result: CoverageResult)], _ isSound: [Bool]
  ) -> [CheckRemark] {
    var ofParent: [Int: Int] = [:]
    for (index, result) in results.enumerated() {
      for parent in result.coverage.parents { ofParent[parent] = index }
    }
    var remarks: [CheckRemark] = []
    for (upper, upperResult) in results {
      let lower = Set(upper.children.compactMap { ofParent[$0] }).sorted().map { results[$0] }
      guard !lower.isEmpty else { continue }
      let torn = lower.filter { !$0.result.isAreaExact }
      if torn.isEmpty, !upperResult.isAreaExact {
        remarks.append(.neighboursDisagree(level: upper.level, parent: upper.parentCode))
      }
      guard !torn.isEmpty, grandchildrenFit(upper, isExact: upperResult.isAreaExact, isSound)
      else {
        continue
      }
      for (coverage, _) in torn where coverage.parents.count == 1 {
        if let parent = coverage.parentCode { remarks.append(.outlineDisagrees(parent: parent)) }
      }
    }
    return remarks
  }

  /// Whether the chain over two levels is empty: the grandchildren of a parent cover it once.
  ///
  /// Without an outline of the parent they must cover its children together, or, when these do not fit
  /// one another, at least one another.
  private func grandchildrenFit(_ upper: Coverage, isExact: Bool, _ isSound: [Bool]) -> Bool {
    if upper.parents.contains(where: { units[$0].hasShape }) {
      return sumIsExact(of: upper, within: upper.parents, isSound)
    }
    return sumIsExact(of: upper, within: upper.children, isSound)
      || (!isExact && sumIsExact(of: upper, within: [], isSound))
  }

  private func sumIsExact(of upper: Coverage, within parents: [Int], _ isSound: [Bool]) -> Bool {
    let grandchildren = upper.children.flatMap { children[$0] }
    guard (grandchildren + parents).allSatisfy({ isSound[$0] }) else { return false }
    let sum = Coverage(
      level: upper.level, parents: parents, parentCode: upper.parentCode,
      children: grandchildren, isTop: upper.isTop)
    let result = try? CoverageCheck(self, sum).run(isSound: true)
    return result?.isAreaExact ?? false
  }
}
