/// A uniform raster over edges that finds pairs which may meet, and edges below a point.
///
/// A cell lists the edges that cross it, found column by column; about one cell an edge.
///
/// - Complexity: O(*n* + *k*) space and time, where *k* counts the cells that edges cross.
struct SegmentGrid {
  private let segments: [(low: LatticePoint, high: LatticePoint)]
  private let raster: CellRaster
  private var starts: [Int] = []
  private var members: [Int32] = []

  init(_ segments: [(low: LatticePoint, high: LatticePoint)]) {
    self.segments = segments
    var envelope = Envelope.empty
    for segment in segments {
      envelope.expand(by: segment.low)
      envelope.expand(by: segment.high)
    }
    raster = CellRaster(covering: envelope, cells: segments.count)
    starts = [Int](repeating: 0, count: raster.count + 1)
    forEachVisit { cell, _ in starts[cell + 1] += 1 }
    for cell in 0..<raster.count { starts[cell + 1] += starts[cell] }
    members = [Int32](repeating: 0, count: starts[raster.count])
    var next = starts
    forEachVisit { cell, segment in
      members[next[cell]] = segment
      next[cell] += 1
    }
  }

  /// Calls `body` with every cell that a segment crosses.
  private func forEachVisit(_ body: (_ cell: Int, _ segment: Int32) -> Void) {
    for (index, segment) in segments.enumerated() {
      raster.forEachCell(crossedBy: segment.low, segment.high, margin: 0) { body($0, Int32(index)) }
    }
  }

  /// Calls `body` with pairs of edges whose boxes meet; a pair may come more than once.
  ///
  /// Where edges crowd in few cells, as after one stray vertex far away, a tree over their boxes finds
  /// the pairs.
  func forEachPair(_ body: (_ a: Int, _ b: Int) -> Void) {
    let candidates = (0..<raster.count).reduce(0) { sum, cell in
      let count = starts[cell + 1] - starts[cell]
      return sum + count * count
    }
    guard candidates <= 64 * segments.count + 4096 else {
      forEachPairOfBoxes(body)
      return
    }
    for cell in 0..<raster.count {
      let range = starts[cell]..<starts[cell + 1]
      for i in range {
        let a = segments[Int(members[i])]
        let (aLow, aHigh) = (min(a.low.y, a.high.y), max(a.low.y, a.high.y))
        for j in (i + 1)..<max(i + 1, range.upperBound) {
          let b = segments[Int(members[j])]
          guard a.low.x <= b.high.x, b.low.x <= a.high.x, aLow <= max(b.low.y, b.high.y),
            min(b.low.y, b.high.y) <= aHigh
          else { continue }
          body(Int(members[i]), Int(members[j]))
        }
      }
    }
  }

  private func forEachPairOfBoxes(_ body: (_ a: Int, _ b: Int) -> Void) {
    let boxes = segments.map { Envelope(of: [$0.low, $0.high]) }
    let tree = EnvelopeTree(boxes)
    for (a, box) in boxes.enumerated() {
      tree.forEachMember(meeting: box) { b in if a < b { body(a, b) } }
    }
  }

  /// The highest edge strictly below a point, just west of it.
  ///
  /// - Parameters:
  ///   - point: A position within the box of all edges.
  ///   - isWanted: Whether an edge counts.
  /// - Returns: The edge's offset; `nil` when there is none below.
  func firstSegment(below point: LatticePoint, where isWanted: (Int) -> Bool) -> Int? {
    var best: Int?
    // Edges just west of a point on a column's border are listed in the column to the west.
    for column in Set([raster.column(point.x), raster.column(max(point.x - 1, raster.origin.x))]) {
      var row = raster.row(point.y)
      while row >= 0 {
        let cell = row * raster.columns + column
        for index in members[starts[cell]..<starts[cell + 1]] {
          let segment = segments[Int(index)]
          guard segment.low.x < point.x, segment.high.x >= point.x,
            orientation(segment.low, segment.high, point) == .counterclockwise,
            best.map({ isHigher(segment, than: segments[$0], at: point.x) }) ?? true,
            isWanted(Int(index))
          else { continue }
          best = Int(index)
        }
        if let best {
          let height = height(segments[best].low, segments[best].high, at: point.x)
          if raster.row(height) >= row { break }
        }
        row -= 1
      }
    }
    return best
  }

  /// The ordinate of an edge that is not vertical at an abscissa, rounded down.
  private func height(_ low: LatticePoint, _ high: LatticePoint, at x: Int64) -> Int64 {
    let rise = Int128(high.y - low.y) * Int128(x - low.x)
    return low.y + Int64(floorDivision(rise, Int128(high.x - low.x)).quotient)
  }

  /// Whether an edge lies above another just west of an abscissa.
  private func isHigher(
    _ a: (low: LatticePoint, high: LatticePoint), than b: (low: LatticePoint, high: LatticePoint),
    at x: Int64
  ) -> Bool {
    let (ax, bx) = (Int128(a.high.x - a.low.x), Int128(b.high.x - b.low.x))
    let (ay, by) = (Int128(a.high.y - a.low.y), Int128(b.high.y - b.low.y))
    let order = compare(
      Int128(a.low.y) * ax + ay * Int128(x - a.low.x), ax,
      Int128(b.low.y) * bx + by * Int128(x - b.low.x), bx)
    return order != 0 ? order > 0 : ay * bx < by * ax
  }
}
