/// Makes the cells of tiles from the network.
struct CellBuilder {
  private let network: BoundaryNetwork
  private(set) var labels: FaceLabels
  private(set) var records = CellRecords()
  private var floor = CellFloor()
  private var candidates: [CellCandidate] = []
  private var thresholds: [CellHead.Threshold] = []
  private var order = CellEdgeOrder()
  private var ordered: [CellEdge] = []

  init(_ network: BoundaryNetwork, _ labels: FaceLabels) {
    self.network = network
    self.labels = labels
  }

  /// The cells made so far, with the labels that they use.
  consuming func finish() -> (records: CellRecords, labels: FaceLabels) { (records, labels) }

  /// Makes a tile and its cells.
  ///
  /// - Parameters:
  ///   - members: Edges that meet the tile or the strip of one unit west and south of it.
  ///   - origin: The lowest corner of the tile.
  ///   - shift: The binary logarithm of its size.
  ///   - corner: The label at the reference of its lowest cell.
  ///   - level: How many tiles are around it.
  /// - Returns: The tile; its cells are among the records.
  mutating func tile(
    of members: ArraySlice<Int32>, at origin: LatticePoint, shift: Int64, corner: Int32, level: Int
  ) -> LocatorTile {
    let spread = TileSpread(of: members, network, at: origin, shift: shift)
    return tile(spread, corner: corner, level: level)
  }

  private mutating func tile(_ spread: TileSpread, corner: Int32, level: Int) -> LocatorTile {
    let raster = spread.raster
    let first = records.cells.count
    records.cells.append(contentsOf: repeatElement(corner, count: raster.count))
    var start = corner
    for row in 0..<raster.rows {
      var label = start
      for column in 0..<raster.columns {
        let cell = row * raster.columns + column
        let value = makeCell(
          spread.members(of: cell), at: raster.corner(column: column, row: row),
          shift: raster.shift, &label, level: level)
        records.cells[first + cell] = value
      }
      if row + 1 < raster.rows { start = labelAbove(row, of: spread, from: start) }
    }
    return LocatorTile(firstCell: UInt32(first), depth: UInt32(spread.depth))
  }

  /// The label at the reference of the first cell in the row above.
  private mutating func labelAbove(_ row: Int, of spread: TileSpread, from label: Int32) -> Int32 {
    let corner = spread.raster.corner(column: 0, row: row)
    var crossed: [(edge: NetworkEdge, isLeftward: Bool)] = []
    for member in spread.members(of: row * spread.raster.columns) {
      let edge = network.edges[Int(member)]
      let candidate = CellCandidate(edge, origin: corner)
      guard CellWall.isCrossed(by: candidate, size: spread.raster.size) else { continue }
      crossed.append((edge, true))
    }
    return labels.step(from: label, across: crossed, network.knots)
  }

  /// Makes one cell and carries the label on to the reference of the next one.
  private mutating func makeCell(
    _ members: ArraySlice<Int32>, at corner: LatticePoint, shift: Int64, _ label: inout Int32,
    level: Int
  ) -> Int32 {
    if members.isEmpty { return label }
    let base = label
    let size: Int64 = 1 << shift
    let (meets, isOrderly) = gather(members, at: corner, size: size)
    thresholds.removeAll(keepingCapacity: true)
    label = floor.thresholds(
      from: base, size: size, &labels, network.knots, into: &thresholds)
    if !meets { return base }
    if members.count > TileSpread.crowd, shift > 0, level < TileSpread.deepest {
      let spread = TileSpread(of: members, network, at: corner, shift: shift)
      if spread.isWorthwhile {
        let inner = tile(spread, corner: base, level: level + 1)
        return records.append(divided: inner)
      }
    }
    let nowhere = labels.nowhere
    guard isOrderly, order.sort(candidates), agrees(order.indices, base, size: size) else {
      let edges = members.lazy.map { [network] in network.edges[Int($0)] }
        .filter { CellCandidate($0, origin: corner).meets(size: size) }
      return records.append(general: Array(edges), base: base, nowhere: nowhere)
    }
    if candidates.isEmpty, thresholds.isEmpty { return base }
    ordered.removeAll(keepingCapacity: true)
    for index in order.indices {
      ordered.append(CellEdge(candidates[index], size: size, labels))
    }
    return records.append(ordered: ordered, base: base, thresholds, nowhere: nowhere)
  }

