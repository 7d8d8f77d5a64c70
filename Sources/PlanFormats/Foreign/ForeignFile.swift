internal import Foundation
internal import GridPartition

/// A file of another format, which `ogr2ogr` turns into a GeoPackage in a temporary folder.
///
/// A GeoPackage keeps every ordinate as the double it is.
struct ForeignFile {
  /// The file as the user calls it.
  private let path: String
  private let format: ForeignFormat
  private let folder: WorkFolder
  private var remarks: [PlanReadingRemark] = []

  /// Turns the file into parts of a plan.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - format: Its format.
  ///   - level: The level that it is named after, in a folder of such files.
  ///   - encoding: Its encoding, where the user says it.
  /// - Returns: The parts, which keep the temporary folder as long as they are there.
  /// - Throws: ``PlanReadingError``.
  static func parts(
    of path: String, _ format: ForeignFormat, level: Level?, encoding: TextEncoding?
  ) throws(PlanReadingError) -> (parts: [PlanPart], remarks: [PlanReadingRemark]) {
    do {
      var file = try ForeignFile(path, format)
      let package = try file.convert(encoding)
      let found = try PlanPart.layers(of: package, calledAs: path, level: level)
      return (found.parts, file.remarks + found.remarks)
    } catch let error as PlanReadingError {
      throw error
    } catch let error as FileError {
      throw .file(error)
    } catch let fault as ForeignFault {
      throw .foreign(file: path, fault)
    } catch {
      throw .foreign(file: path, .failed(message: "\(error)"))
    }
  }

  private init(_ path: String, _ format: ForeignFormat) throws(FileError) {
    self.path = path
    self.format = format
    folder = try WorkFolder()
  }

  private mutating func convert(_ encoding: TextEncoding?) throws -> GeoPackageFile {
    var options = format.openOptions
    var settings: [String] = []
    var source = try Self.absolute(path)
    switch format {
    case .shapefile:
      if let taken = try ShapefileEncoding(of: path, stated: encoding) {
        options.append("ENCODING=\(taken.name)")
        remarks += taken.remark(path)
      }
    case .csv: source = try utf8Copy(of: source, encoding) ?? source
    case .dxf:
      if let name = try drawingEncoding(encoding) { settings.append("DXF_ENCODING=\(name)") }
    case .kml, .fileGeodatabase, .flatGeobuf, .gml, .mapInfo: break
    }
    let target = folder.path(of: "converted.gpkg")
    let run = try ForeignProgram(
      ["-f", "GPKG", "-unsetFid"] + Self.layerOptions.flatMap { ["-lco", $0] }
        + options.flatMap { ["-oo", $0] } + newName + [target, source],
      settings: settings, in: folder)
    remarks += run.warnings.map { .foreignWarning($0, file: path) }
    if format == .dxf {
      let drawing = try DrawingOutlines(of: target)
      try drawing.write(to: folder.path(of: "outlines.gpkg"))
      if drawing.otherCount > 0 {
        remarks.append(.noOutlines(count: drawing.otherCount, file: path))
      }
      return try GeoPackageFile(
        path: folder.path(of: "outlines.gpkg"), calledAs: path, keeping: folder)
    }
    return try GeoPackageFile(path: target, calledAs: path, keeping: folder)
  }

  /// Another name for the layer of a file whose name a table may not begin with.
  private var newName: [String] {
    let name = (path as NSString).lastPathComponent
    let isPlain = name.first.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? true
    return isPlain || !format.isSingleLayer ? [] : ["-nln", "layer"]
  }

  /// Names of key and geometry that no field has, and no index, which nobody would use.
  private static let layerOptions = [
    "FID=dingge_fid", "GEOMETRY_NAME=dingge_geom", "SPATIAL_INDEX=NO",
  ]

  /// The path from the root, as nothing but a path.
  ///
  /// - Throws: ``ForeignFault/notAFile`` for the names that GDAL takes for archives and services.
  static func absolute(_ path: String) throws(ForeignFault) -> String {
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    guard absolute.hasPrefix("/"), !absolute.hasPrefix("/vsi") else { throw .notAFile }
    return absolute
  }

  /// The encoding of a drawing; `nil` when all is ASCII, or GDAL is to go by what the drawing says.
  ///
  /// Drawings since 2007 are in UTF-8, whatever code page their head still names.
  private mutating func drawingEncoding(_ stated: TextEncoding?) throws -> String? {
    if let stated { return stated == .utf8 ? "UTF-8" : "GB18030" }
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    let head = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    let isUTF8 = TextEncoding.decide(by: bytes[...], isWhole: true) == .utf8
    let namesPage = head.contains("$DWGCODEPAGE")
    guard isUTF8 || !namesPage else { return nil }
    let name = isUTF8 ? "UTF-8" : "GB18030"
    if !namesPage { remarks.append(.encodingTaken(name, .byContent, file: path)) }
    return name
  }

  /// A copy of a text in UTF-8, when it is in GB18030.
  private mutating func utf8Copy(
    of source: String, _ stated: TextEncoding?
  ) throws -> String? {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: source)))
    let encoding = stated ?? .decide(by: bytes[...], isWhole: true)
    guard encoding == .gb18030 else { return nil }
    guard case .complete(let text) = TextTranscoder.fromGB18030().convert(bytes.span) else {
      throw ForeignFault.encoding("GB18030")
    }
    if stated == nil { remarks.append(.encodingTaken("GB18030", .byContent, file: path)) }
    let copy = folder.path(of: (source as NSString).lastPathComponent)
    try Data(text).write(to: URL(fileURLWithPath: copy))
    return copy
  }
}
