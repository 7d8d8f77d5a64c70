internal import Foundation
public import CoordinateSystems
public import GridPartition
internal import JSONText

/// Reads a plan: a folder with a GeoJSON file per level, or one GeoJSON.
public struct PlanReader {
  private let source: String
  private let fields: PlanFields
  private var gathered: GatheredFeatures

  private init(_ source: String, _ crs: CoordinateReferenceSystem, _ fields: PlanFields) {
    self.source = source
    self.fields = fields
    gathered = GatheredFeatures(PlanBuilder(source: source, crs: crs))
  }

  /// Reads a plan.
  ///
  /// Features are parsed on all cores, and the plan is the same on any number of them.
  ///
  /// Memory: the plan, the text of the largest feature, and a few megabytes for each core.
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
    WorkProgress.current?.begin(.reading, of: Self.length(of: files))
    for file in files { try reader.read(file) }
    guard reader.gathered.problems.isEmpty else {
      throw .features(reader.gathered.problems, count: reader.gathered.problemCount)
    }
    guard !reader.gathered.builder.isEmpty else { throw .noFeatures(file: path) }
    return (reader.finish(), remarks)
  }

  /// The files that a plan consists of, the widest level first.
  ///
  /// - Throws: ``PlanReadingError`` when there are none, or none can be found.
  public static func files(of path: String) throws(PlanReadingError) -> [String] {
    let reader = PlanReader(path, .wgs84, PlanFields())
    return try reader.levelFiles().0.map(\.path)
  }

  private consuming func finish() -> Plan { gathered.builder.finish() }

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

  /// How many bytes the files have together; `nil` when that is not known.
  private static func length(of files: [LevelFile]) -> Int? {
    var sum = 0
    for file in files {
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
      guard attributes?[.type] as? FileAttributeType == .typeRegular,
        let size = attributes?[.size] as? Int
      else { return nil }
      sum += size
    }
    return sum
  }

  private static func isGeoJSON(_ path: String) -> Bool {
    ["geojson", "json"].contains((path as NSString).pathExtension.lowercased())
  }
}

extension PlanReader {
  /// Reads one file.
  private mutating func read(_ file: LevelFile) throws(PlanReadingError) {
    let work = try start(file)
    do {
      try work.workThrough(workers: nil)
    } catch let error as PlanReadingError {
      throw error
    } catch {
      preconditionFailure("a plan fails to be read for one of the known reasons, not \(error)")
    }
    gathered = work.gathered
    try checkSystem(of: work.rootMembers, in: file.path)
    if !work.hasCodes, work.featureCount > 1, !work.properties.isEmpty {
      throw .noCodeField(file: file.path, properties: work.properties)
    }
  }

  /// Opens a file, and gives what was gathered to whoever reads it.
  private mutating func start(_ file: LevelFile) throws(PlanReadingError) -> PlanFileWork {
    let gathered = gathered
    self.gathered = GatheredFeatures(gathered.builder.empty)
    do throws(FileError) {
      return try PlanFileWork(
        path: file.path, level: file.level, fields: fields, gathered: gathered)
    } catch {
      throw .file(error)
    }
  }

  /// Looks at the `crs` member that GeoJSON had before RFC 7946 and QGIS still writes.
  private mutating func checkSystem(
    of members: [FeatureCollectionReader.RootMember], in path: String
  ) throws(PlanReadingError) {
    guard let name = members.statedSystem else { return }
    do throws(CoordinateReferenceSystem.Refusal) {
      gathered.builder.crs = try CoordinateReferenceSystem(named: name)
    } catch {
      throw .refusedCRS(file: path, error)
    }
  }
}
