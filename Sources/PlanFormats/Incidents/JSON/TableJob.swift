internal import JSONText

/// An NDJSON or GeoJSON file on its way to CSV, which takes two passes: the columns come first.
struct TableJob<Source: IncidentRecordSource & ~Copyable>: ~Copyable {
  private var batch: RecordBatch<Source>
  private var writer: IncidentWriter
  private let names: AppendedNames
  private let text = CSVText(.utf8)
  private let document = JSONDocument()
  private var columns = TableColumns()

  init(
    _ source: consuming Source, _ writer: consuming IncidentWriter, _ options: IncidentOptions
  ) {
    batch = RecordBatch(source, options)
    self.writer = writer
    names = AppendedNames(prefix: options.prefix)
  }

  mutating func run(_ answer: IncidentAnswer) throws -> IncidentRun {
    while try batch.read() {
      for waiting in batch.waiting where !waiting.isBlank { try columns.add(cells(of: waiting)) }
    }
    try batch.rewind()
    appendHeader()
    while !writer.isReaderGone, try batch.read() {
      append(try batch.answered(answer))
      if writer.buffer.count >= 1 << 20 { try writer.flush() }
    }
    try writer.finish()
    return IncidentRun(rows: batch.count, isReaderGone: writer.isReaderGone)
  }

  private func cells(of waiting: RecordBatch<Source>.Waiting) -> RecordCells {
    let text = batch.texts.span.extracting(waiting.text)
    return RecordCells(try? document.parse(text), text, waiting.shape)
  }

  private mutating func appendHeader() {
    for name in columns.names(beside: names) {
      text.append(name, to: &writer.buffer)
      writer.buffer.append(.comma)
    }
    for (number, name) in names.all.enumerated() {
      if number > 0 { writer.buffer.append(.comma) }
      text.append(name, to: &writer.buffer)
    }
    writer.buffer.append(.lineFeed)
  }

  private mutating func append(_ answers: [AppendedFields]) {
    var next = 0
    var row = [[UInt8]](repeating: [], count: columns.keys.count)
    for waiting in batch.waiting where !waiting.isBlank {
      for number in row.indices { row[number].removeAll(keepingCapacity: true) }
      for (key, text) in cells(of: waiting).cells {
        if let number = columns.number(of: key) { row[number] = text }
      }
      for (number, cell) in row.enumerated() {
        if number > 0 { writer.buffer.append(.comma) }
        CSVText.append(field: cell.span, to: &writer.buffer)
      }
      text.append(answers[next], isFirst: row.isEmpty, to: &writer.buffer)
      writer.buffer.append(.lineFeed)
      next += 1
    }
  }
}
