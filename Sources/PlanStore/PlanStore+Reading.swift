public import CoordinateSystems
internal import GRDB
public import GridPartition
internal import PlanFormats

extension PlanStore {
  /// All versions in the order in which they were published.
  public func versions() throws(StoreError) -> [StoredVersion] {
    try read { try StoredVersion.all(in: $0) }
  }

  /// Which version is in force when.
  public func timeline() throws(StoreError) -> Timeline { Timeline(try versions()) }

  /// The system of coordinates of all plans.
  public func crs() throws(StoreError) -> CoordinateReferenceSystem {
    try read { try Self.system(in: $0).crs }
  }

  public func roster() throws(StoreError) -> Roster { try read { try Roster(in: $0) } }

  /// A version's entry.
  public func version(_ number: Int) throws(StoreError) -> StoredVersion {
    guard let version = try versions().first(where: { $0.version == number }) else {
      throw .noVersion(number)
    }
    return version
  }

  /// The plan of a version.
  ///
  /// - Throws: ``StoreError``, also when it has not the digest that was published.
  /// - Complexity: O(*n* log *n*) in its positions.
  public func plan(_ number: Int) throws(StoreError) -> Plan {
    try read { try Self.plan(number, in: $0, source: "\(path)@\(number)") }
  }

  static func plan(_ number: Int, in database: Database, source: String) throws -> Plan {
    let known = try StoredVersion.all(in: database).first { $0.version == number }
    guard let known else { throw StoreError.noVersion(number) }
    var builder = PlanBuilder(source: source, crs: try system(in: database).crs)
    var problems: [DraftProblem] = []
    for level in Level.allCases {
      _ = try UnitLayer.published(level).read(
        version: number, from: database, into: &builder, problems: &problems)
    }
    let plan = builder.finish()
    guard problems.isEmpty, plan.digest() == known.digest else {
      throw StoreError.altered(version: number)
    }
    return plan
  }

  /// The draft of the next plan.
  ///
  /// - Throws: ``StoreError``; all features that are no units are named.
  public func draft() throws(StoreError) -> Plan {
    try read { try Self.draft(in: $0, source: "\(path)@draft").plan }
  }

  /// The draft, with the layer and the key of each unit.
  static func draft(
    in database: Database, source: String
  ) throws -> (plan: Plan, keys: [(layer: UnitLayer, key: Int64)]) {
    var builder = PlanBuilder(source: source, crs: try system(in: database).crs)
    var problems: [DraftProblem] = []
    var keys: [(layer: UnitLayer, key: Int64)] = []
    for level in Level.allCases {
      let layer = UnitLayer.draft(level)
      keys += try layer.read(version: nil, from: database, into: &builder, problems: &problems)
        .map { (layer, $0) }
    }
    guard problems.isEmpty else { throw StoreError.draft(problems) }
    guard !builder.isEmpty else { throw StoreError.emptyDraft }
    return (builder.finish(), keys)
  }

  /// The system of the store's plans, and its number in the file.
  static func system(
    in database: Database
  ) throws -> (crs: CoordinateReferenceSystem, number: Int) {
    let setting = try StoreSchema.setting("system", in: database)
    guard let number = setting.flatMap({ Int($0) }),
      let row = try StoredRow.all(
        of: "gpkg_spatial_ref_sys", in: database,
        sql: "SELECT * FROM gpkg_spatial_ref_sys WHERE srs_id = ?", arguments: [number]
      ).first
    else { throw StoreError.malformed(table: "gpkg_spatial_ref_sys") }
    let entry = GeoPackageSystem(
      number: number, name: try row.text("srs_name"),
      organization: try row.text("organization"),
      code: try row.number("organization_coordsys_id"), definition: try row.text("definition"))
    do throws(CoordinateReferenceSystem.Refusal) {
      return (try entry.referenceSystem(), number)
    } catch {
      throw StoreError.unusableSystem(error)
    }
  }
}
