/// Settles positions in cells whose edges are counted on a path from the cell's reference.
///
/// What it counts in is kept from one position to the next.
struct GeneralCell {
  private var state = WindingState()

  /// Writes the areas that hold a position.
  ///
  /// - Parameters:
  ///   - point: The position.
  ///   - record: The number of the cell's record.
  ///   - corner: The cell's lowest corner.
  ///   - tables: What the record is in.
  ///   - placements: Receives the areas.
  mutating func settle(
    _ point: LatticePoint, in record: Int, at corner: LatticePoint, _ tables: TileTables,
    into placements: inout Placements
  ) {
    let path = CellPath(from: corner, to: point)
    state.removeAll()
    tables.forEachWinding(of: tables.records[record * 8 + 2]) { state.append($0) }
    tables.withEdges(of: record, as: NetworkEdge.self) { edges in
      for index in edges.indices {
        let edge = edges[index]
        if path.endsOn(edge) {
          tables.forEachStep(of: edge) { placements.add(area: Int($0.owner), isInside: false) }
        }
        let crossings = path.crossings(of: edge)
        guard crossings != 0 else { continue }
        tables.forEachStep(of: edge) { state.add($0, times: crossings) }
      }
    }
    // An area that has the position on its boundary was noted as such.
    for winding in state.windings { placements.add(area: Int(winding.owner), isInside: true) }
  }
}

/// The path from a cell's reference to a position: along the floor, then straight up, an
/// infinitesimal step east of the position.
private struct CellPath {
  private let corner: LatticePoint
  private let point: LatticePoint

  init(from corner: LatticePoint, to point: LatticePoint) {
    self.corner = corner
    self.point = point
  }

  /// Whether the position lies on an edge.
  func endsOn(_ edge: NetworkEdge) -> Bool {
    edge.low.x <= point.x && point.x <= edge.high.x
      && min(edge.low.y, edge.high.y) <= point.y && point.y <= max(edge.low.y, edge.high.y)
      && cross(edge.low, edge.high, point) == 0
  }

  /// How often an edge is crossed from right to left.
  func crossings(of edge: NetworkEdge) -> Int32 { floorCrossing(edge) + rise(edge) }

  /// How often an edge is crossed from right to left on the floor.
  private func floorCrossing(_ edge: NetworkEdge) -> Int32 {
    let isRising = edge.high.y > edge.low.y
    let (bottom, top) = isRising ? (edge.low.y, edge.high.y) : (edge.high.y, edge.low.y)
    guard bottom < corner.y, top >= corner.y else { return 0 }
    let start = side(edge, of: 2 * corner.x - 1)
    let end = side(edge, of: 2 * point.x)
    // West of a rising edge is its left side.
    if isRising { return start > 0 && end <= 0 ? -1 : 0 }
    return start < 0 && end >= 0 ? 1 : 0
  }

  /// How often an edge is crossed from right to left on the way straight up.
  private func rise(_ edge: NetworkEdge) -> Int32 {
    guard edge.low.x <= point.x, point.x < edge.high.x, cross(edge.low, edge.high, point) > 0 else {
      return 0
    }
    let floor = side(edge, of: 2 * point.x)
    return floor < 0 || (floor == 0 && edge.high.y > edge.low.y) ? 1 : 0
  }

  /// The side of an edge, positive for the left, that the place on the floor lies on which has twice
  /// that abscissa. Terms are under 2⁸⁴.
  private func side(_ edge: NetworkEdge, of doubled: Int64) -> Int128 {
    let (dx, dy) = (edge.high.x - edge.low.x, edge.high.y - edge.low.y)
    return Int128(dx) * Int128(2 * corner.y - 1 - 2 * edge.low.y)
      - Int128(dy) * Int128(doubled - 2 * edge.low.x)
  }
}
