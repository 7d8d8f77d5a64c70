public import GRDB

/// A layer of a GeoPackage that is to be made: features with a geometry and further columns.
///
/// The key is called `fid` and the geometry `geom`, as GDAL and QGIS call them.
public struct FeatureTable: Sendable {
  /// The names of the two columns that every layer has.
  public static let keyColumn = "fid"
  public static let geometryColumn = "geom"

  public struct Column: Hashable, Sendable {
    public let name: String
    /// As GeoPackage spells it, such as `TEXT`.
    public let type: String
    public init(name: String, type: String) {
      self.name = name
      self.type = type
    }
  }

  public let name: String
  public let columns: [Column]
  /// Number of the reference system in the file (`srs_id`).
  public let system: Int

  /// - Parameters:
  ///   - name: The layer's name.
  ///   - columns: What it has beside key and geometry; no name twice, in any case.
  ///   - system: Number of the reference system in the file.
  public init(name: String, columns: [Column], system: Int) {
    self.name = name
    self.columns = columns
    self.system = system
  }

  /// Makes the table and lists it as a layer of polygons.
  ///
  /// - Throws: `DatabaseError`.
  public func create(in database: Database) throws {
    let columns = columns.map { ", \(SQLText.name($0.name)) \($0.type)" }.joined()
    try database.execute(
      sql: """
        CREATE TABLE \(SQLText.name(name)) (
          fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON\(columns))
        """)
    try database.execute(
      sql: """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
        VALUES (?, 'features', ?, ?)
        """, arguments: [name, name, system])
    try database.execute(
      sql: "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', ?, 0, 0)",
      arguments: [name, system])
  }

  /// The statement that adds a feature: geometry first, then the columns in their order.
  public var insertion: String {
    let names = [Self.geometryColumn] + columns.map(\.name)
    return """
      INSERT INTO \(SQLText.name(name)) (\(names.map(SQLText.name).joined(separator: ", ")))
      VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
      """
  }

  /// Makes the spatial index of all features that are there, with the triggers that keep it, and
  /// notes the extent of the layer.
  ///
  /// Later changes of features need ``SpatialFunctions`` on their connection, as do all writers of
  /// GeoPackages.
  ///
  /// - Throws: `DatabaseError`.
  /// - Precondition: ``SpatialFunctions`` are there.
  public func index(in database: Database) throws {
    let tree = "rtree_\(name)_geom"
    let (table, index) = (SQLText.name(name), SQLText.name(tree))
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE \(index) USING rtree(id, minx, maxx, miny, maxy);
        INSERT INTO \(index)
          SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM \(table)
          WHERE geom NOT NULL AND NOT ST_IsEmpty(geom);
        """)
    for (suffix, event) in Self.triggers {
      let body = event.replacing("{tree}", with: index).replacing("{table}", with: table)
      try database.execute(
        sql: "CREATE TRIGGER \(SQLText.name("\(tree)_\(suffix)")) \(body)")
    }
    try database.execute(
      sql: """
        INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index',
          'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')
        """, arguments: [name])
    try database.execute(
      sql: """
        UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
          (SELECT min(ST_MinX(geom)), min(ST_MinY(geom)), max(ST_MaxX(geom)), max(ST_MaxY(geom))
           FROM \(table)) WHERE table_name = ?
        """, arguments: [name])
  }

  /// The triggers of the index, word by word those of GeoPackage 1.2, annex F.3.
  private static let triggers: [(suffix: String, event: String)] = {
    let box =
      "(NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom))"
    let isThere = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))"
    let isNone = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
    let insert = "INSERT OR REPLACE INTO {tree} VALUES \(box);"
    let delete = "DELETE FROM {tree} WHERE id = OLD.fid;"
    return [
      ("insert", "AFTER INSERT ON {table} WHEN \(isThere) BEGIN \(insert) END"),
      (
        "update1",
        "AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND \(isThere) BEGIN \(insert) END"
      ),
      (
        "update2",
        "AFTER UPDATE OF geom ON {table} WHEN OLD.fid = NEW.fid AND \(isNone) BEGIN \(delete) END"
      ),
      (
        "update3",
        "AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND \(isThere) "
          + "BEGIN \(delete) \(insert) END"
      ),
      (
        "update4",
        "AFTER UPDATE ON {table} WHEN OLD.fid != NEW.fid AND \(isNone) "
          + "BEGIN DELETE FROM {tree} WHERE id IN (OLD.fid, NEW.fid); END"
      ),
      ("delete", "AFTER DELETE ON {table} WHEN OLD.geom NOT NULL BEGIN \(delete) END"),
    ]
  }()
}
