internal import GRDB
internal import GridPartition
internal import PlanFormats

/// The tables of a store, beside those of every GeoPackage.
///
/// Published plans never change: triggers refuse it to every program, QGIS included.
enum StoreSchema {
  /// The version that this program writes.
  static let version = 1

  /// Makes the tables of an empty store.
  static func create(in database: Database, _ system: GeoPackageSystem) throws {
    try GeoPackageTables.create(in: database)
    try system.insert(into: database)
    try database.execute(sql: statements)
    for table in ["plan_version", "member", "grid_member", "code_history", "audit_log"] {
      try list(table, in: database)
    }
    try createLayers(in: database, system: system.number)
    try set("schema", "\(version)", in: database)
    try set("code_scheme", CodeScheme.standard.description, in: database)
  }

  /// Makes the layers of all levels.
  static func createLayers(in database: Database, system: Int) throws {
    for level in Level.allCases {
      for layer in [UnitLayer.draft(level), .published(level)] {
        let table = layer.table(system: system)
        try table.create(in: database)
        try table.index(in: database)
      }
      try protect(UnitLayer.published(level).name, in: database)
    }
    try set("system", "\(system)", in: database)
  }

  /// Takes the layers of all levels away; they must be empty.
  static func dropLayers(in database: Database) throws {
    for level in Level.allCases {
      for name in [UnitLayer.draft(level).name, UnitLayer.published(level).name] {
        try database.execute(
          sql: """
            DROP TABLE \(SQLText.name("rtree_\(name)_geom")); DROP TABLE \(SQLText.name(name));
            """)
        for table in ["gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents"] {
          try database.execute(
            sql: "DELETE FROM \(table) WHERE table_name = ?", arguments: [name])
        }
      }
    }
  }

  /// Refuses changes of units whose version is published.
  private static func protect(_ table: String, in database: Database) throws {
    try database.execute(sql: "CREATE INDEX \(table)_version ON \(table) (version)")
    for (event, row) in [("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")] {
      try database.execute(
        sql: """
          CREATE TRIGGER \(table)_\(event.lowercased()) BEFORE \(event) ON \(table)
          WHEN EXISTS (SELECT 1 FROM plan_version WHERE version = \(row).version)
          BEGIN SELECT RAISE(ABORT, 'a published plan never changes; edit the draft'); END
          """)
    }
  }

  /// Lists a table without geometry, so that QGIS shows it.
  private static func list(_ table: String, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
        VALUES (?, 'attributes', ?, NULL)
        """, arguments: [table, table])
  }

  static func set(_ key: String, _ value: String, in database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO store_setting (key, value) VALUES (?, ?)",
      arguments: [key, value])
  }

  static func setting(_ key: String, in database: Database) throws -> String? {
    try StoredRow.all(
      of: "store_setting", in: database, sql: "SELECT * FROM store_setting WHERE key = ?",
      arguments: [key]
    ).first?.text("value")
  }

  private static let statements = """
    CREATE TABLE store_setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
    CREATE TABLE plan_version (
      version INTEGER PRIMARY KEY NOT NULL, digest TEXT NOT NULL, effective_from TEXT NOT NULL,
      effective_to TEXT, recorded_at TEXT NOT NULL, author TEXT NOT NULL, note TEXT,
      supersedes INTEGER REFERENCES plan_version(version), withdrawn_at TEXT,
      units INTEGER NOT NULL);
    CREATE TABLE member (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL, phone TEXT);
    CREATE TABLE grid_member (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, member TEXT NOT NULL REFERENCES member(id),
      grid TEXT NOT NULL, role TEXT NOT NULL, effective_from TEXT, effective_to TEXT);
    CREATE TABLE code_history (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, code TEXT NOT NULL,
      first_version INTEGER NOT NULL, last_version INTEGER, ancestors TEXT NOT NULL);
    CREATE INDEX code_history_code ON code_history (code);
    CREATE TABLE audit_log (
      seq INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL,
      action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL,
      digest_before TEXT NOT NULL, digest_after TEXT NOT NULL, chain TEXT NOT NULL);
    """
}
