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
  /// - Parameter path: A folder with a file for each level, a GeoPackage, or a GeoJSON; `-` for a
  ///   GeoJSON on standard input.
  /// - Throws: ``PlanReadingError``.
  public init(path: String) throws(PlanReadingError) {
    self.path = path
    var isFolder: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    (parts, remarks) =
      isFolder.boolValue ? try Self.folder(path) : try Self.file(path, calledAs: path, level: nil)
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
    _ path: String, calledAs name: String, level: Level?
  ) throws(PlanReadingError) -> Found {
    switch PlanFileFormat(of: path) {
    case .geoJSON:
      let level = level.map(LayerLevel.fixed) ?? .stated(default: .grid)
      return ([PlanPart(content: .geoJSON(path: path), level: level, name: name)], [])
    case .geoPackage:
      return try PlanPart.layers(of: GeoPackageFile(path: path), calledAs: name, level: level)
    case nil:
      // A file that is not there is for the reader to say.
      if !FileManager.default.fileExists(atPath: path) {
        do throws(FileError) { _ = try ByteReader(path: path) } catch { throw .file(error) }
      }
      throw .unknownFormat(file: path)
    }
  }

  /// The parts of a folder: of the files that are named after levels.
  private static func folder(_ path: String) throws(PlanReadingError) -> Found {
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
      } else if !name.lowercased().hasSuffix(".json") {
        remarks.append(.ignoredFile(name))
      }
    }
    guard !files.isEmpty else { throw .noLevelFiles(folder: path) }
    var parts: [PlanPart] = []
    for (level, names) in files.sorted(by: { $0.key < $1.key }) {
      guard let name = names.first, names.count == 1 else { throw .levelTwice(level, files: names) }
      let file = (path as NSString).appendingPathComponent(name)
      let found = try Self.file(file, calledAs: file, level: level)
      parts += found.parts
      remarks += found.remarks
    }
    return (parts, remarks)
  }
}

/// The formats of a plan's files, by their names.
enum PlanFileFormat: Hashable, Sendable {
  case geoJSON
  case geoPackage

  /// The format of a file; `nil` when it is none that is read.
  init?(of path: String) {
    if path == "-" {
      self = .geoJSON
      return
    }
    switch (path as NSString).pathExtension.lowercased() {
    case "geojson", "json": self = .geoJSON
    case "gpkg": self = .geoPackage
    default: return nil
    }
  }
}
