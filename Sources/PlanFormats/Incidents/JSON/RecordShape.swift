internal import JSONText

/// What kind of record a JSON value is, and where members are to be inserted into its text.
enum RecordShape: Hashable, Sendable {
  /// A place before a closing brace.
  struct Closing: Hashable, Sendable {
    /// Offset of the brace in the record's text.
    let offset: Int
    /// Whether a member precedes, so that a comma is due.
    let needsComma: Bool

    init(of object: JSONValue) {
      offset = object.range.upperBound - 1
      needsComma = object.hasMembers
    }
  }

  /// An object with members of its own choice.
  case object(Closing)
  /// A bare GeoJSON geometry.
  case geometry(Closing)
  /// A Feature whose properties are an object.
  case feature(properties: Closing)
  /// A Feature whose properties are `null`; the range is of that word.
  case featureWithNull(Range<Int>)
  /// A Feature without properties; the place is in the Feature itself.
  case featureWithout(Closing)
  /// Anything else: it is quoted as a text.
  case other

  private static let geometryTypes: [StaticString] = [
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
  ]

  /// - Parameters:
  ///   - value: The record.
  ///   - found: Its members of ``RecordNames``.
  init(of value: JSONValue, _ found: FoundMembers) {
    guard value.kind == .object else {
      self = .other
      return
    }
    guard let type = value.member(RecordNames.type, of: found) else {
      self = .object(Closing(of: value))
      return
    }
    let isFeature = found.has(RecordNames.geometry) || found.has(RecordNames.properties)
    if isFeature, type.isString("Feature") {
      switch value.member(RecordNames.properties, of: found) {
      case nil: self = .featureWithout(Closing(of: value))
      case let properties? where properties.kind == .object:
        self = .feature(properties: Closing(of: properties))
      case let properties? where properties.isNull: self = .featureWithNull(properties.range)
      default: self = .other
      }
    } else if Self.geometryTypes.contains(where: type.isString), Self.hasShape(value, found) {
      self = .geometry(Closing(of: value))
    } else {
      self = .object(Closing(of: value))
    }
  }

  private static func hasShape(_ value: JSONValue, _ found: FoundMembers) -> Bool {
    let shape =
      value.member(RecordNames.coordinates, of: found)
      ?? value.member(RecordNames.geometries, of: found)
    return shape?.kind == .array
  }
}
