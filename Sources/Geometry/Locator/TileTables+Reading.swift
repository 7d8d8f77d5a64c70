extension TileTables {
  /// The winding numbers that a label stands for.
  func windings(of label: Int32) -> [Arrangement.Winding] {
    guard Int64(label) >= frame.areaCount else {
      return [Arrangement.Winding(owner: label, number: 1)]
    }
    let state = Int(Int64(label) - frame.areaCount)
    let start = state == 0 ? 0 : Int(stateEnds[state - 1])
    return (start..<Int(stateEnds[state])).map { stateWindings[$0] }
  }

  /// The areas that have an edge on their boundary, with what each adds on its left.
  func steps(of edge: NetworkEdge) -> [WindingStep] {
    guard edge.isKnot else {
      let sides = [
        WindingStep(owner: edge.left, change: 1), WindingStep(owner: edge.right, change: -1),
      ]
      return sides.filter { $0.owner >= 0 }
    }
    let start = edge.right == 0 ? 0 : Int(knotEnds[Int(edge.right) - 1])
    return (start..<Int(knotEnds[Int(edge.right)])).map { knotSteps[$0] }
  }

  /// The edges of a record with an ordered cell.
  func edges(ofOrdered record: Int) -> [CellEdge] { edges(of: record) }

  /// The edges of a record with a general cell.
  func edges(ofGeneral record: Int) -> [NetworkEdge] { edges(of: record) }

  private func edges<Edge: BitwiseCopyable>(of record: Int) -> [Edge] {
    let count = Int(records[record * 8 + 1])
    guard records.isSound((record + 1) * 8, count: count * MemoryLayout<Edge>.stride / 4) else {
      return []
    }
    let bytes = unsafe UnsafeRawPointer(records.base + (record + 1) * 8)
    return (0..<count).map { index in
      unsafe bytes.loadUnaligned(
        fromByteOffset: index * MemoryLayout<Edge>.stride, as: Edge.self)
    }
  }
}

extension TileTables.Frame {
  /// Whether a box lies in the tiles; the empty one does.
  func covers(_ box: Envelope) -> Bool {
    box.isEmpty
      || box.minimum.x >= origin.x && box.minimum.y >= origin.y
        && box.maximum.x < origin.x + columns << shift && box.maximum.y < origin.y + rows << shift
  }
}

extension TileTables {
  /// Whether nothing of any area is in the cells that a box meets.
  func isFree(_ box: Envelope) -> Bool {
    guard !frame.bounds.isEmpty, frame.bounds.intersects(box) else { return true }
    let raster = CellRaster(
      origin: frame.origin, shift: frame.shift, columns: Int(frame.columns), rows: Int(frame.rows))
    for row in raster.rows(of: box) {
      for column in raster.columns(of: box) {
        let entry = tiles[row * raster.columns + column + 1]
        let inner = LocatorTile(firstCell: UInt32(entry >> 32), depth: UInt32(entry & 0xFF))
          .raster(at: raster.corner(column: column, row: row), shift: raster.shift)
        guard isFree(box, inner, first: Int(entry >> 32)) else { return false }
      }
    }
    return true
  }

  private func isFree(_ box: Envelope, _ raster: CellRaster, first: Int) -> Bool {
    for row in raster.rows(of: box) {
      for column in raster.columns(of: box) {
        let label = Int64(cells[first + row * raster.columns + column])
        if label != frame.areaCount, label != frame.areaCount + 1 { return false }
      }
    }
    return true
  }
}
