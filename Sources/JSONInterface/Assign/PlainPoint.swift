internal import Geometry
internal import GridPartition

/// The fields of one position, as they are met.
struct PlainPoint {
  private struct Fields: OptionSet {
    let rawValue: UInt8

    static let id = Fields(rawValue: 1)
    static let x = Fields(rawValue: 2)
    static let y = Fields(rawValue: 4)
    static let lon = Fields(rawValue: 8)
    static let lat = Fields(rawValue: 16)
    static let accuracy = Fields(rawValue: 32)
    static let time = Fields(rawValue: 64)
  }

  private var met: Fields = []
  /// The ordinates that are numbers.
  private var given: Fields = []
  private var x = 0.0
  private var y = 0.0
  private var lon = 0.0
  private var lat = 0.0
  /// Where the id is that the answer repeats; nothing when there is none or it is null.
  private(set) var id = 0..<0
  /// When it was.
  private(set) var instant = PlainRequestReader.unstated

  /// Keeps a field.
  ///
  /// - Returns: Whether it was plain: there for the first time, and of the right type.
  @inline(__always)
  mutating func set(_ name: MemberName, to value: PlainValue) -> Bool {
    switch name {
    case .id:
      if value.isGiven { id = value.range }
      return met.insert(.id).inserted
    case .x:
      x = value.number
      return take(.x, value)
    case .y:
      y = value.number
      return take(.y, value)
    case .lon:
      lon = value.number
      return take(.lon, value)
    case .lat:
      lat = value.number
      return take(.lat, value)
    case .accuracy:
      // What has an accuracy is weighed in the general way.
      return met.insert(.accuracy).inserted && value.kind == .null
    default: return true
    }
  }

  /// Keeps the time of a plan with dates.
  ///
  /// - Returns: Whether it was there for the first time.
  mutating func set(_ instant: Instant) -> Bool {
    self.instant = instant
    return met.insert(.time).inserted
  }

  @inline(__always)
  private mutating func take(_ ordinate: Fields, _ value: PlainValue) -> Bool {
    guard met.insert(ordinate).inserted else { return false }
    guard value.kind == .number else { return value.kind == .null }
    given.insert(ordinate)
    return true
  }

  /// The position; `nil` when an ordinate is missing.
  @inline(__always)
  var position: Position? {
    guard given.contains(.x) || given.contains(.lon), given.contains(.y) || given.contains(.lat)
    else { return nil }
    return Position(x: given.contains(.x) ? x : lon, y: given.contains(.y) ? y : lat)
  }
}
