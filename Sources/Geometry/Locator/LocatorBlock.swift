/// Some positions on their way through the passes of a ``TileLocator``.
///
/// A pass does one thing to every position before the next one begins, without a branch that depends
/// on the position, so that the processor fetches the memory of many at a time: the tile, the cell,
/// and, of cells with boundaries, the record. Only the last pass decides.
@safe
struct LocatorBlock: ~Copyable {
  static let size = 256

  /// For each position its tile, then its cell.
  private let numbers: UnsafeMutablePointer<UInt32>
  /// For each position what its tile says.
  private let entries: UnsafeMutablePointer<UInt64>
  /// For each position what its cell says.
  private let values: UnsafeMutablePointer<Int32>
  /// The positions in cells with boundaries.
  private let bordering: UnsafeMutablePointer<Int32>
  /// What was read to have records fetched.
  private let fetched: UnsafeMutablePointer<Int32>

  init() {
    unsafe numbers = .allocate(capacity: Self.size)
    unsafe entries = .allocate(capacity: Self.size)
    unsafe values = .allocate(capacity: Self.size)
    unsafe bordering = .allocate(capacity: Self.size)
    unsafe fetched = .allocate(capacity: Self.size)
  }

  deinit {
    unsafe numbers.deallocate()
    unsafe entries.deallocate()
    unsafe values.deallocate()
    unsafe bordering.deallocate()
    unsafe fetched.deallocate()
  }

  /// Settles at most ``size`` positions; their areas are written from an offset on.
  mutating func settle(
    _ points: Span<LatticePoint>, _ tables: TileTables, into areas: inout MutableSpan<Int32>,
    from start: Int
  ) {
    precondition(
      points.count <= Self.size && start >= 0 && start + points.count <= areas.count,
      "a block is too long")
    // SAFETY: every buffer has room for a block; `numberTiles` and `numberCells` give numbers that
    // the tables have.
    // PAID FOR BY: benchmark "locate-uniform".
    numberTiles(points, tables.frame)
    unsafe tables.tiles.gather(numbers, count: points.count, into: entries)
    numberCells(points, tables.frame)
    unsafe tables.cells.gather(numbers, count: points.count, into: values)
    let nowhere = Int32(tables.frame.areaCount)
    let count = noteBordering(points.count, nowhere, into: &areas, from: start)
    fetchRecords(count, tables.records)
    decide(points, count, tables, into: &areas, from: start)
  }

  /// Finds the tile of each position. Positions beside all tiles get the number of none.
  private mutating func numberTiles(_ points: Span<LatticePoint>, _ frame: TileTables.Frame) {
    let (width, height) = (frame.columns << frame.shift, frame.rows << frame.shift)
    for index in points.indices {
      let point = unsafe points[unchecked: index]
      let (x, y) = (point.x &- frame.origin.x, point.y &- frame.origin.y)
      let isInside =
        UInt64(bitPattern: x) < UInt64(bitPattern: width)
        && UInt64(bitPattern: y) < UInt64(bitPattern: height)
      let tile = (y &>> frame.shift) &* frame.columns &+ (x &>> frame.shift)
      unsafe numbers[index] = isInside ? UInt32(truncatingIfNeeded: tile) &+ 1 : 0
    }
  }

  /// Finds the cell of each position. Those beside all tiles are in the first cell.
  private mutating func numberCells(_ points: Span<LatticePoint>, _ frame: TileTables.Frame) {
    for index in points.indices {
      let point = unsafe points[unchecked: index]
      let (x, y) = (point.x &- frame.origin.x, point.y &- frame.origin.y)
      let entry = unsafe entries[index]
      let depth = Int64(entry & 0xFF)
      let shift = frame.shift &- depth
      let mask = (Int64(1) &<< depth) &- 1
      let cell = ((y &>> shift) & mask) &<< depth | (x &>> shift) & mask
      unsafe numbers[index] = UInt32(truncatingIfNeeded: entry >> 32) &+ UInt32(cell)
    }
  }

  /// Writes the areas of cells that lie in one, and notes the positions in the others.
  ///
  /// - Returns: How many these are.
  private mutating func noteBordering(
    _ count: Int, _ nowhere: Int32, into areas: inout MutableSpan<Int32>, from start: Int
  ) -> Int {
    var noted = 0
    for index in 0..<count {
      let value = unsafe values[index]
      unsafe bordering[noted] = Int32(truncatingIfNeeded: index)
      noted &+= value < 0 ? 1 : 0
      unsafe areas[unchecked: start + index] = TileLocator.area(ofLabel: value, nowhere)
    }
    return noted
  }

  /// Reads from each record so that its lines of the cache come at once, as far as three edges, which
  /// most records do not exceed; nothing that is read is used.
  private mutating func fetchRecords(_ count: Int, _ records: FlatTable<Int32>) {
    let last = records.count &- 1
    for index in 0..<count {
      let first = unsafe Int(~values[Int(bordering[index])]) &* 8
      let second = unsafe records.base[min(first &+ 8, last)]
      let third = unsafe records.base[min(first &+ 24, last)]
      unsafe fetched[index] = records.base[first] &+ second &+ third
    }
  }

  /// Decides the positions in cells with boundaries.
  private mutating func decide(
    _ points: Span<LatticePoint>, _ count: Int, _ tables: TileTables,
    into areas: inout MutableSpan<Int32>, from start: Int
  ) {
    let frame = tables.frame
    for index in 0..<count {
      let place = unsafe Int(bordering[index])
      let point = unsafe points[unchecked: place]
      let mask = unsafe (Int64(1) &<< (frame.shift &- Int64(entries[place] & 0xFF))) &- 1
      let answer = unsafe OrderedCell.answer(
        x: (point.x &- frame.origin.x) & mask, y: (point.y &- frame.origin.y) & mask,
        of: Int(~values[place]), tables)
      let area = TileLocator.area(ofLabel: answer.label, Int32(frame.areaCount))
      unsafe areas[unchecked: start + place] = answer.isNear ? TileLocator.unsettled : area
    }
  }
}

extension TileLocator {
  /// What a label means to whoever asks for areas.
  @inline(__always)
  static func area(ofLabel label: Int32, _ nowhere: Int32) -> Int32 {
    let beside = label == nowhere ? Self.nowhere : label == nowhere &+ 1 ? beyond : unsettled
    return label < nowhere ? label : beside
  }
}
