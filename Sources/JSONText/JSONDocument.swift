internal import CSimdJSON

/// One JSON text, read whole into a flat array of values; reusable for the next text.
///
/// Every value is visited, so a text that parses is valid throughout. Once its buffers have grown
/// to the size of the texts, a document allocates nothing. It is used by one task at a time.
///
/// Method: simdjson's structural index (Langdale and Lemire 2019, doi:10.1007/s00778-019-00578-5),
/// then one walk over it.
@safe
public final class JSONDocument {
  /// How deep arrays and objects may nest.
  public static var maximumDepth: Int { Int(CSJ_MAXIMUM_DEPTH) }

  private let raw: OpaquePointer?
  /// Counts the texts, so that a value of an earlier one is recognised.
  private(set) var reading = 0

  /// Creates a document without text.
  public init() {
    unsafe raw = csj_create()
  }

  deinit {
    if let raw = unsafe raw { unsafe csj_destroy(raw) }
  }

  /// Reads a text; values of the text before are no longer to be used.
  ///
  /// - Parameter text: UTF-8 without byte order mark. It is copied.
  /// - Returns: The value that the text is.
  /// - Throws: ``JSONTextError`` for the first thing that is wrong, with its offset in `text`.
  public func parse(_ text: Span<UInt8>) throws(JSONTextError) -> JSONValue {
    reading += 1
    guard let raw = unsafe raw else { throw JSONTextError(.outOfMemory, offset: 0) }
    let result = unsafe text.withUnsafeBufferPointer { text in
      unsafe csj_parse(raw, text.baseAddress, text.count)
    }
    if let reason = JSONTextError.Reason(code: result.code) {
      throw JSONTextError(reason, offset: result.offset)
    }
    return JSONValue(document: self, index: 0, reading: reading)
  }

  /// Reads a text; values of the text before are no longer to be used.
  public func parse(_ text: [UInt8]) throws(JSONTextError) -> JSONValue {
    try parse(text.span)
  }

  /// Reads a text; values of the text before are no longer to be used.
  public func parse(_ text: String) throws(JSONTextError) -> JSONValue {
    try parse(Array(text.utf8).span)
  }
}

extension JSONDocument {
  /// Reads the marks of many texts at once, which are then parsed one after another.
  ///
  /// - Parameter text: The texts, in UTF-8, with line feeds between them.
  /// - Returns: `false` when not all of them are as far as strings and bytes go: each is then to be
  ///   parsed by itself.
  public func index(_ text: Span<UInt8>) -> Bool {
    reading += 1
    guard let raw = unsafe raw else { return false }
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe csj_index(raw, text.baseAddress, text.count)
    }
  }

  /// Parses one of the texts indexed last.
  ///
  /// - Parameter range: Where it is; behind those that were parsed before.
  /// - Returns: The value that the text is; its ranges count from the start of that text.
  /// - Throws: ``JSONTextError`` as ``parse(_:)-(Span<UInt8>)`` does, with its offset in the one text.
  /// - Precondition: ``index(_:)`` gave `true`, and no text was parsed since but those indexed.
  public func parse(indexed range: Range<Int>) throws(JSONTextError) -> JSONValue {
    reading += 1
    guard let raw = unsafe raw else { throw JSONTextError(.outOfMemory, offset: 0) }
    let result = unsafe csj_parse_part(raw, range.lowerBound, range.upperBound)
    if let reason = JSONTextError.Reason(code: result.code) {
      throw JSONTextError(reason, offset: result.offset)
    }
    return JSONValue(document: self, index: 0, reading: reading)
  }
}

extension JSONDocument {
  /// - Precondition: The value is of the text read last.
  func node(_ index: Int, of reading: Int) -> csj_node {
    precondition(reading == self.reading, "a value is used after its document read another text")
    guard let raw = unsafe raw else { preconditionFailure("no memory, no values") }
    let count = unsafe csj_count(raw)
    precondition(index < count, "a text that was refused has no values")
    return unsafe csj_nodes(raw)[index]
  }

  /// Gives a part of the text to `body`, which must not keep it.
  func withText<Result>(
    of node: csj_node, trimming quotes: Int = 0, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let raw = unsafe raw, let text = unsafe csj_text(raw) else {
      return unsafe body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let start = unsafe text + Int(node.offset) + quotes
    return unsafe body(UnsafeBufferPointer(start: start, count: Int(node.length) - 2 * quotes))
  }

  /// Index of the value of the last member with a name.
  func find(_ name: String, in object: Int) -> Int? {
    guard let raw = unsafe raw else { return nil }
    var name = name
    let found = name.withUTF8 { unsafe csj_find(raw, object, $0.baseAddress, $0.count) }
    return found == 0 ? nil : found
  }
}

extension JSONDocument {
  /// Finds the members of an object that have names.
  func find(_ names: MemberNames, in object: Int, into found: inout [UInt32]) -> UInt64 {
    guard let raw = unsafe raw, let names = unsafe names.raw else { return 0 }
    return unsafe found.withUnsafeMutableBufferPointer { found in
      unsafe csj_find_all(raw, object, names, found.baseAddress)
    }
  }
}

extension JSONTextError.Reason {
  /// The reason for a code of the C layer; `nil` when all is well.
  init?(code: Int32) {
    switch Int(code) {
    case CSJ_OK: return nil
    case CSJ_EMPTY: self = .empty
    case CSJ_TRUNCATED: self = .truncated
    case CSJ_TRAILING_TEXT: self = .trailingText
    case CSJ_BAD_LITERAL: self = .unknownWord
    case CSJ_BAD_NUMBER: self = .malformedNumber
    case CSJ_BAD_ESCAPE: self = .malformedEscape
    case CSJ_LONE_SURROGATE: self = .loneSurrogate
    case CSJ_CONTROL_CHARACTER: self = .controlCharacter
    case CSJ_UNCLOSED_STRING: self = .unclosedString
    case CSJ_BAD_UTF8: self = .malformedUTF8
    case CSJ_TOO_DEEP: self = .tooDeep
    case CSJ_TOO_LARGE: self = .tooLarge
    case CSJ_OUT_OF_MEMORY: self = .outOfMemory
    default: self = .unexpectedCharacter
    }
  }
}
