internal import Geometry

/// The fields of one position, as they are met.
struct PlainPoint {
  private var id = PlainValue()
  private var x = PlainValue()
  private var y = PlainValue()
  private var lon = PlainValue()
  private var lat = PlainValue()
  private var accuracy = PlainValue()

  /// Keeps a field; `false` when it is there twice.
  @inline(__always)
  mutating func set(_ name: MemberName, to value: PlainValue) -> Bool {
    switch name {
    case .id: id.fill(value)
    case .x: x.fill(value)
    case .y: y.fill(value)
    case .lon: lon.fill(value)
    case .lat: lat.fill(value)
    case .accuracy: accuracy.fill(value)
    default: true
    }
  }

  /// Where the id is that the answer repeats; nothing when there is none or it is null.
  @inline(__always)
  var shownID: Range<Int> { id.isGiven ? id.range : 0..<0 }

  /// The position; `nil` when a field is missing or wrong.
  @inline(__always)
  var position: Position? {
    let east = x.isGiven ? x : lon
    let north = y.isGiven ? y : lat
    guard east.kind == .number, north.kind == .number else { return nil }
    if accuracy.isGiven {
      guard accuracy.kind == .number, accuracy.number >= 0 else { return nil }
    }
    return Position(x: east.number, y: north.number)
  }
}

extension PlainValue {
  /// Takes a value in; `false` when there is one already.
  @inline(__always)
  mutating func fill(_ value: PlainValue) -> Bool {
    guard kind == .absent else { return false }
    self = value
    return true
  }
}
