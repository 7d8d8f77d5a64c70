/// Why a GeoPackage cannot be read.
public enum GeoPackageFault: Error, Hashable, Sendable {
  /// The file is no SQLite database.
  case notADatabase
  /// A database that has not the tables of a GeoPackage.
  case notAGeoPackage
  /// Another program holds it.
  case locked
  /// The database is damaged, or SQLite cannot read it for another reason, which it says.
  case unreadable(reason: String)
  /// It has no layer of features.
  case noLayers
}
