/// An edge as a cell of the locator sees it, in coordinates local to the cell.
///
/// The cell's origin is its lowest corner; positions in it have ordinates 0 ..< size. The line
/// *s(x, y) = dx·y - dy·x + offset* is positive left of the edge, that is above it, or west of a
/// vertical one. With |dx|, |dy| < 2ᵇ and size = 2ˢ the products stay under 2ᵇ⁺ˢ; an edge meets the
/// cell or the narrow strip around it, so |offset| ≤ (|dx| + |dy|)·(size + 2) < 2ᵇ⁺ˢ⁺². The locator
/// sees to b + s ≤ 60, so every sum stays under 2⁶³.
struct CellEdge: BitwiseCopyable, Sendable {
  let dx: Int64
  let dy: Int64
  let offset: Int64
  /// The edge's extent, clipped to the strip around the cell.
  let lowX: Int32
  let highX: Int32
  let lowY: Int32
  let highY: Int32
  /// From this abscissa on the cell's floor has crossed the edge.
  let floorX: Int32
  /// How the winding changes where the floor crosses the edge: -1, 0 or 1 times the edge's steps.
  let floorSign: Int8
  /// Where the edge lies above the floor: everywhere (0), from `floorX` on (1), before it (-1).
  let risesFrom: Int8
  /// The edge's offset in the edge set, which knows its steps.
  let source: Int32

  /// What an edge says of a position in the cell.
  enum Side {
    case on
    /// The edge's steps times this lead from the winding at the cell's reference to the position's.
    case passed(Int)
  }

  /// Compares a position with the edge.
  @inline(__always)
  func side(x: Int64, y: Int64) -> Side {
    let s = dx &* y &- dy &* x &+ offset
    let column = Int32(truncatingIfNeeded: x)
    let isPastFloor = column >= floorX
    var sign = isPastFloor ? Int(floorSign) : 0
    if s == 0, lowX <= column, column <= highX, lowY <= Int32(truncatingIfNeeded: y),
      Int32(truncatingIfNeeded: y) <= highY
    {
      return .on
    }
    let isAboveFloor = risesFrom == 0 || (risesFrom > 0) == isPastFloor
    if s > 0, lowX <= column, column < highX, isAboveFloor { sign += 1 }
    return .passed(sign)
  }
}

extension CellEdge {
  /// Describes an edge to the cell at an origin; `nil` when it lies below the cell's floor, where no
  /// path inside the cell crosses it.
  ///
  /// The floor is the line half a unit below the cell, on which no vertex lies. The reference of the
  /// cell is the place on the floor half a unit west of the cell and an infinitesimal step east.
  init?(_ edge: EdgeSet.Edge, source: Int32, origin: LatticePoint, size: Int64) {
    let (low, high) = (edge.low, edge.high)
    dx = high.x - low.x
    dy = high.y - low.y
    let value =
      Int128(dx) * Int128(origin.y - low.y) - Int128(dy) * Int128(origin.x - low.x)
    offset = Int64(truncatingIfNeeded: value)
    let clip = { (ordinate: Int64) in Int32(min(max(ordinate, -2), size + 1)) }
    lowX = clip(low.x - origin.x)
    highX = clip(high.x - origin.x)
    lowY = clip(min(low.y, high.y) - origin.y)
    highY = clip(max(low.y, high.y) - origin.y)
    self.source = source
    let (bottom, top) = (min(low.y, high.y) - origin.y, max(low.y, high.y) - origin.y)
    guard top >= 0 else { return nil }
    guard bottom < 0 else {
      (floorX, floorSign, risesFrom) = (Int32.max, 0, 0)
      return
    }
    let crossing = FloorCrossing(dx: dx, dy: dy, offset: value)
    let first = min(max(crossing.firstColumn, -2), Int128(size) + 1)
    if crossing.isEast(of: 0) {
      floorX = Int32(first)
      floorSign = dy > 0 ? -1 : 1
      risesFrom = dy > 0 ? 1 : -1
    } else if dy > 0 {
      (floorX, floorSign, risesFrom) = (Int32.max, 0, 0)
    } else {
      return nil
    }
  }

  /// How often the steps of an edge are added on the way along the floor of a cell, from its reference
  /// to that of the cell to the east.
  static func floorStep(of edge: EdgeSet.Edge, origin: LatticePoint, size: Int64) -> Int {
    let (dx, dy) = (edge.high.x - edge.low.x, edge.high.y - edge.low.y)
    guard min(edge.low.y, edge.high.y) < origin.y, max(edge.low.y, edge.high.y) >= origin.y else {
      return 0
    }
    let value =
      Int128(dx) * Int128(origin.y - edge.low.y) - Int128(dy) * Int128(origin.x - edge.low.x)
    let crossing = FloorCrossing(dx: dx, dy: dy, offset: value)
    guard crossing.isEast(of: 0), !crossing.isEast(of: size) else { return 0 }
    return dy > 0 ? -1 : 1
  }
}

/// Where an edge that is not level crosses the floor of a cell: at 2·dy·x = 2·offset - dx.
private struct FloorCrossing {
  private let numerator: Int128
  private let denominator: Int128

  init(dx: Int64, dy: Int64, offset: Int128) {
    numerator = dy > 0 ? 2 * offset - Int128(dx) : Int128(dx) - 2 * offset
    denominator = 2 * Int128(abs(dy))
  }

  /// The first whole abscissa that is not west of the crossing.
  var firstColumn: Int128 {
    let (quotient, remainder) = floorDivision(numerator, denominator)
    return remainder == 0 ? quotient : quotient + 1
  }

  /// Whether the crossing lies east of the place half a unit west of an abscissa.
  func isEast(of x: Int64) -> Bool { 2 * numerator > (2 * Int128(x) - 1) * denominator }
}
