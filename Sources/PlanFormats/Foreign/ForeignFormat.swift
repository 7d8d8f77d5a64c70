internal import Foundation

/// Formats that the program `ogr2ogr` of GDAL reads and writes for dingge.
public enum ForeignFormat: CaseIterable, Hashable, Sendable {
  case shapefile, kml, fileGeodatabase, dxf, flatGeobuf, gml, mapInfo, csv

  /// The format of files with an ending, in any case; `nil` when it is none of these.
  init?(ending: String) {
    let ending = ending.lowercased()
    guard let format = Self.allCases.first(where: { $0.endings.contains(ending) }) else {
      return nil
    }
    self = format
  }

  /// The endings of such files' names.
  public var endings: [String] {
    switch self {
    case .shapefile: ["shp"]
    case .kml: ["kml", "kmz"]
    case .fileGeodatabase: ["gdb"]
    case .dxf: ["dxf"]
    case .flatGeobuf: ["fgb"]
    case .gml: ["gml"]
    case .mapInfo: ["tab", "mif"]
    case .csv: ["csv"]
    }
  }

  /// Whether each file has one layer, which is called as the file is.
  var isSingleLayer: Bool { [.shapefile, .flatGeobuf, .mapInfo, .csv].contains(self) }

  /// The name of the driver that writes the format; `nil` where it is only read.
  var outputDriver: String? {
    switch self {
    case .shapefile: "ESRI Shapefile"
    case .kml: "LIBKML"
    case .flatGeobuf: "FlatGeobuf"
    case .fileGeodatabase, .dxf, .gml, .mapInfo, .csv: nil
    }
  }

  /// Options for reading.
  var openOptions: [String] {
    switch self {
    case .gml: ["DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO"]
    case .csv:
      [
        "GEOM_POSSIBLE_NAMES=WKT,wkt,geom,geometry,the_geom,几何", "KEEP_GEOM_COLUMNS=NO",
        "AUTODETECT_TYPE=NO",
      ]
    case .shapefile, .kml, .fileGeodatabase, .dxf, .flatGeobuf, .mapInfo: []
    }
  }
}
