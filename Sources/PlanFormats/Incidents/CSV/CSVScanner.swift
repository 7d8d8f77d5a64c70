internal import CTableText

/// Where a row of a CSV text lies.
struct CSVRow {
  let start: Int
  /// Past the last byte of the last field.
  let contentEnd: Int
  /// Past the line end.
  let end: Int
  /// Whether the text ends inside a quoted field.
  let isUnclosed: Bool
  /// Line feeds in the row; a line end of any kind counts as one.
  let lines: Int
}

/// Finds rows and fields in the bytes of a CSV text.
///
/// Works on UTF-8 and on GB18030 alike: no byte of a longer character is a comma, a quote or a line
/// end in either. Quotes count at the start of a field only; text behind a closing quote belongs to
/// the field. Rows end in LF, CRLF or CR.
///
/// Standard: RFC 4180.
struct CSVScanner {
  private var ends = [UInt32](repeating: 0, count: 32)
  /// How many fields the row scanned last has.
  private(set) var fieldCount = 0

  /// Finds the row that starts at an offset.
  ///
  /// - Parameters:
  ///   - text: A text that is over where a row is, or where the file is.
  ///   - start: Offset of the row's first byte.
  /// - Returns: Where the row lies; its fields are kept until the next call.
  /// - Precondition: `start` is within the text.
  mutating func scan(_ text: Span<UInt8>, from start: Int) -> CSVRow {
    precondition(start >= 0 && start < text.count, "a row starts beyond the text")
    while true {
      var row = ctt_row()
      var isUnclosed = false
      fieldCount = unsafe text.withUnsafeBufferPointer { text in
        unsafe ends.withUnsafeMutableBufferPointer { ends in
          unsafe ctt_fields(
            text.baseAddress, text.count, start, &row, &isUnclosed, ends.baseAddress, ends.count)
        }
      }
      if fieldCount <= ends.count {
        return CSVRow(
          start: start, contentEnd: Int(row.content_end), end: Int(row.end),
          isUnclosed: isUnclosed, lines: Int(row.lines))
      }
      ends = [UInt32](repeating: 0, count: fieldCount)
    }
  }

  /// The range of a field of the row scanned last.
  func field(_ number: Int, of row: CSVRow) -> Range<Int> {
    precondition(number < fieldCount, "a field beyond the row")
    return (number == 0 ? row.start : Int(ends[number - 1]) + 1)..<Int(ends[number])
  }

  /// Offset past the last row that surely ends in a text which more text follows; 0 for none.
  static func wholeRows(_ text: Span<UInt8>) -> Int {
    unsafe text.withUnsafeBufferPointer { text in
      unsafe ctt_whole_rows(text.baseAddress, text.count)
    }
  }
}
