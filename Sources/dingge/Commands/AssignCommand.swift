public import ArgumentParser
internal import Foundation
internal import Geometry
internal import GridPartition
public import PlanFormats
internal import Wording

extension IncidentFormat: ExpressibleByArgument {}

/// `dingge assign`: gives each incident of a file exactly one grid.
struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Assign each incident of a file to exactly one grid; every row and column is kept.")

  @OptionGroup var planOptions: PlanOptions
  @OptionGroup var statements: PlanBesideIncidents

  @Argument(help: "Incidents as CSV, NDJSON or GeoJSON points; - for standard input.")
  var points: String

  @OptionGroup var languageOption: LanguageOption

  @OptionGroup var incidents: IncidentArguments

  @Option(name: .short, help: "Write the result to a file.")
  var output = "-"

  @Option(help: "csv, ndjson or geojson; that of the input by default.")
  var format: IncidentFormat?

  @Option(help: "Give the nearest grid to an incident in none, within so many metres.")
  var nearest: Double?

  @Option(
    help: """
      Of a store: column of the time of each incident, which is answered by the plan in force then; a \
      time without zone is Beijing time.
      """)
  var timeField: String?

  @Option(help: "Put this in front of the names of the appended columns.")
  var prefix = ""

  @Flag(help: "Exit with 1 when an incident has no grid, with 65 when the system looks wrong.")
  var strict = false

  func validate() throws {
    guard !output.isEmpty else {
      throw ValidationError("The name of an output file must not be empty.")
    }
    if let nearest, !(0...Assigner.farthestNearest ~= nearest) {
      throw ValidationError("--nearest must be a number of metres from 0 to 100000.")
    }
    guard timeField == nil || planOptions.names.asOf == nil else {
      throw ValidationError("Either --as-of or --time-field.")
    }
  }

  func run() throws {
    let language = languageOption.language
    var options = try incidents.options()
    options.prefix = prefix
    options.outputFormat = format
    let (router, gate) = try router(&options)
    let tally: StatusTally
    do {
      // Answers on the same terminal would run into the line.
      let isShared = output == "-" && isatty(STDOUT_FILENO) == 1
      let run = { try process(points, to: output, options: options, router: router) }
      tally = try (isShared ? run() : languageOption.watching(run)).tally
    } catch let error as IncidentFileError {
      throw Failure(error, of: points, language)
    }
    languageOption.remark(tally.sentence(in: language))
    for warning in gate.warnings { languageOption.remark(warning) }
    if strict, tally.isAnyUnplaced { throw ExitStatus.found }
  }

  /// What answers incidents, one plan or those of a store, each at its time, and what looks at them as a
  /// whole.
  private func router(
    _ options: inout IncidentOptions
  ) throws -> (IncidentRouter, IncidentGate) {
    let language = languageOption.language
    let sentence = { @Sendable (position: IncidentPosition) in
      switch position {
      case .unusable(let problem): problem.sentence(in: language)
      case .placed: ""
      case .position(let position): Phrase.offTheEarth(x: position.x, y: position.y)(language)
      }
    }
    guard let store = StoreReference(planOptions.plan), store.which == .inForce else {
      guard timeField == nil else { throw Failure(timeless: planOptions.plan, language) }
      let opened = try planOptions.open(statements, languageOption).plan
      let placement = try incidents.placement(of: points, on: opened.crs, language)
      let assigner = try languageOption.watching { () throws(Failure) in
        try opened.assigner(language)
      }
      let gate = IncidentGate(
        assigners: [assigner], isStrict: strict, language: language)
      let router = IncidentRouter(
        assigner, placement: placement, nearest: nearest,
        accuracyNumber: options.accuracyNumber, samples: gate.samples, conclude: gate.conclude,
        problem: sentence)
      return (router, gate)
    }
    options.isDated = true
    options.timeField = timeField
    let moment = timeField == nil ? planOptions.names.asOf ?? .now : nil
    let (dated, crs) = try store.assigner(at: moment, languageOption)
    let placement = try incidents.placement(of: points, on: crs, language)
    let gate = IncidentGate(
      assigners: dated.versions.map(\.assigner), isStrict: strict, language: language)
    let router = IncidentRouter(
      dated, placement: placement, at: moment, nearest: nearest,
      accuracyNumber: options.accuracyNumber, samples: gate.samples, conclude: gate.conclude
    ) { problem in
      switch problem {
      case .position(let position): sentence(position)
      case .time(nil): Phrase(zh: "没有时间", en: "no time")(language)
      case .time(let text?):
        Phrase(zh: "“\(text)”不是时间", en: "\"\(text)\" is not a time")(language)
      }
    }
    return (router, gate)
  }
}

extension StatusTally {
  fileprivate func sentence(in language: Language) -> String {
    let parts = AssignmentStatus.allCases.compactMap { status in
      self[status] > 0 ? "\(status.rawValue) \(self[status])" : nil
    }
    return Phrase(
      zh: "共 \(total) 条：\(parts.joined(separator: "，"))",
      en: "\(total) incidents: \(parts.joined(separator: ", "))")(language)
  }
}
