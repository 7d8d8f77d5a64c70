internal import CoordinateSystems
internal import Foundation
internal import GridPartition

/// Writes a file through `ogr2ogr`, by way of a GeoPackage in a temporary folder.
final class ForeignSink: UnitSink {
  private let path: String
  private let format: ForeignFormat
  private let folder: WorkFolder
  private var package: GeoPackageSink
  private let layer: String
  /// What it warned of.
  private(set) var warnings: [String] = []

  /// - Parameters:
  ///   - plan: The plan.
  ///   - layers: Its one layer.
  ///   - format: The format.
  ///   - path: The file.
  /// - Throws: ``PlanWritingError`` when the format cannot hold the plan.
  init(
    _ plan: Plan, _ layers: [OutputLayer], _ format: ForeignFormat, to path: String
  ) throws(PlanWritingError) {
    if format == .kml, plan.crs != .wgs84 { throw .foreign(path: path, .onlyWGS84) }
    if format == .flatGeobuf, let unit = plan.units.first(where: { !$0.hasShape }) {
      throw .foreign(path: path, .onlyPolygons(unit: unit.code))
    }
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
        ["-f", format.outputDriver ?? "", "-unsetFid"] + options + [result, package.path, layer],
        in: folder)
      warnings = run.warnings
    } catch {
      throw .foreign(path: path, error)
    }
    try deliver(result)
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
