/// Positions as words that a table of edges keeps and compares.
protocol PositionWords {
  associatedtype Word: BitwiseCopyable, Equatable
  /// The word that no position has.
  static var none: Word { get }
  func word(of point: LatticePoint) -> Word
  func point(of word: Word) -> LatticePoint
  /// Whether a word's position comes before another's.
  static func precedes(_ a: Word, _ b: Word) -> Bool
  /// A number for two words, of which the upper bits are well mixed.
  static func hash(_ a: Word, _ b: Word) -> UInt64
}

/// Positions near one another as 64-bit words: from a corner of their box, 32 bits for each ordinate.
///
/// No two share a word, and none is 0, as ordinates count from 1. A box under 2³² - 1 wide and high is
/// narrow enough, as 4 degrees are.
struct LocalWords: PositionWords {
  static let none: UInt64 = 0

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

  @inline(__always)
  static func precedes(_ a: UInt64, _ b: UInt64) -> Bool { a < b }

  @inline(__always)
  static func hash(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let hash = a &* 0x9E37_79B9_7F4A_7C15 &+ b &* 0xC2B2_AE3D_27D4_EB4F
    return (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
  }

  /// The binary logarithm of the size of a table for so many words: at most five places of six are
  /// taken, though usually no more than half of that.
  static func tableBits(for count: Int) -> Int {
    max(4, Int.bitWidth - (count + count / 5).leadingZeroBitCount)
  }
}

/// Positions anywhere, as they are.
struct WideWords: PositionWords {
  static let none = LatticePoint(x: .min, y: .min)

  @inline(__always)
  func word(of point: LatticePoint) -> LatticePoint { point }

  func point(of word: LatticePoint) -> LatticePoint { word }

  @inline(__always)
  static func precedes(_ a: LatticePoint, _ b: LatticePoint) -> Bool { a < b }

  @inline(__always)
  static func hash(_ a: LatticePoint, _ b: LatticePoint) -> UInt64 {
    LocalWords.hash(folded(a), folded(b))
  }

  @inline(__always)
  private static func folded(_ point: LatticePoint) -> UInt64 {
    UInt64(bitPattern: point.x) &* 0x2545_F491_4F6C_DD1D ^ UInt64(bitPattern: point.y)
  }
}
