internal import JSONText

/// What a feature has in a column, as far as formats know it.
enum FieldValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case text(String)
  /// An array or object, as JSON.
  case json([UInt8])
  case bytes([UInt8])

  /// Whether nothing stands there.
  var isNull: Bool { self == .null }

  /// The value as text: in tables that know nothing else.
  var text: String {
    switch self {
    case .null, .bytes: return ""
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .real(let value):
      guard value.isFinite else { return "" }
      var bytes: [UInt8] = []
      bytes.append(decimal: value)
      return String(decoding: bytes, as: UTF8.self)
    case .text(let value): return value
    case .json(let bytes): return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// What a column holds.
enum FieldType: Hashable, Sendable {
  case boolean, integer, real, text, date, dateTime, json, bytes

  /// What a column of a GeoPackage holds that is declared so.
  ///
  /// Standard: OGC GeoPackage 12-128r14, table 1.
  init(declared name: String) {
    switch name.uppercased().prefix(while: { $0 != "(" }) {
    case "BOOLEAN": self = .boolean
    case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER": self = .integer
    case "FLOAT", "DOUBLE", "REAL": self = .real
    case "DATE": self = .date
    case "DATETIME": self = .dateTime
    case "BLOB": self = .bytes
    default: self = .text
    }
  }

  /// How a GeoPackage declares the type.
  var declaration: String {
    switch self {
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .real: "REAL"
    case .text, .json: "TEXT"
    case .date: "DATE"
    case .dateTime: "DATETIME"
    case .bytes: "BLOB"
    }
  }

  /// The type of a value; `nil` for null, which goes with any.
  init?(of value: FieldValue) {
    switch value {
    case .null: return nil
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .real: self = .real
    case .text: self = .text
    case .json: self = .json
    case .bytes: self = .bytes
    }
  }

  /// The narrowest type for values of both.
  func joined(with other: FieldType?) -> FieldType {
    guard let other, other != self else { return self }
    return Set([self, other]) == [.integer, .real] ? .real : .text
  }
}

extension FieldValue {
  /// The value of a property; a whole number beyond 64 bits is kept as text.
  init(_ value: JSONValue) {
    switch value.kind {
    case .null: self = .null
    case .boolean: self = .boolean(value.boolean ?? false)
    case .string: self = .text(value.string ?? "")
    case .array, .object: self = .json(value.rawText)
    case .number:
      let raw = value.rawText
      if let integer = value.integer {
        self = .integer(Int64(integer))
      } else if let number = value.number, raw.contains(where: { [0x2E, 0x45, 0x65].contains($0) })
      {
        self = .real(number)
      } else {
        self = .text(String(decoding: raw, as: UTF8.self))
      }
    }
  }
}
