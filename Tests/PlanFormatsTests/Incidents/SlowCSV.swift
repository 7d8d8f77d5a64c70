/// CSV read character by character, as plainly as can be: the second opinion in fuzz tests.
struct SlowCSV {
  private var rest: [Unicode.Scalar]

  /// What the file becomes when each row is answered by `answer`, for a header of three columns.
  static func answered(_ text: String) -> String {
    var reader = SlowCSV(rest: Array(text.unicodeScalars).reversed())
    var output = ""
    var isHeader = true
    while !reader.rest.isEmpty {
      let row = reader.row()
      if row.raw.allSatisfy({ $0 == " " || $0 == "\t" }) {
        output += row.raw + row.lineEnd
        continue
      }
      output += row.raw + (row.isUnclosed ? "\"" : "")
      if isHeader {
        output += "," + CSVIncidentTests.appended + row.lineEnd
        isHeader = false
        continue
      }
      output += String(repeating: ",", count: max(0, 3 - row.fields.count))
      output += columns(row) + (row.lineEnd.isEmpty ? "\n" : row.lineEnd)
    }
    return output
  }

  private static func columns(_ row: Row) -> String {
    if row.isUnclosed { return ",,,invalid,,,,unclosedQuote" }
    guard row.fields.count == 3 else { return ",,,invalid,,,,wrongFieldCount" }
    var numbers: [Double] = []
    for field in row.fields.prefix(2) {
      let text = trimmed(field)
      if text.isEmpty { return ",,,invalid,,,,noPosition" }
      guard let number = Double(text) else { return ",,,invalid,,,,notANumber" }
      numbers.append(number)
    }
    return ",\(numbers[0])/\(numbers[1]),,inside,,,,"
  }

  private static func trimmed(_ field: String) -> String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
    func cut(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
      Array(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
    var text = cut(Array(field.unicodeScalars))
    if text.count >= 2, text.first == "\"", text.last == "\"" {
      text = cut(Array(text.dropFirst().dropLast()))
    }
    return String(String.UnicodeScalarView(text))
  }

  private struct Row {
    var raw = ""
    var fields: [String] = []
    var lineEnd = ""
    var isUnclosed = false
  }

  private mutating func row() -> Row {
    var row = Row()
    while true {
      var field = ""
      if rest.last == "\"" { row.isUnclosed = !takeQuoted(&field) }
      while let next = rest.last, !",\r\n".unicodeScalars.contains(next) {
        field.unicodeScalars.append(next)
        rest.removeLast()
      }
      row.raw += field
      row.fields.append(field)
      guard rest.last == "," else { break }
      row.raw += ","
      rest.removeLast()
    }
    if rest.last == "\r" { row.lineEnd.unicodeScalars.append(rest.removeLast()) }
    if rest.last == "\n" && row.lineEnd.unicodeScalars.count < 2 {
      row.lineEnd.unicodeScalars.append(rest.removeLast())
    }
    return row
  }

  /// Takes a quoted part with its quotes; whether it is closed.
  private mutating func takeQuoted(_ field: inout String) -> Bool {
    field.unicodeScalars.append(rest.removeLast())
    while let next = rest.popLast() {
      field.unicodeScalars.append(next)
      guard next == "\"" else { continue }
      guard rest.last == "\"" else { return true }
      field.unicodeScalars.append(rest.removeLast())
    }
    return false
  }
}
