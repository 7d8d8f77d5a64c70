internal import GridPartition
internal import JSONText

/// An NDJSON or GeoJSON file on its way through.
final class RecordJob<Source: IncidentRecordSource & ~Copyable>: BlockWork, @unchecked Sendable {
  /// What a worker keeps.
  struct Bench {
    var block = RecordBlock()
    var cursor: Source.Cursor
    let placer: PositionPlacer
    var batch: RecordBatch
    var answers: AnswerBatch
    var output: [UInt8] = []
    /// The columns of the block's records, when these are what is looked for.
    var columns = TableColumns()
    /// Takes records apart for a table.
    let document = JSONDocument()
    var rows = 0
    var lines = 0
    var failure: IncidentFileError?
  }

  /// What becomes of the records.
  enum Target {
    case document(IncidentDocument)
    /// A table needs two passes: the columns come first.
    case columnsOfTable
    case table(TableColumns)
  }

  let names: AppendedNames
  private let options: IncidentOptions
  private let format: IncidentFormat
  private let router: IncidentRouter
  /// Changes between two passes only.
  private(set) var target: Target

  /// Of use to one worker at a time: what is taken from, and what is handed on to.
  private var source: Source
  private var writer: IncidentWriter
  private var totals = RunTotals()
  private var columns = TableColumns()

  init(
    _ source: consuming Source, _ writer: consuming IncidentWriter, _ options: IncidentOptions,
    as format: IncidentFormat, _ router: IncidentRouter
  ) {
    self.source = source
    self.writer = writer
    self.options = options
    self.format = format
    self.router = router
    names = AppendedNames(prefix: options.prefix, areDated: options.isDated)
    target = .document(IncidentDocument(format, names))
  }
}

extension RecordJob where Source: ~Copyable {
  /// Works the file through.
  func run(_ gate: InputGate) throws -> IncidentRun {
    if format == .csv {
      target = .columnsOfTable
      try workThrough(workers: options.workers, gate)
      try source.check(count: totals.rows)
      try source.rewind()
      totals = RunTotals()
      target = .table(columns)
      try writer.write(tableHeader(columns).span)
    }
    try workThrough(workers: options.workers, gate)
    if !writer.isReaderGone { try source.check(count: totals.rows) }
    if case .document(let document) = target {
      var end: [UInt8] = []
      document.end(&end, isEmpty: totals.rows == 0, members: source.trailingMembers)
      try writer.write(end.span)
    }
    try router.conclude()
    try writer.finish()
    return IncidentRun(tally: totals.tally, isReaderGone: writer.isReaderGone)
  }

  func makeBench() -> Bench {
    let placer = router.placement.makePlacer(sampling: router.samples)
    let answers: AnswerBatch
    switch target {
    case .document(let document):
      answers = AnswerBatch(router, placer, options) { document.append($0, to: &$1) }
    case .columnsOfTable, .table:
      let text = CSVText(.utf8)
      answers = AnswerBatch(router, placer, options) { text.append($0, to: &$1) }
    }
    return Bench(
      cursor: source.makeCursor(), placer: placer, batch: RecordBatch(options, placer, router),
      answers: answers)
  }

  func take(into bench: inout Bench) -> Bool {
    bench.block.failure = nil
    do throws(IncidentFileError) {
      return try source.take(into: &bench.block)
    } catch {
      bench.block.failure = error
      bench.block.text.count = 0
      return true
    }
  }

  func work(on bench: inout Bench) {
    bench.answers.clearTally()
    defer { bench.answers.flushSamples() }
    bench.output.removeAll(keepingCapacity: true)
    (bench.rows, bench.lines, bench.failure) = (0, 0, nil)
    bench.cursor.begin(bench.block)
    do throws(IncidentFileError) {
      while try bench.batch.read(&bench.cursor, in: &bench.block) {
        try append(&bench)
        bench.rows += bench.batch.positions.count
        bench.lines += bench.batch.waiting.count
      }
      bench.failure = bench.block.failure
    } catch {
      bench.failure = error
    }
  }

  private func append(_ bench: inout Bench) throws(IncidentFileError) {
    if case .columnsOfTable = target { return try learnColumns(of: &bench) }
    bench.answers.answer(
      points: bench.batch.points, instants: bench.batch.instants, others: bench.batch.others,
      numbers: bench.batch.numbers)
    switch target {
    case .document(let document): append(to: document, &bench)
    case .columnsOfTable: return
    case .table(let columns): appendRows(columns, &bench)
    }
  }

  private func append(to document: IncidentDocument, _ bench: inout Bench) {
    let (block, answers) = (bench.block.text.bytes, bench.answers.texts)
    let (bytes, texts) = (block.span, answers.span)
    var next = 0
    for waiting in bench.batch.waiting {
      let text = bytes.extracting(waiting.text)
      if !waiting.isBlank {
        document.append(
          text, waiting.shape, position: bench.batch.positions[next],
          answer: texts.extracting(bench.answers.answers[next]), to: &bench.output)
        next += 1
      } else if document.isLines {
        bench.output.append(contentsOf: text)
      }
      guard document.isLines else { continue }
      if waiting.endsInCRLF { bench.output.append(.carriageReturn) }
      bench.output.append(.lineFeed)
    }
  }

  func handOn(_ bench: inout Bench) throws -> Bool {
    if let failure = bench.failure { throw totals.locate(failure) }
    guard router.isSound() else { throw IncidentFileError.planDamaged }
    if case .columnsOfTable = target {
      try columns.add(bench.columns)
    } else {
      if case .document(let document) = target, let members = bench.block.leadingMembers {
        var start: [UInt8] = []
        document.begin(&start, members: members)
        try writer.write(start.span)
      }
      try writer.write(records: bench.output, of: format, areFirst: totals.rows == 0)
    }
    totals.add(bench.answers.tally, rows: bench.rows, lines: bench.lines)
    return !writer.isReaderGone
  }
}
