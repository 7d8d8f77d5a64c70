internal import Foundation
internal import GridPartition

/// Where a plan is written, and how.
struct OutputTarget {
  enum Format: Hashable {
    case geoJSON, geoPackage, topoJSON, csv
    /// By the program `ogr2ogr`.
    case foreign(ForeignFormat)

    /// Whether a reader finds the coordinate reference system in it.
    var statesSystem: Bool { self != .csv }
  }

  let path: String
  let format: Format
  /// Whether it is a folder with a file for each level.
  let isFolder: Bool

  /// Understands a path; `nil` when its ending is none that is written.
  init?(_ path: String) {
    self.path = path
    var isDirectory: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    isFolder = path.hasSuffix("/") || isDirectory.boolValue
    guard !isFolder, path != "-" else {
      format = .geoJSON
      return
    }
    switch (path as NSString).pathExtension.lowercased() {
    case "geojson", "json": format = .geoJSON
    case "gpkg": format = .geoPackage
    case "topojson": format = .topoJSON
    case "csv": format = .csv
    case let ending:
      guard let foreign = ForeignFormat(ending: ending), foreign.outputDriver != nil else {
        return nil
      }
      format = .foreign(foreign)
    }
  }

  /// Whether units of all levels are in one layer.
  var isMixed: Bool {
    switch format {
    case .geoPackage, .topoJSON: false
    case .geoJSON: !isFolder
    case .csv, .foreign: true
    }
  }

  /// The name of the layer when there is one for all.
  var layerName: String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }

  /// Whether headings of any length can be kept.
  var keepsHeadings: Bool { format != .foreign(.shapefile) }

  /// Names that columns cannot have, in lower case.
  var takenNames: Set<String> {
    switch format {
    case .geoPackage, .foreign: [FeatureTable.keyColumn, FeatureTable.geometryColumn]
    case .csv: ["wkt"]
    case .geoJSON, .topoJSON: []
    }
  }

  /// What writes it.
  func sink(
    for plan: Plan, _ layers: [OutputLayer]
  ) throws(PlanWritingError) -> any UnitSink {
    switch format {
    case .geoJSON: try GeoJSONSink(plan, layers, to: isFolder ? files(of: layers) : [path])
    case .geoPackage: try GeoPackageSink(plan, layers, to: path)
    case .topoJSON: try TopoJSONSink(plan, layers, to: path)
    case .csv: try CSVSink(plan, layers, to: path)
    case .foreign(let format): try ForeignSink(plan, layers, format, to: path)
    }
  }

  /// The files of a folder, which is made when it is not there.
  private func files(of layers: [OutputLayer]) throws(PlanWritingError) -> [String] {
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false)
    } catch CocoaError.fileWriteFileExists {
    } catch {
      throw .file(.unwritable(path: path, reason: error.localizedDescription))
    }
    let names = layers.map { "\($0.name).geojson" }
    let others = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter {
      !names.contains($0) && PlanFileFormat(of: $0) != nil
        && PlanWords.level(($0 as NSString).deletingPathExtension) != nil
    }
    guard others.isEmpty else { throw .otherLevels(folder: path, files: others.sorted()) }
    return names.map { "\(folder)/\($0)" }
  }
}
