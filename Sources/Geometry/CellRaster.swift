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

  /// A raster of so many cells from its lowest corner.
  init(origin: LatticePoint, shift: Int64, columns: Int, rows: Int) {
    self.origin = origin
    self.shift = shift
    self.columns = columns
    self.rows = rows
  }

  /// The raster of the same place with four times as large cells.
  var coarser: CellRaster {
    CellRaster(
      origin: origin, shift: shift + 1, columns: (columns + 1) / 2, rows: (rows + 1) / 2)
  }

  /// The side of a cell in lattice units.
  var size: Int64 { 1 << shift }
  var count: Int { columns * rows }

  func column(_ x: Int64) -> Int { Int((x - origin.x) >> shift) }
  func row(_ y: Int64) -> Int { Int((y - origin.y) >> shift) }

  /// The columns that a box meets.
  ///
  /// - Precondition: It meets the raster.
  func columns(of box: Envelope) -> ClosedRange<Int> {
    max(0, column(box.minimum.x))...min(columns - 1, column(box.maximum.x))
  }

  /// The rows that a box meets.
  ///
  /// - Precondition: It meets the raster.
  func rows(of box: Envelope) -> ClosedRange<Int> {
    max(0, row(box.minimum.y))...min(rows - 1, row(box.maximum.y))
  }

  /// The lowest corner of a cell.
  func corner(column: Int, row: Int) -> LatticePoint {
    LatticePoint(
      x: origin.x + Int64(column) << shift, y: origin.y + Int64(row) << shift)
  }

  /// Calls `body` with every cell that an edge meets, or meets when it is moved by the margin east
  /// or north, and perhaps with a neighbour of such a cell; column by column.
  ///
  /// Heights are computed in doubles: differences within ``Lattice/limit`` are exact, and the error
  /// of the product and the quotient stays far under the unit that is added on either side.
  @inline(__always)
  func forEachCell(
    crossedBy low: LatticePoint, _ high: LatticePoint, margin: Int64, _ body: (Int) -> Void
  ) {
    let (x0, x1) = (low.x - origin.x, high.x - origin.x)
    let (y0, y1) = (low.y - origin.y, high.y - origin.y)
    let (bottom, top) = (min(y0, y1), max(y0, y1) + margin)
    let first = max(0, Int(x0 >> shift))
    let last = min(columns - 1, Int((x1 + margin) >> shift))
    guard first <= last, top >= 0, Int(bottom >> shift) < rows else { return }
    let slope = x0 == x1 ? 0 : Double(y1 - y0) / Double(x1 - x0)
    for column in first...last {
      var (from, to) = (bottom, top)
      if first != last, x0 != x1 {
        let left = Int64(column) << shift
        let a = slope * Double(min(max(left - margin, x0), x1) - x0)
        let b = slope * Double(min(max(left + size, x0), x1) - x0)
        from = max(bottom, y0 + Int64(min(a, b)) - 2)
        to = min(top, y0 + Int64(max(a, b)) + 2 + margin)
      }
      let firstRow = max(0, Int(from >> shift))
      let lastRow = min(rows - 1, Int(to >> shift))
      guard firstRow <= lastRow else { continue }
      for row in firstRow...lastRow { body(row * columns + column) }
    }
  }
}

extension Double {
  /// The least whole exponent whose power of two is not below this positive number.
  fileprivate var exponentOfNextPower: Int {
    significand == 1 ? Int(exponent) : Int(exponent) + 1
  }
}
