internal import CoordinateSystems
internal import Foundation
internal import GridPartition

/// Writes a file through `ogr2ogr`, by way of a GeoPackage in a temporary folder.
final class ForeignSink: UnitSink {
  private let plan: Plan
  private let path: String
  private let format: ForeignFormat
  private let folder: WorkFolder
  private var package: GeoPackageSink
  private let driver: String
  private let layer: String
  private(set) var remarks: [PlanWritingRemark] = []

  /// - Parameters:
  ///   - plan: The plan.
  ///   - layers: Its one layer.
  ///   - format: The format.
  ///   - path: The file.
  /// - Throws: ``PlanWritingError`` when the format cannot hold the plan.
  init(
    _ plan: Plan, _ layers: [OutputLayer], _ format: ForeignFormat, to path: String
  ) throws(PlanWritingError) {
    guard let driver = format.outputDriver else { throw .unknownFormat(path: path) }
    self.driver = driver
    if format == .kml, plan.crs != .wgs84 { throw .foreign(path: path, .onlyWGS84) }
    if format == .flatGeobuf, let unit = plan.units.first(where: { !$0.hasShape }) {
      throw .foreign(path: path, .onlyPolygons(unit: unit.code))
    }
    self.plan = plan
    self.path = path
    self.format = format
    layer = layers.first?.name ?? "plan"
    do throws(FileError) { folder = try WorkFolder() } catch { throw .file(error) }
    package = try GeoPackageSink(plan, layers, to: folder.path(of: "plan.gpkg"))
  }

  func write(_ unit: OutputUnit) throws(PlanWritingError) { try package.write(unit) }

  func finish() throws(PlanWritingError) {
    try package.finish()
    let ending = (path as NSString).pathExtension.lowercased()
    let result = folder.path(of: "result.\(ending)")
    do throws(ForeignFault) {
      let run = try ForeignProgram(
        ["-f", driver, "-unsetFid"] + options + [result, package.path, layer],
        in: folder)
      remarks = run.warnings.map { .foreignWarning($0) }
    } catch {
      throw .foreign(path: path, error)
    }
    try verify(result)
    try deliver(result)
  }

  /// Reads what was written, which is to be the same plan; its system may have lost its code.
  private func verify(_ result: String) throws(PlanWritingError) {
    let copy: Plan
    do throws(PlanReadingError) {
      copy = try PlanReader.read(result, crs: plan.crs).plan
    } catch {
      throw .source(error)
    }
    guard copy.crs == plan.crs else {
      remarks.append(.systemReadsAs(copy.crs.title, written: plan.crs.title))
      return
    }
    guard copy.digest() != plan.digest() else { return }
    let shapes = Dictionary(
      zip(plan.units.map(\.code), plan.fingerprints), uniquingKeysWith: { first, _ in first })
    let others = zip(copy.units.map(\.code), copy.fingerprints).filter { shapes[$0] != $1 }
    throw .foreign(path: path, .otherPlan(units: others.prefix(5).map(\.0)))
  }

  private var options: [String] {
    switch format {
    case .shapefile: ["-lco", "ENCODING=UTF-8", "-nln", "result"]
    case .flatGeobuf: ["-nln", layer]
    case .kml: ["-nln", layer]
    case .fileGeodatabase, .dxf, .gml, .mapInfo, .csv: []
    }
  }

  /// Moves what was written to where it belongs: the file, and those beside it that belong to it.
  private func deliver(_ result: String) throws(PlanWritingError) {
    let stem = (result as NSString).deletingPathExtension
    let target = (path as NSString).deletingPathExtension
    let endings = format == .shapefile ? ["dbf", "shx", "prj", "cpg"] : []
    var files: [OutputHandle] = []
    for ending in endings where FileManager.default.fileExists(atPath: "\(stem).\(ending)") {
      files.append(try staged("\(stem).\(ending)", as: "\(target).\(ending)"))
    }
    // The one that is opened comes last.
    files.append(try staged(result, as: path))
    for file in files { try file.commit() }
    // Indexes of an old shapefile would lead readers to the wrong features.
    for ending in format == .shapefile ? ["qix", "sbn", "sbx"] : [] {
      try? FileManager.default.removeItem(atPath: "\(target).\(ending)")
    }
  }

  private func staged(_ result: String, as path: String) throws(PlanWritingError) -> OutputHandle {
    let file = try OutputHandle(path: path)
    var reader: ByteReader
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    do throws(FileError) { reader = try ByteReader(path: result) } catch { throw .file(error) }
    while true {
      let count: Int
      do throws(FileError) { count = try reader.read(into: &buffer, from: 0) } catch {
        throw .file(error)
      }
      if count == 0 { return file }
      try file.write(buffer.span.extracting(..<count))
    }
  }
}
