public import CoordinateSystems
public import GridPartition
internal import JSONText

/// Reads a plan from its source.
public struct PlanReader {
  private let fields: PlanFields
  private var gathered: GatheredFeatures
  private var remarks: [PlanReadingRemark]
  /// The systems that parts state, by the parts' names.
  private var stated: [String: CoordinateReferenceSystem] = [:]

  private let crs: CoordinateReferenceSystem?

  private init(_ source: PlanSource, _ crs: CoordinateReferenceSystem?, _ fields: PlanFields) {
    self.fields = fields
    self.crs = crs
    gathered = GatheredFeatures(PlanBuilder(source: source.path, crs: crs ?? .wgs84))
    remarks = source.remarks
  }

  /// Reads a plan.
  ///
  /// GeoJSON is parsed on all cores, and the plan is the same on any number of them.
  ///
  /// Memory: the plan, the text of the largest feature, and a few megabytes for each core.
  ///
  /// - Parameters:
  ///   - source: Where it is.
  ///   - crs: The system of coordinates, where no file states it; `nil` when the user does not know
  ///     better either. GeoJSON is then in WGS 84, as its specification says.
  ///   - fields: Names of properties that go before the usual ones.
  /// - Returns: The plan, and what was noticed on the way.
  /// - Throws: ``PlanReadingError``; of malformed features all are looked at first.
  /// - Complexity: O(*n*) in the size of the files.
  public static func read(
    _ source: PlanSource, crs: CoordinateReferenceSystem? = nil, fields: PlanFields = PlanFields()
  ) throws(PlanReadingError) -> (plan: Plan, remarks: [PlanReadingRemark]) {
    var reader = PlanReader(source, crs, fields)
    WorkProgress.current?.begin(.reading, of: source.length)
    for part in source.parts { try reader.read(part) }
    guard reader.gathered.problems.isEmpty else {
      throw .features(reader.gathered.problems, count: reader.gathered.problemCount)
    }
    guard !reader.gathered.builder.isEmpty else { throw .noFeatures(file: source.path) }
    let remarks = reader.remarks
    return (reader.finish(), remarks)
  }

  /// Reads the plan of a path, as ``PlanSource/init(path:)`` finds it.
  public static func read(
    _ path: String, crs: CoordinateReferenceSystem? = nil, fields: PlanFields = PlanFields()
  ) throws(PlanReadingError) -> (plan: Plan, remarks: [PlanReadingRemark]) {
    try read(PlanSource(path: path), crs: crs, fields: fields)
  }

  private consuming func finish() -> Plan { gathered.builder.finish() }

  private mutating func read(_ part: PlanPart) throws(PlanReadingError) {
    switch part.content {
    case .geoJSON(let path): try read(geoJSON: path, part)
    case .layer(let file, let layer):
      if let system = layer.system {
        try take(system: "\(system.organization):\(system.code)", of: part)
      } else if crs == nil {
        throw .systemNotStated(file: part.name)
      }
      let reader = LayerFeatureReader(
        file, layer, name: part.name, level: part.level, fields: fields)
      remarks += try reader.read(into: &gathered)
    }
  }

  private mutating func read(
    geoJSON path: String, _ part: PlanPart
  ) throws(PlanReadingError) {
    let work = try start(path, part)
    do {
      try work.workThrough(workers: nil)
    } catch let error as PlanReadingError {
      throw error
    } catch {
      preconditionFailure("a plan fails to be read for one of the known reasons, not \(error)")
    }
    gathered = work.gathered
    // The `crs` member that GeoJSON had before RFC 7946, and that QGIS still writes.
    if let name = work.rootMembers.statedSystem { try take(system: name, of: part) }
    if !work.hasCodes, work.featureCount > 1, !work.properties.isEmpty {
      throw .noCodeField(file: part.name, properties: work.properties)
    }
  }

  /// Opens a file, and gives what was gathered to whoever reads it.
  private mutating func start(
    _ path: String, _ part: PlanPart
  ) throws(PlanReadingError) -> PlanFileWork {
    let gathered = gathered
    self.gathered = GatheredFeatures(gathered.builder.empty)
    do throws(FileError) {
      return try PlanFileWork(
        path: path, name: part.name, level: part.level, fields: fields, gathered: gathered)
    } catch {
      throw .file(error)
    }
  }

  /// Takes the system that a part states, which must be that of all others.
  private mutating func take(system name: String, of part: PlanPart) throws(PlanReadingError) {
    do throws(CoordinateReferenceSystem.Refusal) {
      stated[part.name] = try CoordinateReferenceSystem(named: name)
    } catch {
      throw .refusedCRS(file: part.name, error)
    }
    guard Set(stated.values).count == 1, let system = stated[part.name] else {
      throw .differentSystems(stated.mapValues(\.rawValue))
    }
    gathered.builder.crs = system
  }
}
