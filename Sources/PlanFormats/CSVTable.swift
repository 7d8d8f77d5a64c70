internal import JSONText

/// A table that is written as CSV, RFC 4180, in UTF-8, field after field.
struct CSVTable {
  private(set) var bytes: [UInt8] = []
  private var isRowStart = true

  /// Adds a number; an empty field when there is none.
  mutating func append(_ number: Double?) {
    separate()
    if let number, number.isFinite { bytes.append(decimal: number) }
  }

  /// Adds a text.
  mutating func append(_ text: String) {
    separate()
    CSVText.append(field: Array(text.utf8).span, to: &bytes)
  }

  mutating func endRow() {
    bytes += [.carriageReturn, .lineFeed]
    isRowStart = true
  }

  private mutating func separate() {
    if !isRowStart { bytes.append(.comma) }
    isRowStart = false
  }
}
