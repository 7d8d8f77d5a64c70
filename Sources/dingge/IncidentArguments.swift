internal import ArgumentParser
internal import CoordinateSystems
internal import GridPartition
internal import PlanFormats
internal import Wording

/// How the positions of a file of incidents are to be read.
struct IncidentArguments: ParsableArguments {
  @Option(help: "Coordinate reference system of the incidents; GeoJSON may go without.")
  var crs: String?

  @Option(help: "Column that names the coordinate reference system of each row.")
  var crsField: String?

  @Option(help: "Pipeline of PROJ that brings positions to longitude and latitude of CGCS2000.")
  var transformation: String?

  @Option(help: "Column of the longitude or easting.")
  var xField: String?

  @Option(help: "Column of the latitude or northing.")
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
    options.systemField = crsField
    return options
  }

  /// How the positions of a file come onto a plan; GeoJSON is WGS 84 by its specification.
  func placement(
    of points: String?, on plan: CoordinateReferenceSystem, _ language: Language
  ) throws -> PositionPlacement {
    let source = try system(of: points, language)
    do throws(PROJError) { return try PositionPlacement(from: source, to: plan) } catch {
      throw Failure(noWay: source, to: plan, error, language)
    }
  }

  /// The system of a file of incidents; with a column of systems it is of no account.
  private func system(of points: String?, _ language: Language) throws -> PositionSystem {
    if let transformation { return .pipeline(transformation) }
    let stated = try crs.map { try positionSystem(named: $0, language) }
    guard let points, crsField == nil else { return stated ?? .reference(.wgs84) }
    guard IncidentFormat(pathExtensionOf: points) == .geojson else {
      if let stated { return stated }
      throw Failure(unstatedSystemOf: points, language)
    }
    do {
      guard let name = try statedSystem(ofIncidents: points) else {
        return stated ?? .reference(.wgs84)
      }
      let own = try positionSystem(named: name, language)
      // QGIS writes the member for what it takes for WGS 84; an option goes before it.
      return stated ?? own
    } catch let error as IncidentFileError {
      throw Failure(error, of: points, language)
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
  /// A file of incidents whose system nobody says.
  fileprivate init(unstatedSystemOf points: String, _ language: Language) {
    let notice = Notice(
      message: Phrase(
        zh: "没有说明 \(points) 的坐标系。",
        en: "The coordinate reference system of \(points) is not stated.")(language),
      remedy: Phrase(
        zh: "用 --crs 说明，例如 --crs wgs84。", en: "State it with --crs, such as --crs wgs84.")(
          language))
    self.init(status: .usage, notice: notice)
  }

  /// A system from which there is no way to the plan's.
  fileprivate init(
    noWay source: PositionSystem, to plan: CoordinateReferenceSystem, _ error: PROJError,
    _ language: Language
  ) {
    let notice = Notice(
      message: Phrase(
        zh: "没有从 \(source.title) 到 \(plan.title) 的转换（\(error)）。",
        en: "There is no way from \(source.title) to \(plan.title) (\(error)).")(language),
      remedy: Phrase(
        zh: "用 --transformation 给出到 CGCS2000 经纬度的 PROJ 管道。",
        en: "Give a PROJ pipeline to longitude and latitude of CGCS2000 with --transformation.")(
          language))
    self.init(status: .usage, notice: notice)
  }

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
