/// Eight bytes of a text as one number, the first one lowest.
struct ByteWord {
  private let bytes: UInt64
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Reads the bytes from an offset of a text on; `nil` when they are not all there.
  @inline(__always)
  init?(_ text: Span<UInt8>, at offset: Int) {
    guard offset >= 0, offset <= text.count &- 8 else { return nil }
    // SAFETY: eight bytes are there from the offset on.
    // PAID FOR BY: benchmark "answer-requests".
    bytes = unsafe UInt64(
      littleEndian: text.withUnsafeBytes {
        unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      })
  }

  /// Whether the first bytes are those of another word.
  ///
  /// - Precondition: `count` is 1 to 8.
  @inline(__always)
  func begins(as other: ByteWord, count: Int) -> Bool {
    (bytes ^ other.bytes) &<< UInt64(64 &- 8 &* count) == 0
  }

  /// How many digits there are before the first other byte.
  @inline(__always)
  var digitCount: Int {
    // What is no digit gets its top bit set; a carry reaches only what is behind it.
    let values = bytes ^ (0x30 &* Self.ones)
    return Self.first((values &+ 0x76 &* Self.ones) | values)
  }

  /// The number that the first bytes are, which are digits.
  ///
  /// Neighbours are joined to pairs, pairs to fours, fours to the whole.
  ///
  /// - Precondition: `count` is 1 to 8.
  @inline(__always)
  func number(ofDigits count: Int) -> UInt64 {
    var value = (bytes ^ (0x30 &* Self.ones)) &<< UInt64(64 &- 8 &* count)
    value = value &* 10 &+ (value &>> 8)
    let low = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = ((value &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (low &+ high) &>> 32
  }

  /// How many bytes of plain text there are: ASCII without control characters, quotes, backslashes.
  @inline(__always)
  var plainCount: Int {
    let control = bytes &- 0x20 &* Self.ones
    let quote = (bytes ^ (0x22 &* Self.ones)) &- Self.ones
    let backslash = (bytes ^ (0x5C &* Self.ones)) &- Self.ones
    // A borrow reaches only what is behind the byte that is sought.
    return Self.first(control | quote | backslash | bytes)
  }

  /// The first byte with its top bit set; 8 when there is none.
  @inline(__always)
  private static func first(_ marked: UInt64) -> Int {
    (marked & tops).trailingZeroBitCount &>> 3
  }
}
