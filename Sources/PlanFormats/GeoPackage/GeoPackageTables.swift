public import GRDB

/// The tables that make a database a GeoPackage.
///
/// Standard: OGC GeoPackage 1.2 (12-128r14), which GDAL writes by default and all readers know.
public enum GeoPackageTables {
  /// `GPKG`, at the place where SQLite keeps an application's mark.
  static let applicationID = 0x4750_4B47
  static let version = 10_200

  /// Makes the tables, with the reference systems that every GeoPackage has.
  ///
  /// - Throws: `DatabaseError`.
  public static func create(in database: Database) throws {
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
    try database.execute(sql: statements)
    for system in GeoPackageSystem.mandatory { try system.insert(into: database) }
  }

  private static let statements = """
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
    CREATE TABLE gpkg_extensions (
      table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
      scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
    """
}

/// A coordinate reference system as a GeoPackage lists it (`gpkg_spatial_ref_sys`).
public struct GeoPackageSystem: Hashable, Sendable {
  /// The number under which layers name it in this file (`srs_id`).
  public let number: Int
  public let name: String
  /// Who gave it its code, such as `EPSG`.
  public let organization: String
  /// The code there (`organization_coordsys_id`).
  public let code: Int
  /// Well-known text.
  public let definition: String

  public init(
    number: Int, name: String, organization: String, code: Int, definition: String
  ) {
    self.number = number
    self.name = name
    self.organization = organization
    self.code = code
    self.definition = definition
  }

  /// Lists the system, unless one with its number is listed.
  ///
  /// - Throws: `DatabaseError`.
  public func insert(into database: Database) throws {
    try database.execute(
      sql: "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)",
      arguments: [name, number, organization, code, definition])
  }

  /// Those that every GeoPackage has; the first two say that nothing is known.
  static let mandatory = [
    GeoPackageSystem(
      number: -1, name: "Undefined Cartesian SRS", organization: "NONE", code: -1,
      definition: "undefined"),
    GeoPackageSystem(
      number: 0, name: "Undefined geographic SRS", organization: "NONE", code: 0,
      definition: "undefined"),
    GeoPackageSystem(
      number: 4326, name: "WGS 84 geodetic", organization: "EPSG", code: 4326,
      definition: """
        GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,\
        AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],\
        PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
        UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],\
        AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]
        """),
  ]
}
