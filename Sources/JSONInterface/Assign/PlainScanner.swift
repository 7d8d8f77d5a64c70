internal import Geometry

/// Walks over one line of JSON and builds nothing.
///
/// It takes only what is plain: valid JSON, strings without escapes, numbers that a double reaches.
/// At all else, wrong or merely unusual, it gives up, and who asked has to read the line in the
/// general way. A line end is no white space, so the walk never leaves its line.
struct PlainScanner {
  /// What comes next in an array or object.
  enum Step {
    case item
    case closed
    case unusual
  }

  /// Of the next byte.
  private(set) var offset: Int

  /// Starts a walk at an offset of a text, which every later call must be given.
  init(at offset: Int) { self.offset = offset }

  /// Goes on behind what was read.
  @inline(__always)
  mutating func skip(to offset: Int) { self.offset = offset }

  /// The next byte behind white space, which is not taken; 0 at the end of the text.
  @inline(__always)
  mutating func next(in text: Span<UInt8>) -> UInt8 {
    while offset < text.count {
      let byte = text[offset]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0D else { return byte }
      offset += 1
    }
    return 0
  }

  /// Whether nothing but white space is left of the line, which is passed over.
  @inline(__always)
  mutating func isAtLineEnd(in text: Span<UInt8>) -> Bool {
    next(in: text) == UInt8(ascii: "\n") || offset == text.count
  }

  /// Takes a byte behind white space, if it is this one.
  @inline(__always)
  mutating func take(_ byte: UInt8, in text: Span<UInt8>) -> Bool {
    guard next(in: text) == byte else { return false }
    offset += 1
    return true
  }

  /// Goes behind an opening bracket that was taken.
  @inline(__always)
  mutating func begin(closing bracket: UInt8, in text: Span<UInt8>) -> Step {
    take(bracket, in: text) ? .closed : .item
  }

  /// Goes behind an item that was taken.
  @inline(__always)
  mutating func proceed(closing bracket: UInt8, in text: Span<UInt8>) -> Step {
    let byte = next(in: text)
    guard byte == UInt8(ascii: ",") || byte == bracket else { return .unusual }
    offset += 1
    return byte == bracket ? .closed : .item
  }

  /// Takes the name of a member and the colon; `nil` for a name that may not be what it seems.
  @inline(__always)
  mutating func name(in text: Span<UInt8>) -> MemberName? {
    guard take(UInt8(ascii: "\""), in: text) else { return nil }
    let start = offset
    var letters: UInt64 = 0
    while offset < text.count {
      let byte = text[offset]
      offset += 1
      guard byte != UInt8(ascii: "\"") else {
        let isShort = offset - start <= 9
        guard take(UInt8(ascii: ":"), in: text) else { return nil }
        return isShort ? MemberName(letters: letters) : .other
      }
      guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else { return nil }
      letters = letters << 8 | UInt64(byte)
    }
    return nil
  }
}

extension PlainScanner {
  /// Takes a number of degrees.
  ///
  /// - Parameters:
  ///   - limit: The greatest magnitude in whole degrees, at most 180.
  ///   - text: The text.
  /// - Returns: Where the nearest double lies on the geographic lattice; `nil` when that takes more
  ///   than a few steps, or there is no such number. An exponent is not taken and may follow.
  @inline(__always)
  mutating func degrees(within limit: UInt64, in text: Span<UInt8>) -> Int64? {
    let isNegative = offset < text.count && text[offset] == UInt8(ascii: "-")
    var end = isNegative ? offset + 1 : offset
    guard let first = ByteWord(text, at: end) else { return nil }
    let wholeCount = first.digitCount
    guard wholeCount > 0, wholeCount <= 3, wholeCount == 1 || text[end] != UInt8(ascii: "0") else {
      return nil
    }
    end += wholeCount
    var (fraction, count) = (UInt64(0), 0)
    if text[end] == UInt8(ascii: ".") {
      end += 1
      guard let word = ByteWord(text, at: end) else { return nil }
      count = word.digitCount
      guard count > 0 else { return nil }
      fraction = word.number(ofDigits: count)
      if count == 8 {
        guard let next = ByteWord(text, at: end + 8) else { return nil }
        let more = next.digitCount
        if more > 0 {
          fraction = fraction &* powersOfTen[more] &+ next.number(ofDigits: more)
          count += more
        }
      }
      end += count
    }
    guard
      let units = Lattice.geographicUnits(
        whole: first.number(ofDigits: wholeCount), fraction: fraction, count: count, limit: limit)
    else { return nil }
    offset = end
    return isNegative ? -units : units
  }
}

/// Those that eight digits may stand for.
private let powersOfTen: [UInt64] = [
  1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
]
