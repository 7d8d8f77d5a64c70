internal import Foundation
internal import JSONText

/// The text of a property: trimmed, and spelled in one way.
enum PropertyText {
  /// The text of a string, or a number as it is written; whole numbers without a fraction.
  ///
  /// - Returns: `nil` when it is blank, or neither a string nor a number.
  static func plain(_ value: JSONValue) -> String? {
    if let string = value.string {
      return value.withText({ $0.isTrimmedAndComposed }) == true ? string : trimmed(string)
    }
    guard value.kind == .number else { return nil }
    let raw = String(decoding: value.rawText, as: UTF8.self)
    return raw.hasSuffix(".0") ? String(raw.dropLast(2)) : raw
  }

  /// A text of a table; `nil` when it is blank.
  static func plain(_ text: String) -> String? {
    text.utf8Span.span.isTrimmedAndComposed ? text : trimmed(text)
  }

  /// A number of a table, whole ones without a fraction.
  static func plain(_ number: Double) -> String {
    Int64(exactly: number).map { String($0) } ?? "\(number)"
  }

  private static func trimmed(_ text: String) -> String? {
    let trimmed = String(
      text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    // One spelling for each character, so that equal codes have equal bytes.
    return trimmed.isEmpty ? nil : trimmed.precomposedStringWithCanonicalMapping
  }
}

extension Span where Element == UInt8 {
  /// Whether nothing but printable ASCII and Chinese characters of the first block (U+4E00 to U+9FFF)
  /// is there, and no space at the ends. These have no other spelling.
  fileprivate var isTrimmedAndComposed: Bool {
    guard count > 0, self[0] != 0x20, self[count - 1] != 0x20 else { return false }
    var offset = 0
    while offset < count {
      switch self[offset] {
      case 0x20...0x7E: offset += 1
      case 0xE4 where self[offset + 1] >= 0xB8: offset += 3
      case 0xE5...0xE9: offset += 3
      default: return false
      }
    }
    return true
  }
}
