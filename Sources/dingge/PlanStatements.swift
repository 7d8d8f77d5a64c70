internal import ArgumentParser
internal import CoordinateSystems
internal import PlanFormats
internal import Wording

/// What the user says of a plan's files that they do not say themselves.
protocol PlanStatements {
  var systemName: String? { get }
  var encodingName: String? { get }
}

extension PlanStatements {
  /// The coordinate reference system that is stated.
  func system(_ language: Language) throws(Failure) -> CoordinateReferenceSystem? {
    guard let name = systemName else { return nil }
    return try coordinateReferenceSystem(named: name, language)
  }

  /// The encoding that is stated; names are checked when options are.
  var encoding: TextEncoding? { encodingName.flatMap(TextEncoding.init(named:)) }

  /// - Throws: `ValidationError` for an unknown encoding.
  func checkEncoding() throws {
    guard let name = encodingName, TextEncoding(named: name) == nil else { return }
    throw ValidationError("An encoding is utf-8 or gb18030.")
  }
}

/// Statements of a command that takes a plan and nothing else.
struct PlanAlone: ParsableArguments, PlanStatements {
  @Option(
    name: .customLong("crs"),
    help: "Coordinate reference system of the plan, where its files do not say.")
  var systemName: String?

  @Option(
    name: .customLong("encoding"),
    help: "Encoding of a shapefile's or CSV's texts: utf-8 or gb18030.")
  var encodingName: String?

  func validate() throws { try checkEncoding() }
}

/// Statements of a command that takes incidents as well.
struct PlanBesideIncidents: ParsableArguments, PlanStatements {
  @Option(
    name: .customLong("plan-crs"),
    help: "Coordinate reference system of the plan, where its files do not say.")
  var systemName: String?

  @Option(
    name: .customLong("plan-encoding"),
    help: "Encoding of texts in the plan's shapefile or CSV: utf-8 or gb18030.")
  var encodingName: String?

  func validate() throws { try checkEncoding() }
}

extension TextEncoding {
  /// The encoding of a name, in any case.
  init?(named name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "gb18030", "gbk", "gb2312": self = .gb18030
    default: return nil
    }
  }
}
