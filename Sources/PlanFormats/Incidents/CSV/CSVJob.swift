internal import JSONText

/// A CSV file on its way through.
struct CSVJob: ~Copyable {
  /// How many incidents are answered at a time.
  static let batchSize = 4096

  /// A row that waits for its answer.
  struct Waiting {
    let row: CSVRow
    let fieldCount: Int
    let isBlank: Bool
  }

  private(set) var reader: CSVReader
  var writer: IncidentWriter
  let names: AppendedNames
  private(set) var waiting: [Waiting] = []
  private var incidents: [Incident] = []
  private var count = 0

  init(
    _ reader: consuming CSVReader, _ writer: consuming IncidentWriter, _ options: IncidentOptions
  ) {
    self.reader = reader
    self.writer = writer
    names = AppendedNames(prefix: options.prefix)
  }
}

extension CSVJob {
  /// Writes CSV: each row's own bytes, then the appended columns.
  mutating func run(_ answer: IncidentAnswer) throws -> IncidentRun {
    appendHeader()
    while !writer.isReaderGone, let answers = try nextBatch(answer) {
      append(answers)
      if writer.buffer.count >= 1 << 20 { try writer.flush() }
    }
    try writer.finish()
    return IncidentRun(rows: count, isReaderGone: writer.isReaderGone)
  }

  /// Takes rows until a batch is full or the window used up, and has them answered.
  mutating func nextBatch(_ answer: IncidentAnswer) throws -> [AppendedFields]? {
    guard try reader.fill() else { return nil }
    waiting.removeAll(keepingCapacity: true)
    incidents.removeAll(keepingCapacity: true)
    while incidents.count < Self.batchSize, let (row, content) = reader.takeRow() {
      let fieldCount = reader.scanner.fieldEnds.count
      switch content {
      case .blank: waiting.append(Waiting(row: row, fieldCount: fieldCount, isBlank: true))
      case .incident(let incident):
        incidents.append(incident)
        waiting.append(Waiting(row: row, fieldCount: fieldCount, isBlank: false))
      }
    }
    let answers = incidents.isEmpty ? [] : try answer(incidents)
    precondition(answers.count == incidents.count, "each incident has one answer")
    count += incidents.count
    return answers
  }

  private mutating func appendHeader() {
    writer.buffer += reader.headerBytes
    for name in names.all {
      writer.buffer.append(.comma)
      reader.text.append(name, to: &writer.buffer)
    }
    writer.buffer += reader.header.lineEnd
  }

  private mutating func append(_ answers: [AppendedFields]) {
    let window = reader.window.bytes
    let bytes = window.span
    let columnCount = reader.header.names.count
    var next = 0
    for waiting in waiting {
      let row = waiting.row
      guard !waiting.isBlank else {
        writer.buffer.append(contentsOf: bytes.extracting(row.start..<row.end))
        continue
      }
      writer.buffer.append(contentsOf: bytes.extracting(row.start..<row.contentEnd))
      if row.isUnclosed { writer.buffer.append(.quote) }
      for _ in 0..<max(0, columnCount - waiting.fieldCount) { writer.buffer.append(.comma) }
      reader.text.append(answers[next], to: &writer.buffer)
      next += 1
      if row.end > row.contentEnd {
        writer.buffer.append(contentsOf: bytes.extracting(row.contentEnd..<row.end))
      } else {
        writer.buffer += reader.header.lineEnd
      }
    }
  }
}
