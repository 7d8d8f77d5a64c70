/// A format that incidents come in and go out in.
public enum IncidentFormat: String, Hashable, Sendable, CaseIterable {
  /// Comma-separated values with a header, RFC 4180.
  case csv
  /// One JSON object a line.
  case ndjson
  /// A GeoJSON FeatureCollection of points.
  case geojson

  /// The format that a path's extension promises; `nil` when the content has to say.
  public init?(pathExtensionOf path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[dot...].dropFirst().lowercased() {
    case "csv": self = .csv
    case "ndjson", "jsonl", "geojsonl": self = .ndjson
    case "geojson": self = .geojson
    default: return nil
    }
  }
}

/// How the text of a CSV file is encoded.
public enum TextEncoding: Hashable, Sendable {
  case utf8
  /// The Chinese national standard; GBK and GB2312 are parts of it.
  case gb18030
}

/// What `process` has to know beyond the files.
public struct IncidentOptions: Sendable {
  /// Name of the column of the longitude or easting; `nil` finds it by the usual names.
  public var xField: String?
  /// Name of the column of the latitude or northing; `nil` finds it by the usual names.
  public var yField: String?
  /// Put in front of the names of the appended columns.
  public var prefix = ""
  /// Whether answers say ``DatedFields`` too.
  public var isDated = false
  /// Name of the column that says the system of each row.
  public var systemField: String?
  /// Name of the column of accuracies in metres.
  public var accuracyField: String?
  /// Name of the column of times, for the versions of a store.
  public var timeField: String?
  /// `nil` takes it from the path's extension, or else from the content.
  public var inputFormat: IncidentFormat?
  /// `nil` takes the input's.
  public var outputFormat: IncidentFormat?
  /// Encoding of a CSV file; `nil` decides by the first MiB.
  public var encoding: TextEncoding?
  /// Whether answers are written behind the columns of the input, so that these must have other names.
  var isAppending = true
  /// How many bytes are read at a time; tests make it small.
  package var windowSize = 1 << 18
  /// How many blocks are worked on at once; `nil` for one on each core.
  package var workers: Int?

  /// The options of a file that speaks for itself.
  public init() {}

  /// The columns whose text is handed over with each position.
  var carriedFields: [String] { [systemField, accuracyField, timeField].compactMap(\.self) }

  /// The place of the system, of the accuracy and of the time among the texts that are handed over.
  var systemNumber: Int? { systemField == nil ? nil : 0 }
  public var accuracyNumber: Int? { accuracyField == nil ? nil : systemField == nil ? 0 : 1 }
  var timeNumber: Int? { timeField == nil ? nil : carriedFields.count - 1 }

  /// Whether all that has to be known of an incident is its place and its time.
  var areReadInBulk: Bool { systemField == nil && accuracyField == nil }

  /// The names that no column of the input may have.
  var appendedNames: [String] {
    isAppending ? AppendedNames(prefix: prefix, areDated: isDated).all : []
  }
}
