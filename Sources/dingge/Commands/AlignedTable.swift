/// Rows of text in columns that line up in a terminal, where Chinese characters take two places.
struct AlignedTable {
  private let rows: [[String]]
  /// How many columns from the left are aligned to the left.
  private let leading: Int

  /// Takes the rows, the headings first; columns behind `leading` hold numbers.
  init(_ rows: [[String]], leading: Int) {
    self.rows = rows
    self.leading = leading
  }

  /// A line for each row.
  var lines: [String] {
    var widths: [Int] = []
    for row in rows {
      for (column, text) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], Self.width(of: text))
      }
    }
    return rows.map { row in
      var line = "  "
      for (column, text) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - Self.width(of: text))
        line += column < leading ? text + padding : padding + text
        if column + 1 < row.count { line += "  " }
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// How many places a text takes.
  private static func width(of text: String) -> Int {
    text.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// Whether a character is one of those that East Asian fonts draw twice as wide.
  private static func isWide(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
