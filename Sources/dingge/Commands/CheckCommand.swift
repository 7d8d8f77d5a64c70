internal import ArgumentParser
internal import GridPartition
internal import JSONInterface
internal import JSONText
internal import PlanStore
internal import Wording

/// `dingge check`: proves a plan exact or names every defect.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Prove that the grids of each village, and the villages of each town, have no gap and "
      + "no overlap; name each defect.")

  enum Format: String, ExpressibleByArgument { case text, json }

  @OptionGroup var planOptions: PlanOptions
  @OptionGroup var statements: PlanAlone
  @OptionGroup var languageOption: LanguageOption

  @Option(help: "text or json.")
  var format = Format.text

  @Option(name: .short, help: "Write the result to a file.")
  var output = "-"

  @Option(help: "Write the defects to a GeoJSON file.")
  var defects: String?

  @Option(help: "Write a report for people to an HTML file: certificate, map and tables.")
  var report: String?

  @Option(help: "Mark defects everywhere narrower than this many metres.")
  var hairline = 0.5

  @Option(help: "Report on one level only.")
  var level: Level?

  @Flag(help: "Warnings count as defects for the exit status.")
  var strict = false

  func validate() throws {
    guard !output.isEmpty, defects != "", report != "" else {
      throw ValidationError("The name of an output file must not be empty.")
    }
    guard hairline >= 0, hairline.isFinite else {
      throw ValidationError("--hairline must be a number of metres, 0 or more.")
    }
  }

  func run() throws {
    let language = languageOption.language
    let (opened, notes) = try planOptions.open(statements, languageOption)
    let plan = try opened.plan(language)
    if let level, !plan.levels.contains(level) { throw Failure(missing: level, plan, language) }
    let report = try check(plan)
    let systemRemark = plan.placeOutsideOfChina.map {
      plan.crs.sentence(outsideOfChina: $0, in: language)
    }
    let remarks =
      report.remarks.map { $0.sentence(in: language) } + [systemRemark].compactMap(\.self)
    switch format {
    case .text:
      let text = CheckText(report, of: plan, remarks: remarks, in: language).lines
      try write(Array((text.joined(separator: "\n") + "\n").utf8), to: output, language)
    case .json:
      for remark in remarks { languageOption.remark(remark) }
      var json = JSONWriter(.pretty)
      json.writeCheck(report, of: plan, warnings: notes + remarks, in: language)
      json.endLine()
      try write(json.bytes, to: output, language)
    }
    if let defects {
      var json = JSONWriter()
      json.writeDefectFeatures(report, of: plan, in: language)
      try write(json.bytes, to: defects, language)
    }
    try writePage(report, of: plan, remarks: notes + remarks)
    let worst = report.defects.map(\.kind.severity).min() ?? .info
    let isWarned = worst == .warning || systemRemark != nil
    if worst == .error || (strict && isWarned) { throw ExitStatus.found }
  }

  private func check(_ plan: Plan) throws(Failure) -> CheckReport {
    let unassigned = try unassigned(in: plan)
    do throws(AreaIdentityFault) {
      return try languageOption.watching { () throws(AreaIdentityFault) in
        try plan.check(hairline: hairline, only: level, unassigned: unassigned)
      }
    } catch {
      throw Failure(error, languageOption.language)
    }
  }

  /// The grids of a plan in a store that no member is responsible for.
  private func unassigned(in plan: Plan) throws(Failure) -> [Int] {
    guard let store = StoreReference(planOptions.plan) else { return [] }
    let roster = try store.reading(languageOption.language) { store throws(StoreError) in
      try store.roster()
    }
    return plan.unassigned(in: roster, at: planOptions.names.asOf ?? .now)
  }
}
