/// An edge on its way into an ordered cell, in coordinates from the cell's lowest corner.
struct CellCandidate {
  let edge: NetworkEdge
  let x0: Int64
  let y0: Int64
  let dx: Int64
  let dy: Int64
  /// The columns that it spans above the floor; those behind it and the one after may meet its end.
  var first: Int64
  var last: Int64

  var x1: Int64 { x0 + dx }
  var isVertical: Bool { dx == 0 }

  init(_ edge: NetworkEdge, origin: LatticePoint) {
    self.edge = edge
    x0 = edge.low.x - origin.x
    y0 = edge.low.y - origin.y
    dx = edge.high.x - edge.low.x
    dy = edge.high.y - edge.low.y
    (first, last) = (x0, x0 + dx)
  }

  /// Whether ``CellEdge`` can hold it.
  var fits: Bool { dx <= CellEdge.longest && abs(dy) <= CellEdge.longest }

  func value(_ x: Int64, _ y: Int64) -> Int64 { dx &* (y &- y0) &- dy &* (x &- x0) }

  /// Its height in a column, times `dx`.
  func scaledHeight(at x: Int64) -> Int64 { y0 &* dx &+ dy &* (x &- x0) }

  func hasEnd(at x: Int64) -> Bool { x == x0 || x == x1 }
}

/// Puts the edges of a cell in order from top to bottom.
///
/// Edges that do not cross have such an order: one is above another where both span a column. An edge
/// that crosses another, runs along it, or has another's end in its middle is in the way of it.
struct CellEdgeOrder {
  /// More edges are not put in order.
  static let limit = 64

  /// The offsets of the edges from top to bottom, vertical ones first.
  private(set) var indices: [Int] = []
  /// For each edge the set of those that come before it.
  private var before: [UInt64] = []

  /// Puts edges in order.
  ///
  /// - Returns: Whether none is in the way of another.
  mutating func sort(_ edges: [CellCandidate]) -> Bool {
    indices.removeAll(keepingCapacity: true)
    guard edges.count > 1 else {
      indices.append(contentsOf: edges.indices)
      return true
    }
    guard edges.count <= Self.limit, compareAll(edges) else { return false }
    indices.append(contentsOf: edges.indices.lazy.filter { edges[$0].isVertical })
    var placed: UInt64 = 0
    for index in indices { placed |= 1 << UInt64(index) }
    while indices.count < edges.count {
      let next = edges.indices.first { index in
        placed & (1 << UInt64(index)) == 0 && before[index] & ~placed == 0
      }
      guard let next else { return false }
      indices.append(next)
      placed |= 1 << UInt64(next)
    }
    return true
  }

  /// Finds which edges come before which; tells whether none is in the way of another.
  private mutating func compareAll(_ edges: [CellCandidate]) -> Bool {
    before.removeAll(keepingCapacity: true)
    before.append(contentsOf: repeatElement(0, count: edges.count))
    for i in 1..<edges.count {
      for j in 0..<i {
        switch Self.compare(edges[i], edges[j]) {
        case .above: before[j] |= 1 << UInt64(i)
        case .below: before[i] |= 1 << UInt64(j)
        case .apart: break
        case .inTheWay: return false
        }
      }
    }
    return true
  }

  private enum Relation {
    case above
    case below
    case apart
    case inTheWay
  }

  private static func compare(_ e: CellCandidate, _ f: CellCandidate) -> Relation {
    if e.isVertical || f.isVertical { return e.isVertical ? stand(e, f) : stand(f, e) }
    let (from, to) = (max(e.first, f.first), min(e.last, f.last))
    guard from <= to else { return .apart }
    let start = difference(e, f, at: from)
    if start == 0, !(e.hasEnd(at: from) && f.hasEnd(at: from)) { return .inTheWay }
    guard from < to else { return relation(start) }
    let end = difference(e, f, at: to)
    if end == 0, start == 0 || !(e.hasEnd(at: to) && f.hasEnd(at: to)) { return .inTheWay }
    if start != 0, end != 0, start != end { return .inTheWay }
    return relation(start == 0 ? end : start)
  }

  private static func relation(_ sign: Int) -> Relation {
    sign > 0 ? .above : sign < 0 ? .below : .apart
  }

  /// The sign of the height of one edge above another in a column; exact, in 128 bits.
  private static func difference(_ e: CellCandidate, _ f: CellCandidate, at x: Int64) -> Int {
    let a = Int128(e.scaledHeight(at: x)) * Int128(f.dx)
    let b = Int128(f.scaledHeight(at: x)) * Int128(e.dx)
    return a > b ? 1 : a < b ? -1 : 0
  }

  /// Whether a vertical edge meets the middle of another, or the other one's end its middle.
  private static func stand(_ vertical: CellCandidate, _ f: CellCandidate) -> Relation {
    let (low, high) = (vertical.y0, vertical.y0 + vertical.dy)
    guard f.x0 <= vertical.x0, vertical.x0 <= f.x1 else { return .apart }
    if f.isVertical { return low < f.y0 + f.dy && f.y0 < high ? .inTheWay : .apart }
    let height = f.scaledHeight(at: vertical.x0)
    let (bottom, top) = (low &* f.dx, high &* f.dx)
    let isMet =
      f.hasEnd(at: vertical.x0)
      ? bottom < height && height < top : bottom <= height && height <= top
    return isMet ? .inTheWay : .apart
  }
}
