public import ArgumentParser
internal import CoordinateSystems
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

  @Argument(help: "Incidents as CSV, NDJSON or GeoJSON points; - for standard input.")
  var points: String

  @OptionGroup var languageOption: LanguageOption

  @Option(help: "Coordinate reference system of the incidents; GeoJSON may go without.")
  var crs: String?

  @Option(name: .short, help: "Write the result to a file.")
  var output = "-"

  @Option(help: "csv, ndjson or geojson; that of the input by default.")
  var format: IncidentFormat?

  @Option(help: "Column of the longitude.")
  var xField: String?

  @Option(help: "Column of the latitude.")
  var yField: String?

  @Option(help: "Give the nearest grid to an incident in none, within so many metres.")
  var nearest: Double?

  @Option(help: "Put this in front of the names of the appended columns.")
  var prefix = ""

  @Option(help: "Encoding of a CSV: utf-8 or gb18030; recognised by default.")
  var encoding: String?

  @Flag(help: "Exit with 1 when an incident has no grid.")
  var strict = false

  func validate() throws {
    guard !output.isEmpty else {
      throw ValidationError("The name of an output file must not be empty.")
    }
    if let nearest, !(0...Assigner.farthestNearest ~= nearest) {
      throw ValidationError("--nearest must be a number of metres from 0 to 100000.")
    }
    _ = try textEncoding()
  }

  func run() throws {
    let language = languageOption.language
    try checkSystem(language)
    let opened = try planOptions.open(languageOption).plan
    let assigner = try languageOption.watching { try opened.assigner(language) }
    let router = IncidentRouter(assigner, nearest: nearest) { position in
      switch position {
      case .unusable(let problem): problem.sentence(in: language)
      case .position(let position):
        Phrase.offTheEarth(x: position.x, y: position.y)(language)
      }
    }
    var options = IncidentOptions()
    options.xField = xField
    options.yField = yField
    options.prefix = prefix
    options.outputFormat = format
    options.encoding = try textEncoding()
    let tally: StatusTally
    do {
      // Answers on the same terminal would run into the line.
      let isShared = output == "-" && isatty(STDOUT_FILENO) == 1
      let run = { try process(points, to: output, options: options, router: router) }
      tally = try (isShared ? run() : languageOption.watching(run)).tally
    } catch let error as IncidentFileError {
      throw Failure(status: error.status, notice: error.notice(of: points, in: language))
    }
    languageOption.remark(tally.sentence(in: language))
    if strict, tally.isAnyUnplaced { throw ExitStatus.found }
  }

  /// The system must be stated, except for GeoJSON, which is WGS 84 by its specification.
  private func checkSystem(_ language: Language) throws {
    let isGeoJSON = IncidentFormat(pathExtensionOf: points) == .geojson
    if isGeoJSON {
      do {
        if let stated = try statedSystem(ofIncidents: points) {
          _ = try coordinateReferenceSystem(named: stated, language)
        }
      } catch let error as IncidentFileError {
        throw Failure(status: error.status, notice: error.notice(of: points, in: language))
      }
    }
    if let crs {
      _ = try coordinateReferenceSystem(named: crs, language)
    } else if !isGeoJSON {
      let notice = Notice(
        message: Phrase(
          zh: "没有说明 \(points) 的坐标系。",
          en: "The coordinate reference system of \(points) is not stated.")(
            language),
        remedy: Phrase(
          zh: "用 --crs 说明，例如 --crs wgs84。", en: "State it with --crs, such as --crs wgs84.")(
            language))
      throw Failure(status: .usage, notice: notice)
    }
  }

  private func textEncoding() throws -> TextEncoding? {
    switch encoding?.lowercased() {
    case nil: return nil
    case "utf-8", "utf8": return .utf8
    case "gb18030", "gbk", "gb2312": return .gb18030
    default: throw ValidationError("--encoding must be utf-8 or gb18030.")
    }
  }
}

extension IncidentFileError {
  fileprivate var status: ExitStatus {
    if case .file(let error) = self { error.status } else { .badInput }
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
