internal import CSimdJSON

/// A value of a JSON text: a view into its ``JSONDocument``.
///
/// - Precondition: Used before its document reads the next text.
public struct JSONValue {
  /// What a value is.
  public enum Kind: Hashable, Sendable {
    case null
    case boolean
    case number
    case string
    case array
    case object
  }

  let document: JSONDocument
  let index: Int
  let reading: Int

  init(document: JSONDocument, index: Int, reading: Int) {
    self.document = document
    self.index = index
    self.reading = reading
  }

  var node: csj_node { document.node(index, of: reading) }

  public var kind: Kind {
    switch Int(node.kind) {
    case CSJ_FALSE, CSJ_TRUE: .boolean
    case CSJ_NUMBER: .number
    case CSJ_STRING, CSJ_KEY: .string
    case CSJ_ARRAY: .array
    case CSJ_OBJECT: .object
    default: .null
    }
  }

  public var isNull: Bool { kind == .null }

  /// Where the raw text is, as byte offsets in the text that was parsed.
  public var range: Range<Int> {
    let node = node
    return Int(node.offset)..<Int(node.offset) + Int(node.length)
  }

  /// The bytes as they were written, quotes, brackets and inner white space included.
  public var rawText: [UInt8] {
    unsafe document.withText(of: node) { unsafe Array($0) }
  }
}

extension JSONValue {
  /// The value of `true` or `false`.
  public var boolean: Bool? {
    switch Int(node.kind) {
    case CSJ_TRUE: true
    case CSJ_FALSE: false
    default: nil
    }
  }

  /// The double nearest to a number; `nil` for other values and for numbers that no double reaches.
  public var number: Double? {
    let node = node
    guard node.kind == CSJ_NUMBER, !isOutOfRange else { return nil }
    return node.number
  }

  /// Whether this is a number beyond the doubles, such as `1e400`.
  public var isOutOfRange: Bool {
    let node = node
    return node.kind == CSJ_NUMBER && Int(node.flags) & CSJ_OUT_OF_RANGE != 0
  }

  /// A number that is written without fraction and exponent and fits 64 bits.
  public var integer: Int? {
    let node = node
    guard node.kind == CSJ_NUMBER, Int(node.flags) & CSJ_IS_INTEGER != 0 else { return nil }
    return unsafe document.withText(of: node) { Int(unsafe String(decoding: $0, as: UTF8.self)) }
  }

  /// The text of a string.
  public var string: String? {
    let node = node
    guard node.kind == CSJ_STRING || node.kind == CSJ_KEY else { return nil }
    return unsafe document.withText(of: node, trimming: 1) { raw in
      guard Int(node.flags) & CSJ_HAS_ESCAPES != 0 else {
        return unsafe String(decoding: raw, as: UTF8.self)
      }
      return unsafe String(unsafeUninitializedCapacity: raw.count) { buffer in
        unsafe csj_unescape(raw.baseAddress, raw.count, buffer.baseAddress)
      }
    }
  }

  /// Whether this is a string with that text.
  public func isString(_ text: StaticString) -> Bool {
    let node = node
    guard node.kind == CSJ_STRING || node.kind == CSJ_KEY else { return false }
    guard Int(node.flags) & CSJ_HAS_ESCAPES == 0 else { return string == "\(text)" }
    return unsafe document.withText(of: node, trimming: 1) { raw in
      text.withUTF8Buffer { unsafe raw.elementsEqual($0) }
    }
  }
}

extension JSONValue {
  /// Gives the text of a string in UTF-8 to `body`, escapes undone; `nil` for other values.
  public func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result? {
    let node = node
    guard node.kind == CSJ_STRING || node.kind == CSJ_KEY else { return nil }
    guard Int(node.flags) & CSJ_HAS_ESCAPES == 0 else {
      return string.map { body(Array($0.utf8).span) }
    }
    return unsafe document.withText(of: node, trimming: 1) { unsafe body($0.span) }
  }
}