  /// Finds what of the edges a cell sees.
  ///
  /// - Returns: Whether any edge meets the cell, and whether all that it sees fits an ordered one.
  private mutating func gather(
    _ members: ArraySlice<Int32>, at corner: LatticePoint, size: Int64
  ) -> (meets: Bool, isOrderly: Bool) {
    floor.removeAll()
    candidates.removeAll(keepingCapacity: true)
    var (meets, isOrderly) = (false, size <= CellEdge.largestCell)
    for member in members {
      let edge = network.edges[Int(member)]
      var candidate = CellCandidate(edge, origin: corner)
      guard candidate.meets(size: size) else { continue }
      meets = true
      let column = floor.add(candidate, size: size)
      if edge.isKnot || !candidate.fits {
        isOrderly = false
      } else if candidate.clip(toFloorAt: column, size: size) {
        candidates.append(candidate)
      }
    }
    return (meets, isOrderly)
  }

  /// Whether the labels between the edges of a cell are those of the areas beside them, as they are
  /// wherever nothing else covers the place.
  ///
  /// The label of the floor is known in every column. From there on every edge is passed in every
  /// column in which an edge or a label of the floor begins or ends.
  private func agrees(_ order: [Int], _ base: Int32, size: Int64) -> Bool {
    // Where one edge ends the next one often begins; behind the cell there is nothing to pass.
    var (west, east) = (size, size)
    for candidate in candidates where candidate.first < candidate.last {
      let (first, last) = (candidate.first, candidate.last)
      guard first == west || first == east || agrees(in: first, order, base),
        last == west || last == east || last == size || agrees(in: last, order, base)
      else { return false }
      (west, east) = (first, last)
    }
    for threshold in thresholds where !agrees(in: Int64(threshold.column), order, base) {
      return false
    }
    return candidates.allSatisfy { candidate in
      if candidate.first < candidate.last { return true }
      // Of a vertical edge and of one that only ends here: what lies east of its end must touch it.
      let y = max(candidate.isVertical ? candidate.y0 : candidate.y0 + candidate.dy, 0)
      let east = label(east: candidate.last, y, order, base)
      let below = labels.label(ofSide: candidate.edge.right)
      if candidate.isVertical { return east == below }
      return east == below || east == labels.label(ofSide: candidate.edge.left)
    }
  }

  private func agrees(in column: Int64, _ order: [Int], _ base: Int32) -> Bool {
    var label = label(above: nil, in: column, base)
    for index in order.reversed() where candidates[index].spans(column) {
      guard label == labels.label(ofSide: candidates[index].edge.right) else { return false }
      label = labels.label(ofSide: candidates[index].edge.left)
    }
    return true
  }

  /// The label just east of a position, above an edge that runs east from it.
  private func label(east x: Int64, _ y: Int64, _ order: [Int], _ base: Int32) -> Int32 {
    let beneath = order.first { candidates[$0].spans(x) && candidates[$0].value(x, y) >= 0 }
    return label(above: beneath, in: x, base)
  }

  /// The label above an edge, or above the floor.
  private func label(above index: Int?, in column: Int64, _ base: Int32) -> Int32 {
    if let index { return labels.label(ofSide: candidates[index].edge.left) }
    return thresholds.last { $0.column <= column }?.label ?? base
  }
}

extension CellCandidate {
  /// Whether its box meets a cell of some size.
  func meets(size: Int64) -> Bool {
    let y1 = y0 + dy
    return x0 < size && x1 >= 0 && min(y0, y1) < size && max(y0, y1) >= 0
  }

  /// Whether it lies above the floor in a column.
  func spans(_ column: Int64) -> Bool { first <= column && column < last }

  /// Takes off what lies below the floor or beside the cell.
  ///
  /// - Parameters:
  ///   - column: The first column not west of where the edge crosses the floor's line, if it does.
  ///   - size: The size of the cell.
  /// - Returns: Whether the cell sees anything of the edge.
  mutating func clip(toFloorAt column: Int64?, size: Int64) -> Bool {
    if isVertical { return x0 < size && x0 >= 0 }
    if let column {
      if dy > 0 { first = max(first, column) } else { last = min(last, column) }
    }
    first = max(first, 0)
    last = min(last, size)
    guard first <= last, first < size else { return false }
    if first == last {
      let y1 = y0 + dy
      return last == x1 && y1 >= 0 && y1 < size
    }
    return value(first, size - 1) >= 0 || value(last, size - 1) >= 0
  }
}

extension CellEdge {
  /// The edge as an ordered cell keeps it.
  fileprivate init(_ candidate: CellCandidate, size: Int64, _ labels: FaceLabels) {
    column = Int32(candidate.first)
    width = UInt32(candidate.last - candidate.first)
    dx = Int32(candidate.dx)
    dy = Int32(candidate.dy)
    if candidate.isVertical {
      let low = max(candidate.y0, -1)
      let high = min(candidate.y0 + candidate.dy, size)
      offset = high << 32 | Int64(UInt32(bitPattern: Int32(low)))
    } else {
      offset = candidate.value(0, 0)
    }
    above = labels.label(ofSide: candidate.edge.left)
    below = labels.label(ofSide: candidate.edge.right)
  }
}
