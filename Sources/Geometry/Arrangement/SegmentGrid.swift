/// A uniform raster over edges that finds pairs which may meet, and edges below a point.
///
/// A cell lists the edges that cross it, found column by column; about one cell an edge.
///
/// - Complexity: O(*n* + *k*) space and time, where *k* counts the cells that edges cross.
struct SegmentGrid {
  private let segments: [(low: LatticePoint, high: LatticePoint)]
  private let origin: LatticePoint
  private let cellSize: Int64
  private let columns: Int
  private let rows: Int
  private var starts: [Int] = []
  private var members: [Int32] = []

  init(_ segments: [(low: LatticePoint, high: LatticePoint)]) {
    self.segments = segments
    var envelope = Envelope.empty
    for segment in segments {
      envelope.expand(by: segment.low)
      envelope.expand(by: segment.high)
    }
    let box =
      envelope.isEmpty
      ? Envelope(minimum: LatticePoint(x: 0, y: 0), maximum: LatticePoint(x: 0, y: 0)) : envelope
    origin = box.minimum
    let (width, height) = (box.maximum.x - origin.x, box.maximum.y - origin.y)
    let area = Double(width + 1) * Double(height + 1)
    let longest = Double(max(width, height) + 1)
    let count = Double(max(segments.count, 1))
    // The second bound keeps a flat box from having more columns than edges.
    cellSize = Int64(max((area / count).squareRoot(), longest / count, 1).rounded(.up))
    columns = Int(width / cellSize) + 1
    rows = Int(height / cellSize) + 1
    fill()
  }

  private mutating func fill() {
    starts = [Int](repeating: 0, count: columns * rows + 1)
    forEachVisit { cell, _ in starts[cell + 1] += 1 }
    for cell in 0..<columns * rows { starts[cell + 1] += starts[cell] }
    members = [Int32](repeating: 0, count: starts[columns * rows])
    var next = starts
    forEachVisit { cell, segment in
      members[next[cell]] = segment
      next[cell] += 1
    }
  }

  /// Calls `body` with every cell that a segment crosses.
  private func forEachVisit(_ body: (_ cell: Int, _ segment: Int32) -> Void) {
    for (index, segment) in segments.enumerated() {
      let (first, last) = (column(segment.low.x), column(segment.high.x))
      for column in first...last {
        let span = rowSpan(of: segment, inColumn: column, isOnly: first == last)
        for row in span { body(row * columns + column, Int32(index)) }
      }
    }
  }

  /// The rows that a segment meets in a column, by exact integer arithmetic.
  private func rowSpan(
    of segment: (low: LatticePoint, high: LatticePoint), inColumn column: Int, isOnly: Bool
  ) -> ClosedRange<Int> {
    let (low, high) = segment
    var (from, to) = (low.y, high.y)
    if !isOnly {
      let left = max(low.x, origin.x + Int64(column) * cellSize)
      let right = min(high.x, origin.x + Int64(column + 1) * cellSize)
      (from, to) = (height(of: segment, at: left), height(of: segment, at: right))
    }
    // The heights are rounded down, so the upper one may lie one unit further up.
    return row(min(from, to))...row(min(max(from, to) + 1, max(low.y, high.y)))
  }

  /// The ordinate of a segment that is not vertical at an abscissa, rounded down.
  private func height(of segment: (low: LatticePoint, high: LatticePoint), at x: Int64) -> Int64 {
    let (low, high) = segment
    let rise = Int128(high.y - low.y) * Int128(x - low.x)
    return low.y + Int64(floorDivision(rise, Int128(high.x - low.x)).quotient)
  }

  private func column(_ x: Int64) -> Int { Int((x - origin.x) / cellSize) }
  private func row(_ y: Int64) -> Int { Int((y - origin.y) / cellSize) }

  /// Calls `body` with pairs of edges whose boxes meet; a pair may come more than once.
  func forEachPair(_ body: (_ a: Int, _ b: Int) -> Void) {
    for cell in 0..<columns * rows {
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

  /// The highest edge strictly below a point, just west of it.
  ///
  /// - Parameters:
  ///   - point: A position within the box of all edges.
  ///   - isWanted: Whether an edge counts.
  /// - Returns: The edge's offset; `nil` when there is none below.
  func firstSegment(below point: LatticePoint, where isWanted: (Int) -> Bool) -> Int? {
    var best: Int?
    // Edges just west of a point on a column's border are listed in the column to the west.
    for column in Set([column(point.x), column(max(point.x - 1, origin.x))]) {
      var row = row(point.y)
      while row >= 0 {
        let cell = row * columns + column
        for index in members[starts[cell]..<starts[cell + 1]] {
          let segment = segments[Int(index)]
          guard segment.low.x < point.x, segment.high.x >= point.x,
            orientation(segment.low, segment.high, point) == .counterclockwise,
            best.map({ isHigher(segment, than: segments[$0], at: point.x) }) ?? true,
            isWanted(Int(index))
          else { continue }
          best = Int(index)
        }
        if let best, self.row(height(of: segments[best], at: point.x)) >= row { break }
        row -= 1
      }
    }
    return best
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
