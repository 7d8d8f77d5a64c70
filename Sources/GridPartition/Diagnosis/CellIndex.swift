/// Numbered things by the cell of a grid of up to four dimensions that they lie in.
struct CellIndex {
  /// Ordinates in cells; those of dimensions that are not used are 0.
  typealias Place = SIMD4<Double>

  private let dimensions: Int
  private var entries: [(key: UInt64, member: Int32)]

  /// - Parameters:
  ///   - count: How many things there are.
  ///   - dimensions: How many ordinates are used.
  ///   - place: Where a thing lies.
  /// - Complexity: O(*n* log *n*).
  init(count: Int, dimensions: Int, place: (Int) -> Place) {
    self.dimensions = dimensions
    entries = (0..<count).map { (CellIndex.key(of: place($0).rounded(.down)), Int32($0)) }
    entries.sort { $0 < $1 }
  }

  /// Calls `body` with all members within half a cell of a place in every dimension, and with others.
  ///
  /// - Complexity: O(log *n*) and the members.
  func forEachMember(near place: Place, _ body: (Int) -> Void) {
    let lowest = (place - 0.5).rounded(.down)
    for corner in 0..<1 << dimensions {
      var cell = lowest
      for dimension in 0..<dimensions where corner >> dimension & 1 == 1 { cell[dimension] += 1 }
      for dimension in dimensions..<4 { cell[dimension] = 0 }
      forEachMember(key: CellIndex.key(of: cell), body)
    }
  }

  private func forEachMember(key: UInt64, _ body: (Int) -> Void) {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    while low < entries.count, entries[low].key == key {
      body(Int(entries[low].member))
      low += 1
    }
  }

  private static func key(of cell: Place) -> UInt64 {
    var key: UInt64 = 0
    for dimension in 0..<4 {
      // Adding 0 makes the two zeros one.
      key = (key ^ (cell[dimension] + 0).bitPattern) &* 0x9E37_79B9_7F4A_7C15
      key ^= key >> 29
    }
    return key
  }
}
