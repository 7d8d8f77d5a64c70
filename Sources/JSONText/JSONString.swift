extension [UInt8] {
  /// Appends a JSON string with that text, quotes included.
  ///
  /// Only what RFC 8259 demands is escaped: quotes, backslashes and control characters.
  public mutating func append(jsonString text: String) {
    var text = text
    text.withUTF8 { unsafe append(jsonString: $0.span) }
  }

  /// Appends a JSON string with that text, quotes included.
  ///
  /// - Parameter utf8: Well-formed UTF-8.
  public mutating func append(jsonString utf8: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    var start = 0
    for offset in utf8.indices {
      let byte = utf8[offset]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      append(contentsOf: utf8.extracting(start..<offset))
      append(escaped: byte)
      start = offset + 1
    }
    append(contentsOf: utf8.extracting(start..<utf8.count))
    append(UInt8(ascii: "\""))
  }

  /// Appends the bytes of a span.
  public mutating func append(contentsOf bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  private mutating func append(escaped byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    default:
      let low = byte & 15
      append(contentsOf: [UInt8(ascii: "u"), 0x30, 0x30, 0x30 + byte >> 4])
      append(low < 10 ? 0x30 + low : 0x57 + low)
    }
  }
}

extension JSONValue {
  /// Appends the bytes as they were written.
  public func appendRawText(to bytes: inout [UInt8]) {
    unsafe document.withText(of: node) { unsafe bytes.append(contentsOf: $0) }
  }
}
