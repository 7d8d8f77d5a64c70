internal import ArgumentParser
internal import CoordinateSystems
internal import GridPartition
internal import JSONInterface
internal import JSONText
internal import PlanFormats
internal import Wording

/// `dingge describe`: tells what is in a plan, or in a unit of it.
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract:
      "Tell what is in a plan: levels, areas, neighbours, shape measures, and how evenly incidents "
      + "are spread.")

  enum Format: String, ExpressibleByArgument { case text, json, csv }

  @OptionGroup var planOptions: PlanOptions
  @OptionGroup var statements: PlanBesideIncidents

  @Argument(help: "Tell of this unit and its children only.")
  var code: String?

  @OptionGroup var languageOption: LanguageOption

  @Option(help: "Count these incidents: CSV, NDJSON or GeoJSON points; - for standard input.")
  var points: String?

  @OptionGroup var incidents: IncidentArguments

  @Option(help: "text, json or csv.")
  var format = Format.text

  @Option(name: .short, help: "Write the result to a file.")
  var output = "-"

  @Option(help: "Tell of one level only; of a unit, of all its units on that level.")
  var level: Level?

  func validate() throws {
    guard !output.isEmpty else {
      throw ValidationError("The name of an output file must not be empty.")
    }
  }

  func run() throws {
    let language = languageOption.language
    let (opened, notes) = try planOptions.open(statements, languageOption)
    let placement = try incidents.placement(of: points, on: opened.crs, language)
    let plan = try opened.plan(language)
    if let level, !plan.levels.contains(level) { throw Failure(missing: level, plan, language) }
    let unit = code.flatMap(plan.unit(code:))
    if let code, unit == nil { throw Failure(missing: code, plan, language) }
    let counted = try points.map {
      try countIncidents(of: $0, placement, opened, plan, language)
    }
    let spread = counted?.spread
    for warning in counted?.warnings ?? [] { languageOption.remark(warning) }
    let description = languageOption.watching { PlanDescription(of: plan) }
    let part = DescribedPart(of: description, in: plan, unit: unit, level: level)
    let bytes: [UInt8]
    switch format {
    case .text:
      let text = DescribeText(part, of: description, plan, incidents: spread, in: language)
      bytes = Array((text.lines.joined(separator: "\n") + "\n").utf8)
    case .json:
      var json = JSONWriter(.pretty)
      json.writeDescription(
        part, of: description, plan, incidents: spread, digest: opened.digest(of: plan),
        warnings: notes + (counted?.warnings ?? []))
      json.endLine()
      bytes = json.finish()
    case .csv:
      bytes = DescriptionTable(part, of: description, plan, incidents: spread).bytes
    }
    try write(bytes, to: output, language)
  }

  private func countIncidents(
    of points: String, _ placement: PositionPlacement, _ opened: OpenedPlan, _ plan: Plan,
    _ language: Language
  ) throws -> (spread: IncidentSpread, warnings: [String]) {
    do {
      let assigner = try languageOption.watching { try opened.assigner(language) }
      let options = try incidents.options()
      let gate = IncidentGate(
        assigners: [assigner], isStrict: false, language: language)
      let counts = try languageOption.watching {
        try IncidentCounts(
          of: points, options: options, by: assigner, placement: placement,
          samples: gate.samples)
      }
      let spread = IncidentSpread(
        of: counts.byUnit, statuses: { counts.tally[$0] }, in: plan)
      return (spread, gate.warnings)
    } catch let error as IncidentFileError {
      throw Failure(error, of: points, language)
    }
  }
}
