internal import CTableText

/// The rows of a batch that are looked at field by field.
struct UnreadRows {
  /// What is to be known of a row when it is written.
  struct Shape {
    let fieldCount: Int
    let isUnclosed: Bool

    /// Closes the row's quote and adds the fields that it lacks.
    func complete(_ output: OutputText, _ columnCount: Int) {
      if isUnclosed { output.append(.quote) }
      for _ in 0..<max(0, columnCount - fieldCount) { output.append(.comma) }
    }
  }

  var incidents: [Incident] = []
  /// For each of them, which incident of the batch it is.
  var numbers: [Int] = []
  var shapes: [Shape] = []

  mutating func removeAll() {
    incidents.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    shapes.removeAll(keepingCapacity: true)
  }
}

extension CSVJob {
  /// Reads the rows of a batch that were not read in bulk.
  func readOthers(of found: ctt_found, _ bench: inout Bench) {
    bench.unread.removeAll()
    guard found.points < found.rows else { return }
    let block = bench.block.bytes
    let bytes = block.span.extracting(..<bench.block.count)
    var number = 0
    for row in bench.rows[..<found.rows] where row.state != UInt32(CTT_BLANK) {
      if row.state == UInt32(CTT_UNREAD) {
        let row = bench.scanner.scan(bytes, from: Int(row.start))
        let (scanner, text) = (bench.scanner, bench.text)
        bench.unread.incidents.append(incident(row, scanner, text, bytes))
        bench.unread.numbers.append(number)
        bench.unread.shapes.append(
          UnreadRows.Shape(fieldCount: scanner.fieldCount, isUnclosed: row.isUnclosed))
      }
      number += 1
    }
  }

  private func incident(
    _ row: CSVRow, _ scanner: CSVScanner, _ text: CSVText, _ bytes: Span<UInt8>
  ) -> Incident {
    let carried = header.carried.map { column -> String? in
      guard column < scanner.fieldCount else { return nil }
      let field = text.string(bytes.extracting(scanner.field(column, of: row)))
      return field.isEmpty ? nil : field
    }
    return Incident(
      position: position(row, scanner, text, bytes), carried: carried,
      instant: router.instant(of: carried))
  }

  private func position(
    _ row: CSVRow, _ scanner: CSVScanner, _ text: CSVText, _ bytes: Span<UInt8>
  ) -> IncidentPosition {
    if row.isUnclosed { return .unusable(.unclosedQuote) }
    guard scanner.fieldCount == header.names.count else {
      return .unusable(
        .wrongFieldCount(found: scanner.fieldCount, expected: header.names.count))
    }
    return IncidentPosition(
      x: PositionText(bytes.extracting(scanner.field(header.x, of: row)), decoder: text),
      y: PositionText(bytes.extracting(scanner.field(header.y, of: row)), decoder: text))
  }
}
