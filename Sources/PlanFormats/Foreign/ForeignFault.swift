/// Why a file of another format could not be read or written.
public enum ForeignFault: Error, Hashable, Sendable {
  /// `ogr2ogr` is not installed.
  case programMissing
  /// `ogr2ogr` could not be started, for the system's reason.
  case notStarted(reason: String)
  /// `ogr2ogr` gave up and said why.
  case failed(message: String)
  /// The name is that of a service or an archive of GDAL's, not of a file.
  case notAFile
  /// The text is in none of the encodings that are known, or not in the one that was stated.
  case encoding(String)
  /// A drawing without a closed polyline.
  case noOutlines
  /// The format is always in WGS 84, and the plan is not.
  case onlyWGS84
  /// GDAL leaves out what has no polygon when it writes the format, and a unit has none.
  case onlyPolygons(unit: String)
}
