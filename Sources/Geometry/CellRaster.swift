/// A uniform raster of square cells over a box, with a power of two of lattice units to a side.
struct CellRaster: Sendable {
  let origin: LatticePoint
  let shift: Int64
  let columns: Int
  let rows: Int

  /// Lays a raster over a box.
  ///
  /// - Parameters:
  ///   - box: The box to cover.
  ///   - cells: About how many cells there should be; at most four times as many are made.
  init(covering box: Envelope, cells: Int) {
    let box =
      box.isEmpty
      ? Envelope(minimum: LatticePoint(x: 0, y: 0), maximum: LatticePoint(x: 0, y: 0)) : box
    let width = box.maximum.x - box.minimum.x + 1
    let height = box.maximum.y - box.minimum.y + 1
    let wanted = Double(max(cells, 1))
    // The second bound keeps a flat box from having more columns than cells.
    let side = max(
      (Double(width) * Double(height) / wanted).squareRoot(), Double(max(width, height)) / wanted)
    origin = box.minimum
    shift = Int64(max(0, side.exponentOfNextPower))
    columns = Int((width - 1) >> shift) + 1
    rows = Int((height - 1) >> shift) + 1
  }

  /// The side of a cell in lattice units.
  var size: Int64 { 1 << shift }
  var count: Int { columns * rows }

  func column(_ x: Int64) -> Int { Int((x - origin.x) >> shift) }
  func row(_ y: Int64) -> Int { Int((y - origin.y) >> shift) }

  /// The lowest corner of a cell.
  func corner(column: Int, row: Int) -> LatticePoint {
    LatticePoint(
      x: origin.x + Int64(column) << shift, y: origin.y + Int64(row) << shift)
  }

  /// Calls `body` with every cell that an edge meets, or meets when it is moved by the margin east
  /// or north, column by column; by exact integer arithmetic, and one unit generously.
  ///
  /// - Precondition: The edge, and where the margin takes it, lies in the raster.
  func forEachCell(
    crossedBy low: LatticePoint, _ high: LatticePoint, margin: Int64, _ body: (Int) -> Void
  ) {
    let (first, last) = (column(low.x), column(high.x + margin))
    for column in first...last {
      var (from, to) = (low.y, high.y)
      if first != last, low.x != high.x {
        let left = origin.x + Int64(column) << shift
        (from, to) = (
          height(low, high, at: min(max(left - margin, low.x), high.x)),
          height(low, high, at: min(max(left + size, low.x), high.x))
        )
      }
      // Heights are rounded down, so the upper one may lie one unit further up.
      let top = min(max(from, to) + 1, max(low.y, high.y)) + margin
      for row in row(min(from, to))...row(top) { body(row * columns + column) }
    }
  }

  /// The ordinate of an edge that is not vertical at an abscissa, rounded down.
  func height(_ low: LatticePoint, _ high: LatticePoint, at x: Int64) -> Int64 {
    let rise = Int128(high.y - low.y) * Int128(x - low.x)
    return low.y + Int64(floorDivision(rise, Int128(high.x - low.x)).quotient)
  }
}

extension Double {
  /// The least whole exponent whose power of two is not below this positive number.
  fileprivate var exponentOfNextPower: Int {
    significand == 1 ? Int(exponent) : Int(exponent) + 1
  }
}
