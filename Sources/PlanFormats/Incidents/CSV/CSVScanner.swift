/// Where a row of a CSV text lies.
struct CSVRow {
  let start: Int
  /// Past the last byte of the last field.
  let contentEnd: Int
  /// Past the line end.
  let end: Int
  /// Whether the text ends inside a quoted field.
  let isUnclosed: Bool
  /// Line feeds in the row, its own line end included.
  let lineFeeds: Int
}

/// Finds rows and fields in the bytes of a CSV text.
///
/// Works on UTF-8 and on GB18030 alike: no byte of a longer character is a comma, a quote or a line
/// end in either. Quotes count at the start of a field only; text behind a closing quote belongs to
/// the field. Rows end in LF, CRLF or CR.
///
/// Standard: RFC 4180.
struct CSVScanner {
  /// Past the last byte of each field of the row scanned last.
  private(set) var fieldEnds: [Int] = []

  /// Finds the row that starts at an offset.
  ///
  /// - Parameters:
  ///   - text: The text, as far as it has been read.
  ///   - start: Offset of the row's first byte.
  ///   - isAtEnd: Whether no more text follows.
  /// - Returns: `nil` when the row's end is not in the text yet.
  /// - Precondition: `start` is within the text.
  mutating func scan(_ text: Span<UInt8>, from start: Int, isAtEnd: Bool) -> CSVRow? {
    fieldEnds.removeAll(keepingCapacity: true)
    var at = start
    var lineFeeds = 0
    while true {
      if at < text.count, text[at] == .quote {
        guard let past = Self.pastQuoted(text, from: at, &lineFeeds) else {
          guard isAtEnd else { return nil }
          fieldEnds.append(text.count)
          return CSVRow(
            start: start, contentEnd: text.count, end: text.count, isUnclosed: true,
            lineFeeds: lineFeeds)
        }
        if past == text.count && !isAtEnd { return nil }
        at = past
      }
      at = Self.endOfPlain(text, from: at)
      if at == text.count && !isAtEnd { return nil }
      fieldEnds.append(at)
      if at < text.count && text[at] == .comma {
        at += 1
        continue
      }
      guard let end = Self.pastLineEnd(text, from: at, isAtEnd: isAtEnd) else { return nil }
      return CSVRow(
        start: start, contentEnd: at, end: end, isUnclosed: false,
        lineFeeds: lineFeeds + (end > at ? 1 : 0))
    }
  }

  /// Finds the row that a window starts with.
  mutating func scan(_ bytes: [UInt8], in unused: Range<Int>, isAtEnd: Bool) -> CSVRow? {
    guard !unused.isEmpty else { return nil }
    return scan(
      bytes.span.extracting(..<unused.upperBound), from: unused.lowerBound, isAtEnd: isAtEnd)
  }

  /// The range of a field of the row scanned last.
  func field(_ number: Int, of row: CSVRow) -> Range<Int> {
    (number == 0 ? row.start : fieldEnds[number - 1] + 1)..<fieldEnds[number]
  }

  /// Offset past the closing quote; `nil` when there is none.
  private static func pastQuoted(
    _ text: Span<UInt8>, from start: Int, _ lineFeeds: inout Int
  ) -> Int? {
    var at = start + 1
    while at < text.count {
      let byte = text[at]
      at += 1
      if byte == .lineFeed { lineFeeds += 1 }
      guard byte == .quote else { continue }
      guard at < text.count, text[at] == .quote else { return at }
      at += 1
    }
    return nil
  }

  /// Offset of the next comma or line end.
  private static func endOfPlain(_ text: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count {
      let byte = text[at]
      if byte == .comma || byte == .lineFeed || byte == .carriageReturn { break }
      at += 1
    }
    return at
  }

  /// Offset past a line end; `nil` when it may go on.
  private static func pastLineEnd(_ text: Span<UInt8>, from at: Int, isAtEnd: Bool) -> Int? {
    guard at < text.count else { return at }
    guard text[at] == .carriageReturn else { return at + 1 }
    guard at + 1 < text.count else { return isAtEnd ? at + 1 : nil }
    return text[at + 1] == .lineFeed ? at + 2 : at + 1
  }
}
