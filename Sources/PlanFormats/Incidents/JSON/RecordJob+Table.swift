internal import JSONText

extension RecordJob where Source: ~Copyable {
  /// The names of the columns.
  func tableHeader(_ columns: TableColumns) -> [UInt8] {
    let text = CSVText(.utf8)
    var header: [UInt8] = []
    for (number, name) in (columns.names(beside: names) + names.all).enumerated() {
      if number > 0 { header.append(.comma) }
      text.append(name, to: &header)
    }
    header.append(.lineFeed)
    return header
  }

  /// Learns the columns of a batch.
  func learnColumns(of bench: inout Bench) throws(IncidentFileError) {
    for waiting in bench.batch.waiting where !waiting.isBlank {
      try bench.columns.add(cells(of: waiting, bench))
    }
  }

  /// Writes the rows of a table.
  func appendRows(_ columns: TableColumns, _ bench: inout Bench) {
    var row = [[UInt8]](repeating: [], count: columns.keys.count)
    var next = 0
    for waiting in bench.batch.waiting where !waiting.isBlank {
      for number in row.indices { row[number].removeAll(keepingCapacity: true) }
      for (key, text) in cells(of: waiting, bench).cells {
        if let number = columns.number(of: key) { row[number] = text }
      }
      for (number, cell) in row.enumerated() {
        if number > 0 { bench.output.append(.comma) }
        CSVText.append(field: cell.span, to: &bench.output)
      }
      // The answer begins with the comma behind the columns before it.
      let answer = bench.answers.answers[next].dropFirst(row.isEmpty ? 1 : 0)
      bench.output += bench.answers.texts[answer]
      bench.output.append(.lineFeed)
      next += 1
    }
  }

  private func cells(of waiting: RecordBatch.Waiting, _ bench: Bench) -> RecordCells {
    let text = bench.block.text.bytes.span.extracting(waiting.text)
    return RecordCells(try? bench.document.parse(text), text, waiting.shape)
  }
}
