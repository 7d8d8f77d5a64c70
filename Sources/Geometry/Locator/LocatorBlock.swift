/// Some positions on their way through the passes of a ``TileLocator``.
@safe
struct LocatorBlock: ~Copyable {
  static let size = 256

  /// For each position its cell, then what the cell says.
  private let values: UnsafeMutablePointer<Int64>
  /// For each position the binary logarithm of its cell's size.
  private let shifts: UnsafeMutablePointer<Int64>

  init() {
    unsafe values = .allocate(capacity: Self.size)
    unsafe shifts = .allocate(capacity: Self.size)
  }

  deinit {
    unsafe values.deallocate()
    unsafe shifts.deallocate()
  }

  /// Settles at most ``size`` positions; their areas are written from an offset on.
  mutating func settle(
    _ points: Span<LatticePoint>, _ tables: TileTables, into areas: inout MutableSpan<Int32>,
    from start: Int
  ) {
    precondition(
      points.count <= Self.size && start >= 0 && start + points.count <= areas.count,
      "a block is too long")
    findCells(points, tables)
    let nowhere = tables.frame.areaCount
    let origin = tables.frame.origin
    // SAFETY: `values` were written by `findCells` for these points; it gives numbers of cells that
    // the tables have, and a cell's value is a label or the complement of a record's number.
    // PAID FOR BY: benchmark "locate-uniform".
    var sum: Int32 = 0
    for index in points.indices {
      let cell = unsafe Int(values[index])
      let isSound = tables.cells.isSound(cell, count: 1)
      let value = unsafe isSound ? Int64(tables.cells.base[cell]) : nowhere
      unsafe values[index] = value
      if value < 0, tables.records.isSound(Int(~value) &* 8, count: 8) {
        sum &+= unsafe tables.records.base[Int(~value) &* 8]
      }
    }
    withExtendedLifetime(sum) {}
    for index in points.indices {
      let value = unsafe values[index]
      var label = value
      if value < 0 {
        let point = points[index]
        let mask = unsafe (Int64(1) &<< shifts[index]) &- 1
        label = Int64(
          OrderedCell.label(
            x: (point.x &- origin.x) & mask, y: (point.y &- origin.y) & mask, of: Int(~value),
            tables))
      }
      var area = Int32(truncatingIfNeeded: label)
      if label >= nowhere {
        area =
          label == nowhere
          ? TileLocator.nowhere
          : label == nowhere + 1 ? TileLocator.beyond : TileLocator.unsettled
      }
      unsafe areas[unchecked: start + index] = area
    }
  }

  /// Finds the cell of each position. Positions beside the tiles are in the first cell.
  private mutating func findCells(_ points: Span<LatticePoint>, _ tables: TileTables) {
    let frame = tables.frame
    let (width, height) = (frame.columns << frame.shift, frame.rows << frame.shift)
    // SAFETY: a tile's number is under columns times rows, of which the table has as many; `values`
    // and `shifts` have room for a block.
    // PAID FOR BY: benchmark "locate-uniform".
    for index in points.indices {
      let point = unsafe points[unchecked: index]
      let x = point.x &- frame.origin.x
      let y = point.y &- frame.origin.y
      let isInside =
        UInt64(bitPattern: x) < UInt64(bitPattern: width)
        && UInt64(bitPattern: y) < UInt64(bitPattern: height)
      let tile = isInside ? (y &>> frame.shift) &* frame.columns &+ (x &>> frame.shift) : 0
      let isSound = tables.tiles.isSound(Int(tile), count: 1)
      let entry = unsafe isSound ? tables.tiles.base[Int(tile)] : 0
      let depth = Int64(entry & 0xFF)
      let shift = frame.shift &- depth
      let mask = (Int64(1) &<< depth) &- 1
      let cell = ((y &>> shift) & mask) &<< depth | (x &>> shift) & mask
      unsafe values[index] = isInside && isSound ? Int64(entry >> 32) &+ cell : 0
      unsafe shifts[index] = shift
    }
  }
}

/// Decides positions in ordered cells.
enum OrderedCell {
  /// The label of a position, or a number beyond all areas when a boundary is near it or the cell is
  /// not ordered.
  @inline(__always)
  static func label(x: Int64, y: Int64, of record: Int, _ tables: TileTables) -> Int32 {
    // SAFETY: a record's number leads to its head, whose counts say how many edges and thresholds
    // follow in the table.
    // PAID FOR BY: benchmark "locate-uniform".
    let words = unsafe UnsafeRawPointer(tables.records.base + record &* 8)
    let head = unsafe words.assumingMemoryBound(to: CellHead.self)
    guard tables.records.isSound(record &* 8, count: 8),
      unsafe head.pointee.kind == CellHead.Kind.ordered
    else { return .max }
    let edges = unsafe (words + 32).assumingMemoryBound(to: CellEdge.self)
    let count = unsafe Int(head.pointee.count)
    // Four thresholds fill a unit behind the edges; the first two are in the head.
    let more = unsafe (Int(head.pointee.thresholdCount) &+ 1) / 4
    guard tables.records.isSound(record &* 8, count: 8 &* (1 &+ count &+ more)) else { return .max }
    for index in 0..<count {
      let edge = unsafe edges + index
      let distance = unsafe UInt32(truncatingIfNeeded: x &- Int64(edge.pointee.column))
      let width = unsafe edge.pointee.width
      if distance < width {
        let value = unsafe edge.pointee.value(x, y)
        if value > 0 { return unsafe edge.pointee.above }
        if value == 0 { return .max }
      } else if distance == width, unsafe edge.pointee.touchesEnd(x, y) {
        return .max
      }
    }
    return unsafe floor(at: x, head, after: edges + count)
  }

  /// The label of the floor in a column.
  @inline(__always)
  static func floor(
    at x: Int64, _ head: UnsafePointer<CellHead>, after edges: UnsafePointer<CellEdge>
  ) -> Int32 {
    var label = unsafe head.pointee.base
    let count = unsafe Int(head.pointee.thresholdCount)
    if unsafe x >= Int64(head.pointee.first.column) { label = unsafe head.pointee.first.label }
    if unsafe x >= Int64(head.pointee.second.column) { label = unsafe head.pointee.second.label }
    guard count > 2 else { return label }
    let more = unsafe UnsafeRawPointer(edges).assumingMemoryBound(to: CellHead.Threshold.self)
    for index in 0..<count - 2 where unsafe x >= Int64(more[index].column) {
      label = unsafe more[index].label
    }
    return label
  }
}
