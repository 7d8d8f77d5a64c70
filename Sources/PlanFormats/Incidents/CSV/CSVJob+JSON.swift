internal import CTableText
internal import Geometry
internal import JSONText

/// CSV rows on their way to JSON.
struct CSVRecords {
  var text: [UInt8] = []
  private var keys: ColumnKeys
  private var members: [UInt8] = []

  init(_ header: CSVHeader) {
    keys = ColumnKeys(header.names)
  }

  /// Puts the columns of a row together as members.
  ///
  /// - Returns: `nil` when a field is not in the encoding of the file.
  mutating func members(
    of row: CSVRow, _ scanner: CSVScanner, _ text: CSVText, _ bytes: Span<UInt8>
  ) -> [UInt8]? {
    members.removeAll(keepingCapacity: true)
    for number in 0..<scanner.fieldCount {
      guard let field = text.utf8(bytes.extracting(scanner.field(number, of: row))) else {
        return nil
      }
      if number > 0 { members.append(.comma) }
      members += keys[number]
      members.append(jsonString: field.span)
    }
    return members
  }
}

extension CSVJob {
  /// Writes JSON: each row an object with its columns as strings, then the appended members.
  func appendRecords(_ count: Int, _ bench: inout Bench) {
    let document = IncidentDocument(format, names)
    let (block, answers) = (bench.block.bytes, bench.batch.texts)
    let bytes = block.span.extracting(..<bench.block.count)
    let texts = answers.span
    var next = 0
    for row in bench.rows[..<count] {
      defer { bench.lines += Int(row.lines) }
      guard row.state != UInt32(CTT_BLANK) else { continue }
      let scanned = bench.scanner.scan(bytes, from: Int(row.start))
      guard let members = bench.records.members(of: scanned, bench.scanner, bench.text, bytes)
      else {
        bench.failure = .malformedText(line: bench.lines + 1)
        return
      }
      document.append(
        object: members, position: bench.unread.incidents[next].position,
        answer: texts.extracting(bench.batch.answers[next]), to: &bench.records.text)
      if document.isLines { bench.records.text.append(.lineFeed) }
      next += 1
    }
  }
}

/// The names of CSV columns as JSON has them: `"name":`, each one once.
private struct ColumnKeys {
  private var keys: [[UInt8]] = []
  private var taken: Set<String> = []
  /// For each name the number of its next copy.
  private var copies: [String: Int] = [:]

  init(_ names: [String]) {
    for name in names { add(name) }
  }

  /// A column beyond the header is called by its number.
  subscript(number: Int) -> [UInt8] {
    mutating get {
      while keys.count <= number { add("") }
      return keys[number]
    }
  }

  private mutating func add(_ name: String) {
    let base = name.isEmpty ? "column_\(keys.count + 1)" : name
    var free = base
    while !taken.insert(free).inserted {
      let copy = copies[base, default: 2]
      free = "\(base)_\(copy)"
      copies[base] = copy + 1
    }
    var key: [UInt8] = []
    key.append(jsonString: free)
    key.append(UInt8(ascii: ":"))
    keys.append(key)
  }
}
