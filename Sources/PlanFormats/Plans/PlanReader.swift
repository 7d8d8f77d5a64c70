public import CoordinateSystems
public import GridPartition
internal import JSONText

/// Reads a plan from its source.
public struct PlanReader {
  private let fields: PlanFields
  private var gathered: GatheredFeatures
  private var remarks: [PlanReadingRemark]
  /// The system of parts that state none; `nil` when the user does not know better either.
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
        try take(system, of: part)
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
    // Positions are put on the lattice of their system as they are read. What is wrong with the file
    // is found then.
    if let name = try? statedSystem(of: path) { try take(name, of: part) }
    let work = try start(path, part)
    do {
      try work.workThrough(workers: nil)
    } catch let error as PlanReadingError {
      throw error
    } catch {
      preconditionFailure("a plan fails to be read for one of the known reasons, not \(error)")
    }
    gathered = work.gathered
    if let name = work.rootMembers.statedSystem { try take(name, of: part) }
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

  /// Takes the system that a layer states, by its code or else by its definition.
  private mutating func take(
    _ system: GeoPackageSystem, of part: PlanPart
  ) throws(PlanReadingError) {
    let known: CoordinateReferenceSystem
    do throws(CoordinateReferenceSystem.Refusal) { known = try system.referenceSystem() } catch {
      throw .refusedCRS(file: part.name, error)
    }
    try take(known, of: part)
  }

  /// Takes the system that a part states, in the `crs` member that GeoJSON had before RFC 7946.
  private mutating func take(_ name: String, of part: PlanPart) throws(PlanReadingError) {
    let system: CoordinateReferenceSystem
    do throws(CoordinateReferenceSystem.Refusal) {
      system = try CoordinateReferenceSystem(named: name)
    } catch {
      throw .refusedCRS(file: part.name, error)
    }
    try take(system, of: part)
  }

  /// Takes the system of a part, which must go with what was read before.
  private mutating func take(
    _ stated: CoordinateReferenceSystem, of part: PlanPart
  ) throws(PlanReadingError) {
    let read = gathered.builder.crs
    guard gathered.builder.isEmpty || stated == read || (stated.isGeographic && read.isGeographic)
    else { throw .otherCRS(file: part.name, stated: stated, read: read) }
    gathered.builder.crs = stated
  }
}
