internal import Foundation
public import GridPartition

extension DescriptionWording {
  /// How many parents are told of.
  private static let toldParents = 5

  /// How many incidents there are, and how evenly the units share them.
  ///
  /// - Parameters:
  ///   - spread: The incidents of the plan.
  ///   - part: What is told of.
  /// - Returns: A heading and the lines below it.
  public func lines(on spread: IncidentSpread, of part: DescribedPart) -> [String] {
    if let unit = part.unit {
      let parents = lines(onParentsOf: spread, in: part)
      return parents.isEmpty ? [] : [heading(ofIncidentsIn: unit, spread)] + parents
    }
    let given = spread.statuses.filter { [.inside, .boundary, .nearest, .overlap].contains($0.0) }
    let others = spread.statuses.filter { [.gap, .void, .outside, .invalid].contains($0.0) }
    let (assigned, left) = (spread.assigned, spread.total - spread.assigned)
    var lines = [
      Phrase(
        zh: "事件：共 \(spread.total) 条，归到单元 \(assigned) 条\(list(given))，"
          + "未归 \(left) 条\(list(others))。",
        en: "Incidents: \(spread.total), of which \(assigned) are assigned\(list(given)) and "
          + "\(left) are not\(list(others)).")(language)
    ]
    if let whole = spread.whole, let extremes = spread.extremes {
      lines += overall(whole, extremes)
    }
    return lines + self.lines(onParentsOf: spread, in: part)
  }

  private func heading(ofIncidentsIn unit: Int, _ spread: IncidentSpread) -> String {
    let count = spread.byUnit[unit]
    return Phrase(
      zh: "事件：\(count) 条（整个规划 \(spread.total) 条）。",
      en: "Incidents: \(count) of the plan's \(spread.total).")(language)
  }

  private func lines(onParentsOf spread: IncidentSpread, in part: DescribedPart) -> [String] {
    let parents = spread.parents(in: part, of: plan).filter { $0.balance.units > 1 }
      .sorted { ($0.balance.gini, $1.code) > ($1.balance.gini, $0.code) }
    guard !parents.isEmpty else { return [] }
    var lines = [
      Phrase(zh: "  各上级之内，最不均衡者在前：", en: "  within parents, the least even first:")(
        language)
    ]
    lines += parents.prefix(Self.toldParents).map { parent in
      let label = parent.unit.map(name) ?? parent.code
      return "    \(label)" + Phrase(zh: "：", en: ": ")(language)
        + sentence(parent.balance)
    }
    if parents.count > Self.toldParents {
      let rest = parents.count - Self.toldParents
      lines.append(
        Phrase(
          zh: "    ……另有 \(rest) 个；全部见 --format json。",
          en: "    … and \(rest) more; --format json lists all.")(language))
    }
    return lines
  }

  private func overall(
    _ whole: Balance, _ extremes: (fewest: Int, most: Int)
  ) -> [String] {
    [
      "  " + sentence(whole),
      Phrase(
        zh: "  最少：\(name(extremes.fewest))（\(whole.minimum) 条）；"
          + "最多：\(name(extremes.most))（\(whole.maximum) 条）",
        en: "  fewest: \(name(extremes.fewest)) (\(whole.minimum)); most: \(name(extremes.most)) "
          + "(\(whole.maximum))")(language),
    ]
  }

  private func sentence(_ balance: Balance) -> String {
    let level = plan.smallestLevel
    let mean = String(format: "%.1f", balance.mean)
    let deviation = String(format: "%.0f %%", balance.largestDeviation * 100)
    let unit = balance.units == 1 ? Words.level(level)(.en) : Words.plural(level)(.en)
    return Phrase(
      zh: "\(balance.units) 个\(Words.level(level)(.zh))，平均 \(mean) 条，"
        + "\(balance.minimum) 至 \(balance.maximum) 条，与平均最多相差 \(deviation)，"
        + "基尼系数 \(share(balance.gini))",
      en: "\(balance.units) \(unit), \(mean) each on average, from \(balance.minimum) to "
        + "\(balance.maximum), up to \(deviation) off the mean, Gini \(share(balance.gini))")(
        language)
  }

  /// The statuses that occur, in parentheses.
  private func list(_ statuses: [(status: AssignmentStatus, count: Int)]) -> String {
    let parts = statuses.filter { $0.count > 0 }.map { "\($0.status.rawValue) \($0.count)" }
    guard !parts.isEmpty else { return "" }
    return Phrase(
      zh: "（\(parts.joined(separator: "，"))）", en: " (\(parts.joined(separator: ", ")))")(language)
  }
}
