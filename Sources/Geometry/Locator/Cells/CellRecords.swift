/// The cells and records of some tiles, as they are made.
///
/// Numbers of cells and records count from the first of these tiles, and labels beyond those known at
/// the start are their own; ``TileMaker`` settles both.
struct CellRecords: Sendable {
  /// For each cell its label, or the complement of the number of its record.
  var cells: [Int32] = []
  /// Records in units of eight words; see ``CellHead``.
  private(set) var units: [RecordUnit] = []
  /// The words that hold labels beyond the areas.
  private(set) var labelWords: [Int] = []
  /// The words that hold numbers of cells.
  private(set) var cellWords: [Int] = []

  /// Adds an ordered cell.
  ///
  /// - Returns: The complement of its record's number.
  mutating func append(
    ordered edges: some Collection<CellEdge>, base: Int32, _ thresholds: [CellHead.Threshold],
    nowhere: Int32
  ) -> Int32 {
    let start = units.count
    var head = CellHead(
      kind: CellHead.Kind.ordered, count: Int32(edges.count), base: base,
      thresholdCount: Int32(thresholds.count))
    if thresholds.count > 0 { head.first = thresholds[0] }
    if thresholds.count > 1 { head.second = thresholds[1] }
    append(head)
    for edge in edges { append(edge) }
    let rest = units.count * 8
    if thresholds.count > 2 {
      append(packed: thresholds.dropFirst(2).flatMap { [$0.column, $0.label] })
    }
    if base > nowhere { labelWords.append(start * 8 + 2) }
    for (index, threshold) in thresholds.enumerated() where threshold.label > nowhere {
      labelWords.append(index < 2 ? start * 8 + 5 + 2 * index : rest + 2 * (index - 2) + 1)
    }
    return ~Int32(start)
  }

  /// Adds a general cell.
  mutating func append(general edges: [NetworkEdge], base: Int32, nowhere: Int32) -> Int32 {
    let start = units.count
    append(CellHead(kind: CellHead.Kind.general, count: Int32(edges.count), base: base))
    append(packed: edges.flatMap(\.words))
    if base > nowhere { labelWords.append(start * 8 + 2) }
    return ~Int32(start)
  }

  /// Adds a divided cell.
  mutating func append(divided tile: LocatorTile) -> Int32 {
    let start = units.count
    append(
      CellHead(
        kind: CellHead.Kind.divided, count: Int32(tile.depth),
        base: Int32(bitPattern: tile.firstCell)))
    cellWords.append(start * 8 + 2)
    return ~Int32(start)
  }

  /// Marks the cells of a tile without any area that have nothing of other areas either.
  mutating func mark(
    _ tile: LocatorTile, of tiles: CellRaster, _ number: Int, nowhere: Int32,
    freeOf others: [TileTables]
  ) {
    let corner = tiles.corner(column: number % tiles.columns, row: number / tiles.columns)
    let raster = tile.raster(at: corner, shift: tiles.shift)
    for cell in 0..<raster.count where cells[Int(tile.firstCell) + cell] == nowhere {
      let low = raster.corner(column: cell % raster.columns, row: cell / raster.columns)
      let box = Envelope(
        minimum: low,
        maximum: LatticePoint(x: low.x + raster.size - 1, y: low.y + raster.size - 1))
      if others.allSatisfy({ $0.isFree(box) }) { cells[Int(tile.firstCell) + cell] = nowhere + 1 }
    }
  }

  /// Makes numbers those of a whole in which these cells and records come behind others.
  mutating func settle(firstCell: Int, firstUnit: Int, _ label: (Int32) -> Int32) {
    let shift = Int32(firstUnit)
    for cell in cells.indices {
      let value = cells[cell]
      cells[cell] = value < 0 ? value - shift : label(value)
    }
    for word in labelWords { units[word / 8][word % 8] = label(units[word / 8][word % 8]) }
    for word in cellWords { units[word / 8][word % 8] &+= Int32(truncatingIfNeeded: firstCell) }
  }

  /// Adds a value that fills a unit.
  private mutating func append<Value: BitwiseCopyable>(_ value: Value) {
    units.append(unsafe unsafeBitCast(value, to: RecordUnit.self))
  }

  /// Adds words, and zeros up to the end of a unit.
  private mutating func append(packed words: [Int32]) {
    for start in stride(from: 0, to: words.count, by: 8) {
      var unit = RecordUnit()
      for (lane, word) in words[start...].prefix(8).enumerated() { unit[lane] = word }
      units.append(unit)
    }
  }
}

extension NetworkEdge {
  /// The edge as a record keeps it.
  fileprivate var words: [Int32] {
    unsafe withUnsafeBytes(of: self) { bytes in unsafe Array(bytes.bindMemory(to: Int32.self)) }
  }
}

/// A square of cells: the first one's number, and the binary logarithm of how many are side by side.
struct LocatorTile: BitwiseCopyable, Sendable {
  let firstCell: UInt32
  let depth: UInt32

  /// The cells of the tile with its corner at a place.
  func raster(at corner: LatticePoint, shift: Int64) -> CellRaster {
    CellRaster(
      origin: corner, shift: shift - Int64(depth), columns: 1 << depth, rows: 1 << depth)
  }
}
