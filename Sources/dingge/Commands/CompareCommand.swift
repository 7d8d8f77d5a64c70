internal import ArgumentParser
internal import CheckReportPage
internal import CoordinateSystems
internal import Foundation
internal import GridPartition
internal import JSONInterface
internal import JSONText
internal import PlanFormats
internal import PlanStore
internal import Wording

/// `dingge compare`: tells what changes hands from one plan to the next.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Tell what changes hands from one plan to the next: pieces of land, units, incidents, members."
  )

  enum Format: String, ExpressibleByArgument { case text, json, csv }

  @Argument(help: "The plan before.")
  var old: String

  @Argument(help: "The plan afterwards.")
  var new: String

  @OptionGroup var fields: FieldOptions
  @OptionGroup var statements: PlanBesideIncidents
  @OptionGroup var languageOption: LanguageOption

  @Option(help: "Count the incidents that change hands: CSV, NDJSON or GeoJSON points.")
  var points: String?

  @OptionGroup var incidentOptions: IncidentArguments

  @Option(
    help: """
      Who is responsible, as CSV: id, name, phone, role, grid, from, to; of a plan in a store, the \
      store's list by default.
      """)
  var roster: String?

  @Option(
    help: "When the new plan takes over, for the dates of the list; as the store says, or now.")
  var at: Moment?

  @Option(help: "text, json or csv (the pieces).")
  var format = Format.text

  @Option(name: .short, help: "Write the result to a file.")
  var output = "-"

  @Option(help: "Write the hand-over list of each member to a CSV file.")
  var handover: String?

  @Option(help: "Write a page for people to an HTML file: maps, tables and hand-over lists.")
  var report: String?

  @Option(help: "Tell of one level only.")
  var level: Level?

  func validate() throws {
    guard !output.isEmpty, handover != "", report != "" else {
      throw ValidationError("The name of an output file must not be empty.")
    }
  }

  func run() throws {
    let language = languageOption.language
    let (roster, moment) = try responsibility()
    guard handover == nil || roster != nil else {
      throw ValidationError("--handover needs --roster.")
    }
    let (old, oldNotes) = try fields.open(old, statements, languageOption)
    let (new, newNotes) = try fields.open(new, statements, languageOption)
    let comparison = try compare(try old.plan(language), try new.plan(language))
    let levels = comparison.old.levels + comparison.new.levels
    if let level, !levels.contains(level) {
      throw Failure(missing: level, comparison.new, language)
    }
    let incidents = try points.map { try count($0, old, new, in: comparison) }
    let handover = roster.map {
      Handover(of: comparison, incidents: incidents, by: $0, at: moment)
    }
    let bytes: [UInt8]
    switch format {
    case .text:
      let text = ComparisonText(
        comparison, level: level, incidents: incidents, handover: handover, in: language)
      bytes = Array((text.lines.joined(separator: "\n") + "\n").utf8)
    case .json:
      var json = JSONWriter(.pretty)
      json.writeComparison(
        comparison, level: level, incidents: incidents, handover: handover,
        warnings: oldNotes + newNotes)
      json.endLine()
      bytes = json.finish()
    case .csv:
      let pieces = comparison.pieces(on: level, with: incidents)
      bytes = ComparisonTable(pieces, of: comparison, incidents: incidents).bytes
    }
    try write(bytes, to: output, language)
    if let path = self.handover, let handover {
      let table = HandoverTable(handover, of: comparison, withIncidents: incidents != nil)
      try write(table.bytes, to: path, language)
    }
    if let report {
      let stamp = CheckReportPage.Stamp(
        version: Release.version, secondsSince1970: Date().timeIntervalSince1970)
      let page = HandoverPage(
        comparison, incidents: incidents, handover: handover, stamp: stamp, in: language)
      try write(page.bytes, to: report, language)
    }
  }

  /// Who is responsible, if that is known, and when the new plan takes over.
  private func responsibility() throws(Failure) -> (roster: Roster?, at: Moment) {
    let language = languageOption.language
    let store = StoreReference(new) ?? StoreReference(old)
    var (moment, stored): (Moment?, Roster?) = (at, nil)
    if let store {
      (moment, stored) = try store.reading(language) { file throws(StoreError) in
        guard at == nil, StoreReference(new) != nil, case .version(let number) = store.which else {
          return (at, try file.roster())
        }
        return (try file.version(number).effectiveFrom, try file.roster())
      }
    }
    if let roster { stored = try readRoster(roster, language) }
    return (stored, moment ?? .now)
  }

  private func compare(_ old: Plan, _ new: Plan) throws(Failure) -> Comparison {
    do throws(ComparisonError) {
      return try languageOption.watching { () throws(ComparisonError) in
        try Comparison(old: old, new: new)
      }
    } catch {
      let status: ExitStatus = if case .areas = error { .internalFault } else { .usage }
      throw Failure(status: status, notice: error.notice(in: languageOption.language))
    }
  }

  private func count(
    _ points: String, _ old: OpenedPlan, _ new: OpenedPlan, in comparison: Comparison
  ) throws -> PiecedIncidents {
    let language = languageOption.language
    do {
      let before = try languageOption.watching { try old.assigner(language) }
      let now = try languageOption.watching { try new.assigner(language) }
      let options = try incidentOptions.options()
      let placement = try incidentOptions.placement(of: points, on: comparison.new.crs, language)
      return try languageOption.watching {
        try PiecedIncidents(
          of: points, options: options, placement: placement, by: before, now, in: comparison)
      }
    } catch let error as IncidentFileError {
      throw Failure(error, of: points, language)
    }
  }
}

/// Reads a list of members.
func readRoster(_ path: String, _ language: Language) throws(Failure) -> Roster {
  do throws(RosterError) { return try Roster(csv: path) } catch {
    let status: ExitStatus = if case .file(let error) = error { error.status } else { .badInput }
    throw Failure(status: status, notice: error.notice(of: path, in: language))
  }
}
