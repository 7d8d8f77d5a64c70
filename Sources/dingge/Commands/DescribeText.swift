internal import GridPartition
internal import Wording

/// The answer of a description as a page for people.
struct DescribeText {
  /// Up to so many units are listed one by one.
  private static let unitLimit = 60

  private let part: DescribedPart
  private let description: PlanDescription
  private let plan: Plan
  private let spread: IncidentSpread?
  private let language: Language
  private let wording: DescriptionWording

  init(
    _ part: DescribedPart, of description: PlanDescription, _ plan: Plan,
    incidents spread: IncidentSpread?, in language: Language
  ) {
    self.part = part
    self.description = description
    self.plan = plan
    self.spread = spread
    self.language = language
    wording = DescriptionWording(plan, description, in: language)
  }

  var lines: [String] {
    var blocks = [[wording.title(part)]]
    if let unit = part.unit { blocks[0] += wording.details(unit, spread) }
    if !part.levels.isEmpty {
      let rows = [wording.levelHeadings] + part.levels.map(wording.row)
      blocks.append(AlignedTable(rows, leading: 1).lines)
    }
    if part.unit == nil {
      blocks += part.levels.map { level in
        wording.remarks(on: level, part.units.filter { plan.units[$0].level == level.level })
      }
    } else {
      blocks.append(units)
    }
    blocks.append([wording.legend])
    if let spread { blocks.append(wording.lines(on: spread, of: part)) }
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  /// The units below the one that was asked for.
  private var units: [String] {
    let listed = part.units.filter { $0 != part.unit }
    guard !listed.isEmpty else { return [] }
    let rows = listed.prefix(Self.unitLimit).map { wording.row($0, spread) }
    var lines = AlignedTable(
      [wording.unitHeadings(withIncidents: spread != nil)] + rows, leading: 2
    ).lines
    let rest = listed.count - rows.count
    if rest > 0 {
      lines.append(
        Phrase(
          zh: "  ……另有 \(rest) 个；全部见 --format csv。",
          en: "  … and \(rest) more; --format csv lists all.")(language))
    }
    return lines
  }
}
