internal import Foundation

/// The formats of a plan's files, by their names.
enum PlanFileFormat: Hashable, Sendable {
  case geoJSON
  case geoPackage
  case topoJSON
  /// By the program `ogr2ogr`.
  case foreign(ForeignFormat)

  /// The format of a file; `nil` when it is none that is read.
  init?(of path: String) {
    if path == "-" {
      self = .geoJSON
      return
    }
    // The name of a folder may end with a slash.
    switch (path as NSString).pathExtension.lowercased() {
    case "geojson", "json": self = .geoJSON
    case "gpkg": self = .geoPackage
    case "topojson": self = .topoJSON
    case let ending:
      guard let foreign = ForeignFormat(ending: ending) else { return nil }
      self = .foreign(foreign)
    }
  }
}
