/// Why a plan could not be written.
public enum PlanWritingError: Error, Sendable {
  case file(FileError)
  /// The file's ending is none that is written here.
  case unknownFormat(path: String)
  /// SQLite could not write a GeoPackage.
  case geoPackage(path: String, reason: String)
  /// A folder that has files of levels which the plan does not have.
  case otherLevels(folder: String, files: [String])
  /// `ogr2ogr` could not write the file.
  case foreign(path: String, ForeignFault)
  /// The source could not be read once more for its columns.
  case source(PlanReadingError)
}

/// What the writer left out or changed, beside the areas.
public enum PlanWritingRemark: Hashable, Sendable {
  /// Rings that are broken as they were read, by the codes of their units; only usable ones are
  /// written.
  case brokenRings(units: [String])
  /// GeoJSON in another system than longitude and latitude of WGS 84, which RFC 7946 has not.
  case systemOutsideStandard(name: String)
  /// The format cannot say its system, which the reader has to be told.
  case systemNotWritten(name: String)
  /// What `ogr2ogr` warned of.
  case foreignWarning(String)
  /// Columns of bytes, which the format cannot hold.
  case bytesLeftOut(columns: [String])
}
