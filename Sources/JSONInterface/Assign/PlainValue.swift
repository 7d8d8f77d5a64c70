internal import JSONText

/// A value of a JSON text, where it lies in the text.
struct PlainValue {
  enum Kind: UInt8 {
    /// There is none, or none that is plain.
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

  /// Takes a value in; `false` when there is one already.
  mutating func fill(_ value: PlainValue) -> Bool {
    guard kind == .absent else { return false }
    self = value
    return true
  }
}

extension PlainScanner {
  /// Takes a value that is no array and no object.
  ///
  /// - Returns: The value; an absent one for what is not plain.
  mutating func scalar(in text: Span<UInt8>) -> PlainValue {
    let byte = next(in: text)
    let start = offset
    var value = PlainValue()
    if byte == UInt8(ascii: "\"") {
      if string(in: text) { value.kind = .string }
    } else if byte == UInt8(ascii: "-") || byte &- UInt8(ascii: "0") < 10 {
      if let number = number(in: text) { (value.kind, value.number) = (.number, number) }
    } else {
      value.kind = word(in: text)
    }
    value.range = start..<offset
    return value
  }

  @inline(__always)
  private mutating func string(in text: Span<UInt8>) -> Bool {
    let start = offset + 1
    var end = start
    while let word = ByteWord(text, at: end) {
      let count = word.plainCount
      end += count
      if count < 8 { break }
    }
    var all: UInt8 = 0
    while end < text.count {
      let byte = text[end]
      if byte == UInt8(ascii: "\"") {
        skip(to: end + 1)
        return all < 0x80 || isUTF8(text.extracting(start..<end))
      }
      guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return false }
      all |= byte
      end += 1
    }
    return false
  }

  @inline(never)
  private func isUTF8(_ text: Span<UInt8>) -> Bool { (try? UTF8Span(validating: text)) != nil }

  private mutating func word(in text: Span<UInt8>) -> PlainValue.Kind {
    for (word, kind) in [("null", .null), ("true", .boolean), ("false", .boolean)]
      as [(StaticString, PlainValue.Kind)]
    {
      let end = offset + word.utf8CodeUnitCount
      guard end <= text.count, text.extracting(offset..<end).spells(word) else { continue }
      skip(to: end)
      return kind
    }
    return .absent
  }
}

extension PlainScanner {
  /// Takes a number of RFC 8259's grammar.
  @inline(__always)
  private mutating func number(in text: Span<UInt8>) -> Double? {
    let isNegative = text[offset] == UInt8(ascii: "-")
    let first = isNegative ? offset + 1 : offset
    var (end, digits) = (first, UInt64(0))
    Self.passDigits(in: text, from: &end, &digits)
    var count = end - first
    guard count == 1 || count > 1 && text[first] != UInt8(ascii: "0") else { return nil }
    var decimals = 0
    if end < text.count, text[end] == UInt8(ascii: ".") {
      end += 1
      let point = end
      Self.passDigits(in: text, from: &end, &digits)
      decimals = end - point
      guard decimals > 0 else { return nil }
      count += decimals
    }
    let hasExponent = end < text.count && text[end] | 0x20 == UInt8(ascii: "e")
    // Up to 19 digits none was lost.
    if !hasExponent, count <= 19, let quotient = digits.dividedByPowerOfTen(decimals) {
      skip(to: end)
      return isNegative ? -quotient : quotient
    }
    if hasExponent {
      guard Self.passExponent(in: text, from: &end) else { return nil }
    }
    guard case .finite(let number) = DecimalText(text.extracting(offset..<end)) else { return nil }
    skip(to: end)
    return number
  }

  @inline(__always)
  private static func passDigits(
    in text: Span<UInt8>, from offset: inout Int, _ digits: inout UInt64
  ) {
    while offset < text.count {
      let digit = text[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      digits = digits &* 10 &+ UInt64(digit)
      offset += 1
    }
  }

  private static func passExponent(in text: Span<UInt8>, from offset: inout Int) -> Bool {
    offset += 1
    if offset < text.count, text[offset] == UInt8(ascii: "-") || text[offset] == UInt8(ascii: "+") {
      offset += 1
    }
    let first = offset
    var digits: UInt64 = 0
    passDigits(in: text, from: &offset, &digits)
    return offset > first
  }
}

extension UInt64 {
  /// The double nearest to this number divided by 10 to a power; `nil` when that is not known in a
  /// few steps.
  @inline(__always)
  func dividedByPowerOfTen(_ power: Int) -> Double? {
    guard power < powersOfTen.count else { return nil }
    // Of two doubles that are exact the quotient is rounded once.
    if self <= 1 << 53 { return Double(Int64(self)) / powersOfTen[power] }
    let divisor = UInt64(powersOfTen[power])
    let (whole, rest) = quotientAndRemainder(dividingBy: divisor)
    guard whole > 0 else { return nil }
    // 64 bits of the quotient, the last one also standing for all that follows, are rounded once.
    let fraction = divisor.dividingFullWidth((rest, 0))
    let shift = whole.leadingZeroBitCount
    let leading = whole << shift | fraction.quotient >> (64 - shift)
    let isInexact = fraction.quotient << shift != 0 || fraction.remainder != 0
    let scale = Double(bitPattern: UInt64(1023 - shift) << 52)
    return Double(isInexact ? leading | 1 : leading) * scale
  }
}

/// Those that fit 64 bits and are doubles.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19,
]
