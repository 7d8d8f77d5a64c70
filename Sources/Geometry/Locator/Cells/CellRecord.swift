/// How a cell with boundaries is kept: one unit as head, then its edges, in units of 32 bytes.
///
/// - An *ordered* cell has ``CellEdge``s from top to bottom, one unit each, then the thresholds of
///   its floor that the head has no room for, four to a unit.
/// - A *general* cell has ``NetworkEdge``s in no order, packed.
/// - A *divided* cell is a raster of smaller cells.
struct CellHead: BitwiseCopyable, Sendable {
  enum Kind {
    static let ordered: Int32 = 0
    static let general: Int32 = 1
    static let divided: Int32 = 2
  }

  var kind: Int32
  /// How many edges follow; of a divided cell the binary logarithm of its columns.
  var count: Int32
  /// The label at the cell's reference; of a divided cell the bits of its first cell's number.
  var base: Int32
  /// How many thresholds the floor of an ordered cell has.
  var thresholdCount: Int32 = 0
  var first = Threshold.none
  var second = Threshold.none

  /// From this column on the floor of a cell has another label.
  struct Threshold: BitwiseCopyable, Sendable {
    static let none = Threshold(column: .max, label: 0)

    let column: Int32
    let label: Int32
  }
}

/// Thirty-two bytes of a record, aligned.
typealias RecordUnit = SIMD8<Int32>

/// An edge as an ordered cell keeps it, in coordinates from the cell's lowest corner.
///
/// The value *s(x, y) = dx·y - dy·x + offset* is positive above the edge. Positions of the cell have
/// ordinates 0 ..< size. Only edges with |dx|, |dy| ≤ 2³⁰ that meet a cell of size ≤ 2²⁹ are kept so;
/// their ends then lie within 2³⁰ + 2²⁹ + 1 of the corner, the offset is under 2⁶², the products are
/// under 2⁵⁹ each, and every sum fits 64 bits.
struct CellEdge: BitwiseCopyable, Sendable {
  static let longest: Int64 = 1 << 30
  static let largestCell: Int64 = 1 << 29

  /// The first column in which the edge lies above the floor of the cell.
  let column: Int32
  /// How many columns from there it spans; a position in the column after may lie on its end.
  let width: UInt32
  let dx: Int32
  let dy: Int32
  /// Of a vertical edge its lower and upper end instead, in the low and the high half.
  let offset: Int64
  /// The label above, or west of a vertical edge.
  let above: Int32
  /// The label below, or east of a vertical edge.
  let below: Int32

  @inline(__always)
  func value(_ x: Int64, _ y: Int64) -> Int64 { Int64(dx) &* y &- Int64(dy) &* x &+ offset }

  /// Whether a position in the column after the last one lies on the edge's end.
  @inline(__always)
  func touchesEnd(_ x: Int64, _ y: Int64) -> Bool {
    guard dx == 0 else { return value(x, y) == 0 }
    let low = Int64(Int32(truncatingIfNeeded: offset))
    return low <= y && y <= offset >> 32
  }

  /// Whether a position lies on the edge.
  func touches(_ x: Int64, _ y: Int64) -> Bool {
    let distance = UInt32(truncatingIfNeeded: x &- Int64(column))
    if distance == width { return touchesEnd(x, y) }
    return distance < width && value(x, y) == 0
  }
}
