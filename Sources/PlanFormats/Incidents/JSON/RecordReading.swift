internal import Geometry
internal import JSONText

/// Finds the position in a JSON record.
struct RecordReading: Sendable {
  let names: PositionNames
  let appended: AppendedNames
  let carried: [String]

  init(_ options: IncidentOptions) {
    names = PositionNames(options)
    appended = AppendedNames(prefix: options.prefix)
    carried = options.carriedFields
  }

  /// Reads a record.
  ///
  /// - Throws: ``IncidentFileError/columnExists(name:row:)``.
  func read(
    _ record: IncidentRecord
  ) throws(IncidentFileError) -> (incident: Incident, shape: RecordShape) {
    switch record.content {
    case .blank: return (unlabelled(.unusable(.noPosition)), .other)
    case .malformed(let error): return (unlabelled(.unusable(.notJSON(error))), .other)
    case .value(let value):
      let shape = RecordShape(of: value)
      guard let fields = Self.fields(of: value, shape) else {
        return (unlabelled(position(value, shape)), shape)
      }
      for name in appended.all where fields[name] != nil {
        throw .columnExists(name: name, row: record.number)
      }
      let texts = carried.map { Self.text(of: fields[$0]) }
      return (Incident(position: position(value, shape), carried: texts), shape)
    }
  }

  /// An incident without columns to carry.
  private func unlabelled(_ position: IncidentPosition) -> Incident {
    Incident(position: position, carried: carried.map { _ in nil })
  }

  /// The object whose members are the record's columns.
  static func fields(of value: JSONValue, _ shape: RecordShape) -> JSONValue? {
    switch shape {
    case .object, .geometry: value
    case .feature: value["properties"]
    case .featureWithNull, .featureWithout, .other: nil
    }
  }

  /// A member as the text of a column; `nil` when it is absent, `null` or empty.
  static func text(of value: JSONValue?) -> String? {
    guard let value, !value.isNull else { return nil }
    let text = value.string ?? String(decoding: value.rawText, as: UTF8.self)
    return text.isEmpty ? nil : text
  }
}

extension RecordReading {
  private func position(_ value: JSONValue, _ shape: RecordShape) -> IncidentPosition {
    switch shape {
    case .object: return named(value)
    case .geometry: return point(value)
    case .feature, .featureWithNull, .featureWithout:
      guard names.areGiven else { return point(value["geometry"]) }
      return Self.fields(of: value, shape).map(named) ?? .unusable(.noPosition)
    case .other: return .unusable(.notAnObject)
    }
  }

  /// The position of a GeoJSON Point.
  private func point(_ geometry: JSONValue?) -> IncidentPosition {
    guard let geometry, !geometry.isNull else { return .unusable(.noPosition) }
    guard let type = geometry["type"], type.isString("Point") else {
      return .unusable(.notAPoint(geometry["type"]?.string ?? "?"))
    }
    guard var ordinates = geometry["coordinates"]?.elements else { return .unusable(.noPosition) }
    let (x, y) = (ordinates.next(), ordinates.next())
    return IncidentPosition(x: Self.ordinate(x), y: Self.ordinate(y))
  }

  /// The position of an object that has it in members of its own.
  private func named(_ object: JSONValue) -> IncidentPosition {
    var (x, y): (JSONMember?, JSONMember?)
    for member in object.members {
      switch member.key.withText({ names.axis(of: $0) }) {
      case .x??:
        guard x == nil || x?.name == member.name else { return .unusable(.ambiguousPosition) }
        x = member
      case .y??:
        guard y == nil || y?.name == member.name else { return .unusable(.ambiguousPosition) }
        y = member
      default: continue
      }
    }
    return IncidentPosition(x: Self.number(x?.value), y: Self.number(y?.value))
  }

  /// A number, or a string that has one.
  private static func number(_ value: JSONValue?) -> PositionText {
    value?.withText { PositionText($0) } ?? ordinate(value)
  }

  private static func ordinate(_ value: JSONValue?) -> PositionText {
    guard let value, !value.isNull else { return .unusable(.noPosition) }
    if let number = value.number { return .number(number) }
    let text = PositionText.shortened(value.rawText.span)
    return .unusable(value.isOutOfRange ? .notFinite(text) : .notANumber(text))
  }
}
