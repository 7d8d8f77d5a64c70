public import JSONText

/// Why an incident file could not be worked through.
public enum IncidentFileError: Error, Hashable, Sendable {
  /// A file could not be read or written.
  case file(FileError)
  /// The compiled plan that incidents are assigned by is not as it was written.
  case planDamaged
  /// The file has no text.
  case empty
  /// UTF-16 or UTF-32, which must be saved as UTF-8 first.
  case unsupportedEncoding(String)
  /// A CSV field, about to become JSON, that is not in the file's encoding.
  case malformedText(line: Int)
  /// No column for an axis, by the usual names or the name given.
  case positionColumnNotFound(axis: Axis, name: String?, header: [String])
  /// Several columns for an axis.
  case positionColumnAmbiguous(axis: Axis, found: [String], header: [String])
  /// A column whose text was asked for is not there.
  case columnNotFound(name: String, header: [String])
  /// A column that is to be appended is there already; `row` is `nil` for a CSV header.
  case columnExists(name: String, row: Int?)
  /// A quoted field of the header that does not end.
  case unclosedHeader
  /// A row longer than the limit, most likely for want of a closing quote.
  case rowTooLong(line: Int, limit: Int)
  /// More kinds of members than a table has columns.
  case tooManyColumns(limit: Int)
  /// GeoJSON that is not valid JSON.
  case json(path: String, JSONTextError)

  /// One of the two ordinates of a position.
  public enum Axis: Hashable, Sendable {
    case x
    case y
  }
}

extension IncidentFileError {
  init(_ error: JSONFileError) {
    switch error {
    case .file(let error): self = .file(error)
    case .text(_, let error) where error.reason == .empty: self = .empty
    case .text(let path, let error): self = .json(path: path, error)
    }
  }
}

extension IncidentFileError {
  /// The same error, of a place that counts from a later line and row.
  func moved(lines: Int, rows: Int) -> IncidentFileError {
    switch self {
    case .malformedText(let line): .malformedText(line: line + lines)
    case .rowTooLong(let line, let limit): .rowTooLong(line: line + lines, limit: limit)
    case .columnExists(let name, let row): .columnExists(name: name, row: row.map { $0 + rows })
    default: self
    }
  }
}
