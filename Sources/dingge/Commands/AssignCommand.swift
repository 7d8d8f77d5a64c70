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

  @Option(help: "Put this in front of the names of the appended columns.")
  var prefix = ""

  @Flag(help: "Exit with 1 when an incident has no grid.")
  var strict = false

  func validate() throws {
    guard !output.isEmpty else {
      throw ValidationError("The name of an output file must not be empty.")
    }
    if let nearest, !(0...Assigner.farthestNearest ~= nearest) {
      throw ValidationError("--nearest must be a number of metres from 0 to 100000.")
    }
  }

  func run() throws {
    let language = languageOption.language
    try incidents.checkSystem(of: points, language)
    let opened = try planOptions.open(statements, languageOption).plan
    try opened.checkIncidents(language)
    let assigner = try languageOption.watching { try opened.assigner(language) }
    let router = IncidentRouter(assigner, nearest: nearest) { position in
      switch position {
      case .unusable(let problem): problem.sentence(in: language)
      case .position(let position):
        Phrase.offTheEarth(x: position.x, y: position.y)(language)
      }
    }
    var options = try incidents.options()
    options.prefix = prefix
    options.outputFormat = format
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
    if strict, tally.isAnyUnplaced { throw ExitStatus.found }
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
