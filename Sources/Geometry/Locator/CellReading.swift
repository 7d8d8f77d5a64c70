/// What the tables of a locator say of the cell that a position lies in.
struct CellReading {
  /// The cell's label, or the complement of its record's number.
  let value: Int32
  /// The cell's lowest corner.
  let corner: LatticePoint

  init(_ tables: TileTables, at point: LatticePoint) {
    let frame = tables.frame
    let (x, y) = (point.x - frame.origin.x, point.y - frame.origin.y)
    guard x >= 0, y >= 0, x < frame.columns << frame.shift, y < frame.rows << frame.shift else {
      value = tables.cells[0]
      corner = frame.origin
      return
    }
    let entry = tables.tiles[Int((y >> frame.shift) * frame.columns + (x >> frame.shift)) + 1]
    var shift = frame.shift
    var depth = Int64(entry & 0xFF)
    var first = Int(entry >> 32)
    while true {
      shift -= depth
      let mask = (Int64(1) << depth) - 1
      let cell = tables.cells[first + Int(((y >> shift) & mask) << depth | ((x >> shift) & mask))]
      guard cell < 0, tables.records[Int(~cell) * 8] == CellHead.Kind.divided else {
        value = cell
        break
      }
      depth = Int64(tables.records[Int(~cell) * 8 + 1])
      first = Int(UInt32(bitPattern: tables.records[Int(~cell) * 8 + 2]))
    }
    corner = LatticePoint(
      x: frame.origin.x + ((x >> shift) << shift), y: frame.origin.y + ((y >> shift) << shift))
  }

  /// Writes the areas that hold a position of the cell.
  func settle(_ point: LatticePoint, _ tables: TileTables, into placements: inout Placements) {
    guard value < 0 else { return placements.add(tables.windings(of: value)) }
    let record = Int(~value)
    if tables.records[record * 8] == CellHead.Kind.general {
      GeneralCell(tables, record, corner).settle(point, tables, into: &placements)
      return
    }
    let touching = touchedAreas(by: point, of: record, tables)
    guard touching.isEmpty else {
      // Whatever is around a place on the boundary in an ordered cell has that place on its boundary.
      for area in touching { placements.add(area: Int(area), isInside: false) }
      return
    }
    let label = OrderedCell.answer(
      x: point.x - corner.x, y: point.y - corner.y, of: record, tables
    ).label
    guard label < .max else { return }
    placements.add(tables.windings(of: label))
  }

  /// The areas whose boundary a position of an ordered cell lies on.
  private func touchedAreas(
    by point: LatticePoint, of record: Int, _ tables: TileTables
  ) -> [Int32] {
    let (x, y) = (point.x - corner.x, point.y - corner.y)
    var areas: [Int32] = []
    for edge in tables.edges(ofOrdered: record) where edge.touches(x, y) {
      for area in [edge.above, edge.below] where Int64(area) < tables.frame.areaCount {
        if !areas.contains(area) { areas.append(area) }
      }
    }
    return areas
  }
}

/// A cell whose edges are counted on a path from its reference.
private struct GeneralCell {
  private let tables: TileTables
  private let corner: LatticePoint
  private let base: Int32
  private let edges: [NetworkEdge]

  init(_ tables: TileTables, _ record: Int, _ corner: LatticePoint) {
    self.tables = tables
    self.corner = corner
    base = tables.records[record * 8 + 2]
    edges = tables.edges(ofGeneral: record)
  }

  func settle(_ point: LatticePoint, _ tables: TileTables, into placements: inout Placements) {
    var state = WindingState(tables.windings(of: base))
    var touching: [Int32] = []
    for edge in edges {
      let steps = tables.steps(of: edge)
      if touches(edge, point) {
        for step in steps where !touching.contains(step.owner) { touching.append(step.owner) }
      }
      let crossings = floorCrossing(edge, to: point.x) + rise(edge, to: point)
      if crossings != 0 { state.add(steps, times: crossings) }
    }
    for area in touching { placements.add(area: Int(area), isInside: false) }
    placements.add(state.windings.filter { !touching.contains($0.owner) })
  }

  private func touches(_ edge: NetworkEdge, _ point: LatticePoint) -> Bool {
    edge.low.x <= point.x && point.x <= edge.high.x
      && min(edge.low.y, edge.high.y) <= point.y && point.y <= max(edge.low.y, edge.high.y)
      && cross(edge.low, edge.high, point) == 0
  }

  /// How often an edge is crossed from right to left on the floor, from the reference to an
  /// infinitesimal step east of an abscissa.
  private func floorCrossing(_ edge: NetworkEdge, to x: Int64) -> Int32 {
    let isRising = edge.high.y > edge.low.y
    let (bottom, top) = isRising ? (edge.low.y, edge.high.y) : (edge.high.y, edge.low.y)
    guard bottom < corner.y, top >= corner.y else { return 0 }
    let start = side(edge, of: 2 * corner.x - 1)
    let end = side(edge, of: 2 * x)
    // West of a rising edge is its left side.
    if isRising { return start > 0 && end <= 0 ? -1 : 0 }
    return start < 0 && end >= 0 ? 1 : 0
  }

  /// How often an edge is crossed from right to left on the way straight up, an infinitesimal step
  /// east of the position.
  private func rise(_ edge: NetworkEdge, to point: LatticePoint) -> Int32 {
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

extension Placements {
  fileprivate mutating func add(_ windings: [Arrangement.Winding]) {
    for winding in windings { add(area: Int(winding.owner), isInside: true) }
  }
}
