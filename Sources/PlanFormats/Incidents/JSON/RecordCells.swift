internal import JSONText

/// A JSON record taken apart into the cells of a table.
struct RecordCells {
  /// Which column a cell belongs to, before columns have their names.
  enum Key: Hashable, Sendable {
    /// A member of an object or of a Feature's properties.
    case own(String)
    /// Another member of a Feature, such as its `id`.
    case feature(String)
    case longitude
    case latitude
    /// A geometry that is more than two numbers, as JSON.
    case geometry
    /// A line that is not an object.
    case input
  }

  private(set) var cells: [(key: Key, text: [UInt8])] = []

  /// Takes a record apart.
  ///
  /// - Parameters:
  ///   - value: The record; `nil` when it is not JSON.
  ///   - text: Its bytes.
  ///   - shape: What it is.
  init(_ value: JSONValue?, _ text: Span<UInt8>, _ shape: RecordShape) {
    guard let value else {
      cells.append((.input, [UInt8](text)))
      return
    }
    switch shape {
    case .object:
      for member in value.members { add(.own(member.name), member.value) }
    case .geometry: add(geometry: value)
    case .feature, .featureWithNull, .featureWithout:
      for member in value.members {
        switch member.name {
        case "type": continue
        case "geometry": add(geometry: member.value)
        case "properties":
          for property in member.value.members { add(.own(property.name), property.value) }
        default: add(.feature(member.name), member.value)
        }
      }
    case .other: cells.append((.input, [UInt8](text)))
    }
  }

  private mutating func add(_ key: Key, _ value: JSONValue) {
    var text: [UInt8] = []
    if let plain = value.withText({ [UInt8]($0) }) {
      text = plain
    } else if !value.isNull {
      value.appendRawText(to: &text)
    }
    cells.append((key, text))
  }

  private mutating func add(geometry: JSONValue) {
    guard !geometry.isNull else { return }
    let isPlain = geometry["type"]?.isString("Point") == true && Array(geometry.members).count == 2
    let ordinates = geometry["coordinates"].map { Array($0.elements.prefix(3)) } ?? []
    if isPlain, ordinates.count == 2, ordinates.allSatisfy({ $0.kind == .number }) {
      add(.longitude, ordinates[0])
      add(.latitude, ordinates[1])
      return
    }
    cells.append((.geometry, geometry.rawText))
  }
}
