internal import Foundation
internal import GridPartition

/// What a plan is read from: files or layers, and what was noticed when they were looked up.
public struct PlanSource {
  /// As the user wrote it; `-` is standard input.
  public let path: String
  /// Widest level first.
  let parts: [PlanPart]
  let remarks: [PlanReadingRemark]

  /// Finds the parts of a plan.
  ///
  /// - Parameters:
  ///   - path: A folder with a file for each level, a GeoPackage, a GeoJSON or TopoJSON, or a file
  ///     that `ogr2ogr` reads; `-` for a GeoJSON on standard input.
  ///   - encoding: The encoding of texts, for formats that do not say it.
  /// - Throws: ``PlanReadingError``.
  public init(path: String, encoding: TextEncoding? = nil) throws(PlanReadingError) {
    self.path = path
    var isFolder: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let isPlain = isFolder.boolValue && PlanFileFormat(of: path) != .foreign(.fileGeodatabase)
    (parts, remarks) =
      isPlain
      ? try Self.folder(path, encoding) : try Self.file(path, level: nil, encoding)
  }

  /// How many bytes the files have together; `nil` when that is not known.
  var length: Int? {
    var sum = 0
    for file in Set(parts.map(\.path)) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      guard attributes?[.type] as? FileAttributeType == .typeRegular,
        let size = attributes?[.size] as? Int
      else { return nil }
      sum += size
    }
    return sum
  }
}

extension PlanSource {
  private typealias Found = (parts: [PlanPart], remarks: [PlanReadingRemark])

  /// The parts of a file; `level` is the one that it is named after, in a folder of such files.
  private static func file(
    _ path: String, level: Level?, _ encoding: TextEncoding?
  ) throws(PlanReadingError) -> Found {
    if path != "-", !FileManager.default.fileExists(atPath: path) {
      // Whatever is the matter with it is for the system to say.
      guard !namesService(path) else { throw .foreign(file: path, .notAFile) }
      do throws(FileError) { _ = try ByteReader(path: path) } catch { throw .file(error) }
    }
    switch PlanFileFormat(of: path) {
    case .geoJSON where TopoJSONFile.isTopology(path), .topoJSON:
      return try TopoJSONFile.parts(of: path, level: level)
    case .geoJSON:
      let level = level.map(LayerLevel.fixed) ?? .stated(default: .grid)
      return ([PlanPart(content: .geoJSON(path: path), level: level, name: path)], [])
    case .geoPackage:
      return try PlanPart.layers(of: GeoPackageFile(path: path), calledAs: path, level: level)
    case .foreign(let format):
      return try ForeignFile.parts(of: path, format, level: level, encoding: encoding)
    case nil: throw .unknownFormat(file: path)
    }
  }

  /// Whether a name that is no file looks like one of GDAL's services and archives.
  private static func namesService(_ path: String) -> Bool {
    if path.hasPrefix("/vsi") || path.contains("://") { return true }
    guard let colon = path.firstIndex(of: ":") else { return false }
    let prefix = path[..<colon]
    return prefix.count > 1 && prefix.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  /// The parts of a folder: of the files that are named after levels.
  private static func folder(
    _ path: String, _ encoding: TextEncoding?
  ) throws(PlanReadingError) -> Found {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .file(.unreadable(path: path, reason: error.localizedDescription))
    }
    var files: [Level: [String]] = [:]
    var remarks: [PlanReadingRemark] = []
    for name in names where !name.hasPrefix(".") && PlanFileFormat(of: name) != nil {
      if let level = PlanWords.level((name as NSString).deletingPathExtension) {
        files[level, default: []].append(name)
      } else if ![".json", ".csv"].contains(where: name.lowercased().hasSuffix) {
        remarks.append(.ignoredFile(name))
      }
    }
    guard !files.isEmpty else { throw .noLevelFiles(folder: path) }
    var parts: [PlanPart] = []
    for (level, names) in files.sorted(by: { $0.key < $1.key }) {
      // A table beside the shapes may well have their name.
      let shapes = names.filter { !$0.lowercased().hasSuffix(".csv") }
      let names = shapes.isEmpty ? names : shapes
      guard let name = names.first, names.count == 1 else { throw .levelTwice(level, files: names) }
      let file = (path as NSString).appendingPathComponent(name)
      let found = try Self.file(file, level: level, encoding)
      parts += found.parts
      remarks += found.remarks
    }
    return (parts, remarks)
  }
}
