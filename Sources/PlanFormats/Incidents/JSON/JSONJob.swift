internal import JSONText

/// An NDJSON or GeoJSON file on its way to one of these formats.
struct JSONJob<Source: IncidentRecordSource & ~Copyable>: ~Copyable {
  private var batch: RecordBatch<Source>
  private var writer: IncidentWriter
  private let names: AppendedNames

  init(
    _ source: consuming Source, _ writer: consuming IncidentWriter, _ options: IncidentOptions
  ) {
    batch = RecordBatch(source, options)
    self.writer = writer
    names = AppendedNames(prefix: options.prefix)
  }

  mutating func run(
    as format: IncidentFormat, _ answer: IncidentAnswer
  ) throws -> IncidentRun {
    var document = IncidentDocument(format, names)
    var hasMore = try batch.read()
    document.begin(&writer.buffer, members: batch.leadingMembers)
    while hasMore && !writer.isReaderGone {
      append(try batch.answered(answer), as: format, &document)
      if writer.buffer.count >= 1 << 20 { try writer.flush() }
      hasMore = try batch.read()
    }
    document.end(&writer.buffer, members: batch.trailingMembers)
    try writer.finish()
    return IncidentRun(rows: batch.count, isReaderGone: writer.isReaderGone)
  }

  private mutating func append(
    _ answers: [AppendedFields], as format: IncidentFormat, _ document: inout IncidentDocument
  ) {
    let buffer = batch.texts
    let texts = buffer.span
    var next = 0
    for waiting in batch.waiting {
      let text = texts.extracting(waiting.text)
      if !waiting.isBlank {
        document.append(
          text, waiting.shape, position: batch.incidents[next].position, answers[next],
          to: &writer.buffer)
        next += 1
      } else if format == .ndjson {
        writer.buffer.append(contentsOf: text)
      }
      guard format == .ndjson else { continue }
      if waiting.endsInCRLF { writer.buffer.append(.carriageReturn) }
      writer.buffer.append(.lineFeed)
    }
  }
}
