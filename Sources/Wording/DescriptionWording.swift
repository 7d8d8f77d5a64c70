internal import CoordinateSystems
internal import Foundation
public import GridPartition

/// Says what is in a plan.
public struct DescriptionWording {
  let plan: Plan
  let description: PlanDescription
  let language: Language
  let quantities: Quantities

  /// - Parameters:
  ///   - plan: The plan.
  ///   - description: The plan in numbers.
  ///   - language: The language of the sentences.
  public init(_ plan: Plan, _ description: PlanDescription, in language: Language) {
    self.plan = plan
    self.description = description
    self.language = language
    quantities = Quantities(language: language)
  }

  /// A unit by its code and its name.
  public func name(_ unit: Int) -> String {
    let known = plan.units[unit]
    return known.name.map { "\(known.code) \($0)" } ?? known.code
  }

  public func area(_ squareMetres: Double) -> String { quantities.area(squareMetres) }

  /// A measure or a coefficient with two decimals.
  public func share(_ value: Double?) -> String { value.map { String(format: "%.2f", $0) } ?? "-" }

  /// What a description tells of, before all else.
  public func title(_ part: DescribedPart) -> String {
    guard let unit = part.unit else {
      let (levels, units, crs) = (plan.levels.count, plan.units.count, plan.crs.title)
      return Phrase(
        zh: "\(plan.source)：\(levels) 个层级，\(units) 个单元（\(crs)）。",
        en: "\(plan.source): \(levels) \(levels == 1 ? "level" : "levels"), \(units) "
          + "\(units == 1 ? "unit" : "units") (\(crs)).")(language)
    }
    let known = plan.units[unit]
    let parent = known.parent.map(name) ?? known.parentCode
    let level = Words.level(known.level)(language)
    return Phrase(
      zh: "\(name(unit))：\(level)" + (parent.map { "，属于 \($0)" } ?? "")
        + (known.isVoid ? "，不属于任何人（void）" : "") + "。",
      en: "\(name(unit)): a \(level)" + (parent.map { " of \($0)" } ?? "")
        + (known.isVoid ? ", no one's responsibility (void)" : "") + ".")(language)
  }

  /// The headings of the table of levels.
  public var levelHeadings: [String] {
    language == .zh
      ? ["层级", "单元", "总面积", "最小", "中位数", "最大", "相邻", "节点", "边"]
      : [
        "level", "units", "area", "smallest", "median", "largest", "neighbours", "vertices",
        "edges",
      ]
  }

  /// The row of a level.
  public func row(_ level: LevelDescription) -> [String] {
    let areas = [
      level.smallest.map { description.units[$0].area }, level.medians?.area,
      level.largest.map { description.units[$0].area },
    ].map { $0.map(area) ?? "-" }
    let neighbours = level.medians.map { decimal($0.neighbours) } ?? "-"
    return [Words.level(level.level)(language), "\(level.units)", area(level.area)] + areas
      + [neighbours, "\(level.vertices)", "\(level.edges)"]
  }

  /// The headings of the table of units.
  public func unitHeadings(withIncidents: Bool) -> [String] {
    let measures = ["Polsby-Popper", "Reock", Phrase(zh: "凸包比", en: "convex hull")(language)]
    let names =
      language == .zh
      ? ["编码", "名称", "面积", "节点", "相邻"] : ["code", "name", "area", "vertices", "neighbours"]
    return names + measures + (withIncidents ? [Phrase(zh: "事件", en: "incidents")(language)] : [])
  }

  /// The row of a unit.
  public func row(_ unit: Int, _ spread: IncidentSpread?) -> [String] {
    let (known, described) = (plan.units[unit], description.units[unit])
    let shape = described.shape
    return [
      known.code, known.name ?? "", area(described.area), "\(described.vertices)",
      "\(described.neighbours.count)", share(shape?.polsbyPopper), share(shape?.reock),
      share(shape?.convexHullRatio),
    ] + (spread.map { ["\($0.byUnit[unit])"] } ?? [])
  }

  /// What measures mean.
  public var legend: String {
    Phrase(
      zh: "形状指标以 1 为最好：Polsby-Popper 低则边界曲折，Reock 低则细长，凸包比低则凹陷。",
      en: "Of shape measures 1 is the best: a low Polsby-Popper means a ragged boundary, a low "
        + "Reock a long shape, a low convex-hull ratio bays.")(language)
  }

  private func decimal(_ value: Double) -> String {
    value == value.rounded() ? String(format: "%.0f", value) : String(format: "%.1f", value)
  }
}
