internal import GridPartition
internal import Wording

/// What a repair did and left, as text for people.
struct RepairText {
  /// So many patches and so many defects are told one by one.
  private static let entryLimit = 40

  private let outcome: RepairOutcome
  private let source: String
  private let language: Language
  private let wording: RepairWording
  private let defectWording: DefectWording

  init(_ outcome: RepairOutcome, of plan: Plan, _ options: RepairOptions, in language: Language) {
    self.outcome = outcome
    self.language = language
    source = plan.source
    wording = RepairWording(options, in: language)
    defectWording = DefectWording(outcome.plan, in: language)
  }

  var lines: [String] {
    var lines = [wording.heading(of: outcome, source: source)] + wording.summary(of: outcome)
    let patches = outcome.patches.sorted { $0.area > $1.area }
    if !patches.isEmpty {
      lines.append("")
      lines += patches.prefix(Self.entryLimit).map { "- " + wording.sentence(for: $0) }
      lines += more(patches.count)
    }
    let left = outcome.left
    guard !left.isEmpty else { return lines }
    lines += [
      "",
      Phrase(
        zh: "留给人工决定的 \(left.count) 处：", en: "Left for a person to decide, \(left.count):")(
          language),
    ]
    for defect in left.prefix(Self.entryLimit) {
      let notice = defectWording.notice(for: defect)
      let remedy = wording.remedy(forLeft: defect) ?? notice.remedy
      lines.append("- " + notice.message)
      lines.append(Phrase(zh: "  改正：", en: "  To fix: ")(language) + remedy)
    }
    return lines + more(left.count)
  }

  private func more(_ count: Int) -> [String] {
    guard count > Self.entryLimit else { return [] }
    let rest = count - Self.entryLimit
    return [
      Phrase(
        zh: "……另有 \(rest) 处；全部清单见 --format json 或 --log FILE.json。",
        en: "… and \(rest) more; --format json or --log FILE.json lists all.")(language)
    ]
  }
}
