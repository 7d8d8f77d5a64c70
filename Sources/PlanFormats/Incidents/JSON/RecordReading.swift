internal import Geometry
internal import JSONText

/// The members that tell what a record is, and those that must not be there yet.
struct RecordNames: Sendable {
  static let type = 0
  static let geometry = 1
  static let properties = 2
  static let coordinates = 3
  static let geometries = 4
  private static let firstAppended = 5

  let members: MemberNames
  private let appended: [String]

  init(appended: [String]) {
    self.appended = appended
    let own = ["type", "geometry", "properties", "coordinates", "geometries"]
    members = MemberNames(exact: (own + appended).map { Array($0.utf8) })
  }

  /// The first of the appended names that a record has.
  func conflict(in found: FoundMembers) -> String? {
    for (number, name) in appended.enumerated() where found.has(Self.firstAppended + number) {
      return name
    }
    return nil
  }
}

/// Finds the position in a JSON record.
struct RecordReading {
  private let positionNames: PositionNames
  private let names: RecordNames
  private let carried: [String]
  /// What was found in the record, and in the geometry or the properties.
  private var found = FoundMembers()
  private var foundInside = FoundMembers()

  init(_ options: IncidentOptions) {
    positionNames = PositionNames(options)
    names = RecordNames(appended: options.appendedNames)
    carried = options.carriedFields
  }

  /// Reads a record.
  ///
  /// - Throws: ``IncidentFileError/columnExists(name:row:)``.
  mutating func read(
    _ record: IncidentRecord
  ) throws(IncidentFileError) -> (incident: Incident, shape: RecordShape) {
    switch record.content {
    case .blank: return (unlabelled(.unusable(.noPosition)), .other)
    case .malformed(let error): return (unlabelled(.unusable(.notJSON(error))), .other)
    case .value(let value):
      value.find(names.members, into: &found)
      let shape = RecordShape(of: value, found)
      let fields: JSONValue
      let conflict: String?
      switch shape {
      case .object, .geometry:
        fields = value
        conflict = names.conflict(in: found)
      case .feature:
        guard let properties = value.member(RecordNames.properties, of: found) else { fallthrough }
        fields = properties
        properties.find(names.members, into: &foundInside)
        conflict = names.conflict(in: foundInside)
      case .featureWithNull, .featureWithout, .other:
        return (unlabelled(position(value, shape)), shape)
      }
      if let conflict { throw .columnExists(name: conflict, row: record.number) }
      let texts = carried.map { Self.text(of: fields[$0]) }
      return (Incident(position: position(value, shape), carried: texts), shape)
    }
  }

  /// An incident without columns to carry.
  private func unlabelled(_ position: IncidentPosition) -> Incident {
    Incident(position: position, carried: carried.map { _ in nil })
  }

  /// A member as the text of a column; `nil` when it is absent, `null` or empty.
  static func text(of value: JSONValue?) -> String? {
    guard let value, !value.isNull else { return nil }
    let text = value.string ?? String(decoding: value.rawText, as: UTF8.self)
    return text.isEmpty ? nil : text
  }
}

extension RecordReading {
  private mutating func position(_ value: JSONValue, _ shape: RecordShape) -> IncidentPosition {
    switch shape {
    case .object: return named(value)
    case .geometry: return point(value, found)
    case .feature, .featureWithNull, .featureWithout:
      guard positionNames.areGiven else {
        guard let geometry = value.member(RecordNames.geometry, of: found), !geometry.isNull else {
          return .unusable(.noPosition)
        }
        geometry.find(names.members, into: &foundInside)
        return point(geometry, foundInside)
      }
      guard case .feature = shape, let properties = value.member(RecordNames.properties, of: found)
      else { return .unusable(.noPosition) }
      return named(properties)
    case .other: return .unusable(.notAnObject)
    }
  }

  /// The position of a GeoJSON Point.
  private func point(_ geometry: JSONValue, _ found: FoundMembers) -> IncidentPosition {
    let type = geometry.member(RecordNames.type, of: found)
    guard let type, type.isString("Point") else {
      return .unusable(.notAPoint(type?.string ?? "?"))
    }
    guard var ordinates = geometry.member(RecordNames.coordinates, of: found)?.elements else {
      return .unusable(.noPosition)
    }
    let (x, y) = (ordinates.next(), ordinates.next())
    return IncidentPosition(x: Self.ordinate(x), y: Self.ordinate(y))
  }

  /// The position of an object that has it in members of its own.
  private mutating func named(_ object: JSONValue) -> IncidentPosition {
    object.find(positionNames.members, into: &foundInside)
    var (x, y): (JSONValue?, JSONValue?)
    for (number, axis) in positionNames.axes.enumerated() where foundInside.has(number) {
      let isOther = axis == .x ? x != nil : y != nil
      guard !isOther && !foundInside.isSpelledDifferently(number) else {
        return .unusable(.ambiguousPosition)
      }
      let value = object.member(number, of: foundInside)
      if axis == .x { x = value } else { y = value }
    }
    return IncidentPosition(x: Self.number(x), y: Self.number(y))
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
