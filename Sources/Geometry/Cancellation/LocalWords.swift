/// Positions near one another as 64-bit words: from a corner of their box, 32 bits for each ordinate.
///
/// No two share a word, and none is 0, as ordinates count from 1. A box under 2³² - 1 wide and high is
/// narrow enough, as 4 degrees are.
struct LocalWords {
  private let corner: LatticePoint

  /// - Returns: `nil` when the box is empty or too wide.
  init?(in box: Envelope) {
    guard !box.isEmpty, box.maximum.x - box.minimum.x < 0xFFFF_FFFF,
      box.maximum.y - box.minimum.y < 0xFFFF_FFFF
    else { return nil }
    corner = LatticePoint(x: box.minimum.x - 1, y: box.minimum.y - 1)
  }

  /// The word of a position in the box; words are in order as positions are.
  @inline(__always)
  func word(of point: LatticePoint) -> UInt64 {
    UInt64(truncatingIfNeeded: point.x &- corner.x) << 32
      | UInt64(truncatingIfNeeded: point.y &- corner.y)
  }

  func point(of word: UInt64) -> LatticePoint {
    LatticePoint(x: corner.x + Int64(word >> 32), y: corner.y + Int64(word & 0xFFFF_FFFF))
  }

  /// The binary logarithm of the size of a table for so many words: at most five places of six are
  /// taken, though usually no more than half of that.
  static func tableBits(for count: Int) -> Int {
    max(4, Int.bitWidth - (count + count / 5).leadingZeroBitCount)
  }
}
