internal import Geometry
internal import GridPartition
internal import JSONText

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

  /// Offset of the next line end, or the end of the text.
  func lineEnd(from start: Int) -> Int {
    var offset = start
    while offset < count, self[offset] != UInt8(ascii: "\n") { offset += 1 }
    return offset
  }
}

extension [UInt8] {
  /// Appends a text.
  mutating func append(plain text: StaticString) {
    text.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }
}

extension TextTable {
  /// Gives the bytes of a text to `body`.
  ///
  /// - Parameters:
  ///   - range: Where the text lies, as the table told.
  ///   - body: Must not keep the bytes.
  @inline(__always)
  func withBytes(_ range: Range<Int>, _ body: (Span<UInt8>) -> Void) {
    bytes.withValues(range, body)
  }

  /// The same texts as they stand between the quotes of a JSON string.
  ///
  /// - Complexity: O(*n*) in bytes; nothing is copied when no text needs escapes.
  func escaped() -> TextTable {
    let isPlain = bytes.withValues(0..<bytes.count) { bytes in
      bytes.indices.allSatisfy { offset in
        let byte = bytes[offset]
        return byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
      }
    }
    if isPlain { return self }
    var escaped: [UInt8] = []
    var ends: [UInt32] = []
    for text in 0..<count {
      var string: [UInt8] = []
      withBytes(range(of: text)) { string.append(jsonString: $0) }
      escaped += string.dropFirst().dropLast()
      ends.append(UInt32(escaped.count))
    }
    return TextTable(bytes: FlatTable(escaped), ends: FlatTable(ends))
  }
}
