internal import JSONText

/// A value of a JSON text, where it lies in the text.
struct PlainValue {
  enum Kind: UInt8 {
    case absent
    case null
    case boolean
    case number
    case string
    case array
  }

  var kind = Kind.absent
  /// Of a number: the nearest double.
  var number = 0.0
  /// The bytes as they were written, quotes included.
  var range = 0..<0

  /// Whether there is a value and it is not null.
  var isGiven: Bool { kind != .absent && kind != .null }
}

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
  /// Takes a value that is no array and no object.
  @inline(__always)
  mutating func scalar(in text: Span<UInt8>) -> PlainValue? {
    let byte = next(in: text)
    let start = offset
    var value = PlainValue()
    switch byte {
    case UInt8(ascii: "\""):
      guard string(in: text) else { return nil }
      value.kind = .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard let number = number(in: text) else { return nil }
      (value.kind, value.number) = (.number, number)
    default:
      guard let kind = word(in: text) else { return nil }
      value.kind = kind
    }
    value.range = start..<offset
    return value
  }

  @inline(__always)
  private mutating func string(in text: Span<UInt8>) -> Bool {
    offset += 1
    let start = offset
    var all: UInt8 = 0
    while offset < text.count {
      let byte = text[offset]
      offset += 1
      guard byte != UInt8(ascii: "\"") else {
        return all < 0x80 || isUTF8(text.extracting(start..<offset - 1))
      }
      guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return false }
      all |= byte
    }
    return false
  }

  @inline(never)
  private func isUTF8(_ text: Span<UInt8>) -> Bool { (try? UTF8Span(validating: text)) != nil }

  private mutating func word(in text: Span<UInt8>) -> PlainValue.Kind? {
    for (word, kind) in [("null", .null), ("true", .boolean), ("false", .boolean)]
      as [(StaticString, PlainValue.Kind)]
    {
      let end = offset + word.utf8CodeUnitCount
      guard end <= text.count, text.extracting(offset..<end).spells(word) else { continue }
      offset = end
      return kind
    }
    return nil
  }
}

extension PlainScanner {
  /// Takes a number of RFC 8259's grammar.
  @inline(__always)
  private mutating func number(in text: Span<UInt8>) -> Double? {
    let start = offset
    let isNegative = text[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    var digits: UInt64 = 0
    let first = offset
    takeDigits(in: text, &digits)
    var count = offset - first
    guard count == 1 || count > 1 && text[first] != UInt8(ascii: "0") else { return nil }
    var decimals = 0
    if offset < text.count, text[offset] == UInt8(ascii: ".") {
      offset += 1
      let point = offset
      takeDigits(in: text, &digits)
      decimals = offset - point
      guard decimals > 0 else { return nil }
      count += decimals
    }
    let hasExponent = offset < text.count && text[offset] | 0x20 == UInt8(ascii: "e")
    // Below 19 digits none was lost, and two exact doubles need one rounding.
    guard hasExponent || count > 18 || digits > 1 << 53 else {
      let magnitude = Double(digits) / powersOfTen[decimals]
      return isNegative ? -magnitude : magnitude
    }
    if hasExponent {
      guard takeExponent(in: text) else { return nil }
    }
    guard case .finite(let number) = DecimalText(text.extracting(start..<offset)) else {
      return nil
    }
    return number
  }

  @inline(__always)
  private mutating func takeDigits(in text: Span<UInt8>, _ digits: inout UInt64) {
    while offset < text.count {
      let digit = text[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      digits = digits &* 10 &+ UInt64(digit)
      offset += 1
    }
  }

  private mutating func takeExponent(in text: Span<UInt8>) -> Bool {
    offset += 1
    if offset < text.count, text[offset] == UInt8(ascii: "-") || text[offset] == UInt8(ascii: "+") {
      offset += 1
    }
    let first = offset
    var digits: UInt64 = 0
    takeDigits(in: text, &digits)
    return offset > first
  }
}

/// Those that a number of fewer than 19 digits needs; all are exact.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
]

extension Span<UInt8> {
  /// Whether the bytes are those of a text.
  @inline(__always)
  func spells(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { unsafe spells($0.span) }
  }

  /// Whether the bytes are those of another span.
  @inline(__always)
  func spells(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for offset in indices where self[offset] != other[offset] { return false }
    return true
  }
}
