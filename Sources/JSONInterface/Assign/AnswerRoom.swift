/// Room for text that was made beforehand, filled from the front.
///
/// Text is copied in pieces of ``slack`` bytes, and what the last piece has too much is overwritten by
/// the next text.
@safe
struct AnswerRoom: ~Copyable {
  /// How many bytes of room there must be beyond the text.
  static let slack = 32

  private let memory: UnsafeMutableRawBufferPointer
  private let capacity: Int
  /// How many bytes have been written.
  private(set) var count = 0

  /// Takes memory that is the room's alone while it is used.
  ///
  /// - Precondition: There is room for the slack.
  init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
    precondition(memory.count >= Self.slack, "there is no room")
    unsafe self.memory = UnsafeMutableRawBufferPointer(memory)
    capacity = memory.count - Self.slack
  }

  /// Appends a part of a text.
  ///
  /// - Precondition: The text has the part, and there is room for it.
  @inline(__always)
  mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= text.count && range.count <= capacity &- count,
      "more text than room was made for")
    // SAFETY: a piece is read where the text goes on for as long, and written to the room, whose
    // slack is as long as a piece.
    // PAID FOR BY: benchmark "answer-requests".
    unsafe text.withUnsafeBytes { text in
      var (from, to) = (range.lowerBound, count)
      while from < range.upperBound {
        guard from &+ Self.slack <= text.count else {
          let rest = unsafe UnsafeRawBufferPointer(rebasing: text[from..<range.upperBound])
          unsafe UnsafeMutableRawBufferPointer(rebasing: memory[to...]).copyMemory(from: rest)
          break
        }
        let piece = unsafe text.loadUnaligned(fromByteOffset: from, as: SIMD32<UInt8>.self)
        unsafe memory.storeBytes(of: piece, toByteOffset: to, as: SIMD32<UInt8>.self)
        from &+= Self.slack
        to &+= Self.slack
      }
    }
    count &+= range.count
  }

  /// Appends a text.
  ///
  /// - Precondition: There is room for it.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    precondition(text.utf8CodeUnitCount <= capacity &- count, "more text than room was made for")
    text.withUTF8Buffer { text in
      unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count...])
        .copyMemory(from: UnsafeRawBufferPointer(text))
    }
    count &+= text.utf8CodeUnitCount
  }
}
