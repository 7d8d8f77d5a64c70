internal import ArgumentParser
internal import CoordinateSystems
internal import PlanFormats
internal import Wording

/// How the positions of a file of incidents are to be read.
struct IncidentArguments: ParsableArguments {
  @Option(help: "Coordinate reference system of the incidents; GeoJSON may go without.")
  var crs: String?

  @Option(help: "Column of the longitude.")
  var xField: String?

  @Option(help: "Column of the latitude.")
  var yField: String?

  @Option(help: "Encoding of a CSV: utf-8 or gb18030; recognised by default.")
  var encoding: String?

  func validate() throws { _ = try textEncoding() }

  /// What these options say, and nothing about the output.
  func options() throws -> IncidentOptions {
    var options = IncidentOptions()
    options.xField = xField
    options.yField = yField
    options.encoding = try textEncoding()
    return options
  }

  /// Makes sure that the system of a file is stated and taken; GeoJSON is WGS 84 by its specification.
  func checkSystem(of points: String, _ language: Language) throws {
    let isGeoJSON = IncidentFormat(pathExtensionOf: points) == .geojson
    if isGeoJSON {
      do {
        if let stated = try statedSystem(ofIncidents: points) {
          _ = try coordinateReferenceSystem(named: stated, language)
        }
      } catch let error as IncidentFileError {
        throw Failure(error, of: points, language)
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
    guard let encoding else { return nil }
    guard let known = TextEncoding(named: encoding) else {
      throw ValidationError("--encoding must be utf-8 or gb18030.")
    }
    return known
  }
}

extension Failure {
  /// A file of incidents that cannot be worked through.
  init(_ error: IncidentFileError, of points: String, _ language: Language) {
    self.init(status: error.status, notice: error.notice(of: points, in: language))
  }
}

extension IncidentFileError {
  fileprivate var status: ExitStatus {
    if case .file(let error) = self { error.status } else { .badInput }
  }
}
