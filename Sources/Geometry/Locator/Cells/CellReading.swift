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
  ///
  /// - Parameters:
  ///   - point: The position.
  ///   - tables: What the cell was read from.
  ///   - general: Settles positions of general cells; kept from one to the next.
  ///   - placements: Receives the areas.
  @inline(__always)
  func settle(
    _ point: LatticePoint, _ tables: TileTables, _ general: inout GeneralCell,
    into placements: inout Placements
  ) {
    guard value < 0 else { return tables.add(windingsOf: value, to: &placements) }
    let record = Int(~value)
    if tables.records[record * 8] == CellHead.Kind.general {
      return general.settle(point, in: record, at: corner, tables, into: &placements)
    }
    let (x, y) = (point.x - corner.x, point.y - corner.y)
    // Whatever is around a place on the boundary in an ordered cell has that place on its boundary.
    if addTouched(x, y, of: record, tables, to: &placements) { return }
    let label = OrderedCell.answer(x: x, y: y, of: record, tables).label
    if label < .max { tables.add(windingsOf: label, to: &placements) }
  }

  /// Adds the areas whose boundary a position of an ordered cell lies on.
  ///
  /// - Returns: Whether it lies on any.
  @inline(__always)
  private func addTouched(
    _ x: Int64, _ y: Int64, of record: Int, _ tables: TileTables, to placements: inout Placements
  ) -> Bool {
    var isOnBoundary = false
    tables.withEdges(of: record, as: CellEdge.self) { edges in
      for index in edges.indices where edges[index].touches(x, y) {
        isOnBoundary = true
        add(edges[index].above, tables, to: &placements)
        add(edges[index].below, tables, to: &placements)
      }
    }
    return isOnBoundary
  }

  @inline(__always)
  private func add(_ label: Int32, _ tables: TileTables, to placements: inout Placements) {
    guard Int64(label) < tables.frame.areaCount else { return }
    placements.add(area: Int(label), isInside: false)
  }
}
