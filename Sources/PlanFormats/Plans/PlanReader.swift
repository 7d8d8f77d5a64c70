internal import Foundation
public import CoordinateSystems
public import GridPartition
internal import JSONText

/// Reads a plan: a folder with a GeoJSON file per level, or one GeoJSON.
public struct PlanReader {
  private static let problemLimit = 100

  private let source: String
  private let fields: PlanFields
  private var builder: PlanBuilder
  private var problems: [FeatureProblem] = []
  private var problemCount = 0

  private init(_ source: String, _ crs: CoordinateReferenceSystem, _ fields: PlanFields) {
    self.source = source
    self.fields = fields
    builder = PlanBuilder(source: source, crs: crs)
  }

  /// Reads a plan.
  ///
  /// Memory: the plan, and the text of the largest feature.
  ///
  /// - Parameters:
  ///   - path: A folder, a file, or `-` for a GeoJSON on standard input.
  ///   - crs: The system of coordinates that no file states.
  ///   - fields: Names of properties that go before the usual ones.
  /// - Returns: The plan, and what was noticed on the way.
  /// - Throws: ``PlanReadingError``; of malformed features all are looked at first.
  /// - Complexity: O(*n*) in the size of the files.
  public static func read(
    _ path: String, crs: CoordinateReferenceSystem = .wgs84, fields: PlanFields = PlanFields()
  ) throws(PlanReadingError) -> (plan: Plan, remarks: [PlanReadingRemark]) {
    var reader = PlanReader(path, crs, fields)
    let (files, remarks) = try reader.levelFiles()
    for file in files { try reader.read(file) }
    guard reader.problems.isEmpty else {
      throw .features(reader.problems, count: reader.problemCount)
    }
    guard !reader.builder.isEmpty else { throw .noFeatures(file: path) }
    return (reader.builder.finish(), remarks)
  }

  private struct LevelFile {
    let path: String
    /// `nil` when each feature says its own.
    let level: Level?
  }

  /// The files to read, widest level first.
  private func levelFiles() throws(PlanReadingError) -> ([LevelFile], [PlanReadingRemark]) {
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
    guard isFolder.boolValue else {
      // A file that is not there is for the reader to say.
      guard source == "-" || PlanReader.isGeoJSON(source) || !exists else {
        throw .unknownFormat(file: source)
      }
      return ([LevelFile(path: source, level: nil)], [])
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: source).sorted()
    } catch {
      throw .file(.unreadable(path: source, reason: error.localizedDescription))
    }
    var files: [Level: [String]] = [:]
    var remarks: [PlanReadingRemark] = []
    for name in names where PlanReader.isGeoJSON(name) && !name.hasPrefix(".") {
      if let level = PlanWords.level((name as NSString).deletingPathExtension) {
        files[level, default: []].append(name)
      } else if name.lowercased().hasSuffix(".geojson") {
        remarks.append(.ignoredFile(name))
      }
    }
    guard !files.isEmpty else { throw .noLevelFiles(folder: source) }
    var result: [LevelFile] = []
    for (level, names) in files.sorted(by: { $0.key < $1.key }) {
      guard let name = names.first, names.count == 1 else { throw .levelTwice(level, files: names) }
      let path = (source as NSString).appendingPathComponent(name)
      result.append(LevelFile(path: path, level: level))
    }
    return (result, remarks)
  }

  private static func isGeoJSON(_ path: String) -> Bool {
    ["geojson", "json"].contains((path as NSString).pathExtension.lowercased())
  }
}

extension PlanReader {
  /// Reads one file, feature by feature.
  private mutating func read(_ file: LevelFile) throws(PlanReadingError) {
    var features = PlanFeatureReader(file: file.path, level: file.level, fields: fields)
    var collection = try PlanReader.open(file.path)
    while let feature = try PlanReader.next(of: &collection, in: file.path) {
      guard !feature.isRoot || PlanFeatureReader.isFeatureOrGeometry(feature.value) else {
        throw .notGeoJSON(file: file.path)
      }
      do throws(FeatureProblem) {
        try features.read(feature.value, line: feature.line, into: &builder)
      } catch {
        problemCount += 1
        if problems.count < PlanReader.problemLimit { problems.append(error) }
      }
    }
    try checkSystem(of: collection, in: file.path)
    if !features.hasCodes, features.featureCount > 1, !features.properties.isEmpty {
      throw .noCodeField(file: file.path, properties: features.properties)
    }
  }

  private static func open(
    _ path: String
  ) throws(PlanReadingError) -> FeatureCollectionReader {
    do throws(FileError) { return try FeatureCollectionReader(path: path) } catch {
      throw .file(error)
    }
  }

  private static func next(
    of collection: inout FeatureCollectionReader, in path: String
  ) throws(PlanReadingError) -> FeatureCollectionReader.Feature? {
    do throws(JSONFileError) { return try collection.next() } catch {
      switch error {
      case .file(let error): throw .file(error)
      case .text(_, let error): throw .notJSON(file: path, error)
      }
    }
  }

  /// Looks at the `crs` member that GeoJSON had before RFC 7946 and QGIS still writes.
  private mutating func checkSystem(
    of collection: borrowing FeatureCollectionReader, in path: String
  ) throws(PlanReadingError) {
    guard let name = collection.statedSystem else { return }
    do throws(CoordinateReferenceSystem.Refusal) {
      builder.crs = try CoordinateReferenceSystem(named: name)
    } catch {
      throw .refusedCRS(file: path, error)
    }
  }
}
