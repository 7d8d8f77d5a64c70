internal import Geometry
internal import JSONText

extension CSVJob {
  /// Writes JSON: each row an object with its columns as strings, then the appended members.
  mutating func run(
    as format: IncidentFormat, _ answer: IncidentAnswer
  ) throws -> IncidentRun {
    var keys = ColumnKeys(reader.header.names)
    var document = IncidentDocument(format, names)
    var count = 0
    document.begin(&writer.buffer, members: [])
    var positions: [IncidentPosition] = []
    while !writer.isReaderGone {
      positions.removeAll(keepingCapacity: true)
      let line = reader.line
      let batch = try nextBatch { incidents in
        positions = incidents.map(\.position)
        return try answer(incidents)
      }
      guard let batch else { break }
      count += batch.count
      try append(batch, positions, &document, &keys, firstLine: line)
      if writer.buffer.count >= 1 << 20 { try writer.flush() }
    }
    document.end(&writer.buffer, members: [])
    try writer.finish()
    return IncidentRun(rows: count, isReaderGone: writer.isReaderGone)
  }

  private mutating func append(
    _ answers: [AppendedFields], _ positions: [IncidentPosition],
    _ document: inout IncidentDocument, _ keys: inout ColumnKeys, firstLine: Int
  ) throws(IncidentFileError) {
    let window = reader.window.bytes
    let bytes = window.span
    var scanner = CSVScanner()
    var members: [UInt8] = []
    var (next, line) = (0, firstLine)
    for waiting in waiting {
      defer { line += waiting.row.lineFeeds }
      guard !waiting.isBlank else { continue }
      let end = waiting.row.end
      guard
        let row = scanner.scan(bytes.extracting(0..<end), from: waiting.row.start, isAtEnd: true)
      else { continue }
      members.removeAll(keepingCapacity: true)
      for number in scanner.fieldEnds.indices {
        let field = bytes.extracting(scanner.field(number, of: row))
        guard let text = reader.text.utf8(field) else { throw .malformedText(line: line) }
        if number > 0 { members.append(.comma) }
        members += keys[number]
        members.append(jsonString: text.span)
      }
      document.append(
        object: members, position: positions[next], answers[next], to: &writer.buffer)
      if document.isLines { writer.buffer.append(.lineFeed) }
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
