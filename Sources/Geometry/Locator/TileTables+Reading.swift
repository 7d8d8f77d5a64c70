extension TileTables {
  /// Adds the areas that a label stands for, each as one that a position is inside of.
  @inline(__always)
  func add(windingsOf label: Int32, to placements: inout Placements) {
    if Int64(label) < frame.areaCount { return placements.add(area: Int(label), isInside: true) }
    forEachWinding(of: label) { placements.add(area: Int($0.owner), isInside: true) }
  }

  /// Calls `body` with each of the winding numbers that a label stands for, by their owners.
  func forEachWinding(of label: Int32, _ body: (Arrangement.Winding) -> Void) {
    guard Int64(label) >= frame.areaCount else {
      return body(Arrangement.Winding(owner: label, number: 1))
    }
    let state = Int(Int64(label) - frame.areaCount)
    let start = state == 0 ? 0 : Int(stateEnds[state - 1])
    for index in start..<Int(stateEnds[state]) { body(stateWindings[index]) }
  }

  /// Calls `body` with each of the areas that have an edge on their boundary, and what it adds on the
  /// left.
  func forEachStep(of edge: NetworkEdge, _ body: (WindingStep) -> Void) {
    guard edge.isKnot else {
      if edge.left >= 0 { body(WindingStep(owner: edge.left, change: 1)) }
      if edge.right >= 0 { body(WindingStep(owner: edge.right, change: -1)) }
      return
    }
    let start = edge.right == 0 ? 0 : Int(knotEnds[Int(edge.right) - 1])
    for index in start..<Int(knotEnds[Int(edge.right)]) { body(knotSteps[index]) }
  }

  /// Gives the edges of a record to `body`, which must not keep them; of a damaged page none.
  ///
  /// - Precondition: They are of the record's kind.
  @inline(__always)
  func withEdges<Edge: BitwiseCopyable>(
    of record: Int, as kind: Edge.Type, _ body: (Span<Edge>) -> Void
  ) {
    let count = Int(records[record * 8 + 1])
    let words = count * MemoryLayout<Edge>.stride / 4
    records.withValues((record + 1) * 8..<(record + 1) * 8 + words) { words in
      // SAFETY: units of records are 32 bytes from a base that is aligned to as much, no edge needs
      // more than 8, and its bits may be any. Of a damaged page there are no words.
      unsafe words.withUnsafeBytes { bytes in
        let edges = unsafe UnsafeBufferPointer(
          start: bytes.baseAddress?.assumingMemoryBound(to: Edge.self),
          count: bytes.count / MemoryLayout<Edge>.stride)
        unsafe body(edges.span)
      }
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
