/// RFC 8259 read byte by byte, as plainly as can be: the second opinion in fuzz tests.
struct SlowJSON {
  private let text: [UInt8]
  private var at = 0

  /// Whether the bytes are one valid JSON text.
  static func accepts(_ text: [UInt8]) -> Bool {
    guard String(validating: text, as: UTF8.self) != nil else { return false }
    var reader = SlowJSON(text: text)
    guard reader.value(depth: 0) else { return false }
    reader.space()
    return reader.at == text.count
  }

  private init(text: [UInt8]) { self.text = text }

  private var byte: UInt8? { at < text.count ? text[at] : nil }

  private mutating func space() {
    while let byte, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { at += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    guard text[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    space()
    switch byte {
    case UInt8(ascii: "{"): return list(depth: depth, close: "}", isObject: true)
    case UInt8(ascii: "["): return list(depth: depth, close: "]", isObject: false)
    case UInt8(ascii: "\""): return string()
    default: return take("true") || take("false") || take("null") || number()
    }
  }

  private mutating func list(depth: Int, close: String, isObject: Bool) -> Bool {
    guard depth < 512 else { return false }
    at += 1
    space()
    if take(close) { return true }
    while true {
      if isObject {
        space()
        guard string() else { return false }
        space()
        guard take(":") else { return false }
      }
      guard value(depth: depth + 1) else { return false }
      space()
      if take(close) { return true }
      guard take(",") else { return false }
    }
  }

  private mutating func string() -> Bool {
    guard take("\"") else { return false }
    while let byte {
      if take("\"") { return true }
      guard byte >= 0x20 else { return false }
      at += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      guard let escape = self.byte else { return false }
      at += 1
      if escape == UInt8(ascii: "u") {
        guard let unit = unit(), !(0xDC00..<0xE000).contains(unit) else { return false }
        if (0xD800..<0xDC00).contains(unit) {
          guard take("\\u"), let low = self.unit(), (0xDC00..<0xE000).contains(low) else {
            return false
          }
        }
      } else if !"\"\\/bfnrt".utf8.contains(escape) {
        return false
      }
    }
    return false
  }

  private mutating func unit() -> Int? {
    guard at + 4 <= text.count else { return nil }
    let digits = text[at..<at + 4]
    guard digits.allSatisfy({ "0123456789abcdefABCDEF".utf8.contains($0) }) else { return nil }
    at += 4
    return Int(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private mutating func digits() -> Bool {
    let start = at
    while let byte, (0x30...0x39).contains(byte) { at += 1 }
    return at > start
  }

  private mutating func number() -> Bool {
    _ = take("-")
    guard take("0") || digits() else { return false }
    if take(".") { guard digits() else { return false } }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard digits() else { return false }
    }
    return true
  }
}
