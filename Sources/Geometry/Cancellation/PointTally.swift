/// A set of positions that lie near one another, in a table in the cache.
struct PointTally {
  /// Words that are there; 0 in an empty place.
  private var table: [UInt64] = []
  private var shift: UInt64 = 64
  private var words: LocalWords?

  /// Prepares for positions, and forgets those that are here.
  ///
  /// - Parameters:
  ///   - count: How many come at most.
  ///   - box: Where they lie.
  /// - Returns: `false` when the box is too wide.
  mutating func start(_ count: Int, in box: Envelope) -> Bool {
    words = LocalWords(in: box)
    guard words != nil else { return false }
    let bits = LocalWords.tableBits(for: count)
    shift = UInt64(64 - bits)
    if 1 << bits > table.count {
      table = [UInt64](repeating: 0, count: 1 << bits)
    } else {
      for place in 0..<1 << bits { table[place] = 0 }
    }
    return true
  }

  /// Inserts a position.
  ///
  /// - Returns: 1 when it was not there, 0 otherwise.
  @inline(__always)
  mutating func insert(_ point: LatticePoint) -> Int {
    guard let word = words?.word(of: point) else { return 0 }
    var hash = word &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
    let mask = Int(UInt64.max >> shift)
    var place = Int(truncatingIfNeeded: hash >> shift)
    // SAFETY: `place` has as many bits as the table's size, which is at most `table.count`; there is
    // an empty place, as `start` was told how many come. PAID FOR BY: benchmark "check".
    return unsafe table.withUnsafeMutableBufferPointer { table in
      while true {
        let present = unsafe table[place]
        if present == word || present == 0 {
          unsafe table[place] = word
          return present == 0 ? 1 : 0
        }
        place = (place + 1) & mask
      }
    }
  }
}
