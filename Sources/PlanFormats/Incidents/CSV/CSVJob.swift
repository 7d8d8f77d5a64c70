internal import CTableText
internal import Geometry
internal import GridPartition
internal import JSONText

/// A CSV file on its way through.
final class CSVJob: BlockWork, @unchecked Sendable {
  /// What a worker keeps.
  struct Bench {
    var block = TextBlock()
    var failure: IncidentFileError?
    let text: CSVText
    var scanner = CSVScanner()
    let placer: PositionPlacer
    var batch: AnswerBatch
    var rows = [ctt_row](repeating: ctt_row(), count: AnswerBatch.size)
    /// When the incidents were that were read in bulk, if each says its time.
    var instants: [Instant] = []
    /// The rows of the batch that were not read in bulk.
    var unread = UnreadRows()
    /// Lines of the rows worked on.
    var lines = 0
    /// The output, when it is CSV.
    let output = OutputText()
    /// The output, when it is JSON.
    var records: CSVRecords
  }

  let header: CSVHeader
  let names: AppendedNames
  let format: IncidentFormat
  private let encoding: TextEncoding
  private let headerBytes: [UInt8]
  let router: IncidentRouter
  private let options: IncidentOptions
  private let areReadInBulk: Bool
  private let workers: Int?

  /// Of use to one worker at a time: what is taken from, and what is handed on to.
  private var blocks: BlockReader
  private var writer: IncidentWriter
  private var totals: RunTotals

  init(
    _ source: consuming CSVSource, _ writer: consuming IncidentWriter, _ options: IncidentOptions,
    as format: IncidentFormat, _ router: IncidentRouter
  ) {
    header = source.header
    encoding = source.encoding
    headerBytes = source.headerBytes
    totals = RunTotals(lines: source.headerLines)
    blocks = source.blocks
    self.writer = writer
    names = AppendedNames(prefix: options.prefix, areDated: options.isDated)
    self.format = format
    self.router = router
    workers = options.workers
    // JSON needs the very numbers that were written.
    areReadInBulk = format == .csv && options.areReadInBulk
    self.options = options
  }
}

extension CSVJob {
  /// Works the file through.
  func run(_ gate: InputGate) throws -> IncidentRun {
    let document = IncidentDocument(format, names)
    var start: [UInt8] = []
    if format == .csv { appendHeader(to: &start) } else { document.begin(&start, members: []) }
    try writer.write(start.span)
    try workThrough(workers: workers, gate)
    var end: [UInt8] = []
    if format != .csv { document.end(&end, isEmpty: totals.rows == 0, members: []) }
    try writer.write(end.span)
    try router.conclude()
    try writer.finish()
    return IncidentRun(tally: totals.tally, isReaderGone: writer.isReaderGone)
  }

  private func appendHeader(to start: inout [UInt8]) {
    let text = CSVText(encoding)
    start += headerBytes
    for name in names.all {
      start.append(.comma)
      text.append(name, to: &start)
    }
    start += header.lineEnd
  }

  func makeBench() -> Bench {
    let text = CSVText(encoding)
    let placer = router.placement.makePlacer(sampling: router.samples)
    let batch: AnswerBatch
    if format == .csv {
      batch = AnswerBatch(router, placer, options) { text.append($0, to: &$1) }
    } else {
      let document = IncidentDocument(format, names)
      batch = AnswerBatch(router, placer, options) { document.append($0, to: &$1) }
    }
    return Bench(text: text, placer: placer, batch: batch, records: CSVRecords(header))
  }

  func take(into bench: inout Bench) -> Bool {
    bench.failure = nil
    do throws(IncidentFileError) {
      return try blocks.next(into: &bench.block)
    } catch {
      bench.failure = error
      bench.block.count = 0
      return true
    }
  }

  func handOn(_ bench: inout Bench) throws -> Bool {
    if let failure = bench.failure { throw totals.locate(failure) }
    guard router.isSound() else { throw IncidentFileError.planDamaged }
    if format == .csv {
      try bench.output.withBytes { text throws(IncidentFileError) in try writer.write(text) }
    } else {
      try writer.write(records: bench.records.text, of: format, areFirst: totals.rows == 0)
    }
    totals.add(bench.batch.tally, rows: bench.batch.tally.total, lines: bench.lines)
    return !writer.isReaderGone
  }
}

extension CSVJob {
  func work(on bench: inout Bench) {
    bench.batch.clearTally()
    defer { bench.batch.flushSamples() }
    bench.output.removeAll()
    bench.records.text.removeAll(keepingCapacity: true)
    bench.lines = 0
    let units = router.placement.units
    var columns = ctt_columns(
      count: header.names.count, x: header.x, y: header.y,
      beside: options.timeNumber.map { header.carried[$0] } ?? .max, has_positions: areReadInBulk,
      units: ctt_units(
        decimals: Int32(units.decimals), x_limit: units.limits.x, y_limit: units.limits.y))
    var start = 0
    while start < bench.block.count && bench.failure == nil {
      var found = ctt_found()
      var points = unsafe [LatticePoint](unsafeUninitializedCapacity: AnswerBatch.size) {
        points, count in
        found = unsafe Self.scan(&columns, bench.block, from: start, &bench.rows, points)
        count = found.points
      }
      start = found.end
      readTimes(of: &found, &points, &bench)
      bench.placer.place(&points, at: bench.instants)
      readOthers(of: found, &bench)
      bench.batch.answer(
        points: points, instants: bench.instants, others: bench.unread.incidents,
        numbers: bench.unread.numbers)
      if format == .csv {
        appendRows(found.rows, &bench)
        bench.lines += found.lines
      } else {
        appendRecords(found.rows, &bench)
      }
    }
  }

  private static func scan(
    _ columns: inout ctt_columns, _ block: TextBlock, from start: Int, _ rows: inout [ctt_row],
    _ points: UnsafeMutableBufferPointer<LatticePoint>
  ) -> ctt_found {
    unsafe block.bytes.withUnsafeBufferPointer { text in
      unsafe rows.withUnsafeMutableBufferPointer { rows in
        // SAFETY: a lattice point is two integers of 64 bits, x and y, as the C structure is.
        unsafe points.withMemoryRebound(to: ctt_point.self) { points in
          unsafe ctt_scan(
            &columns, text.baseAddress, block.count, start, rows.baseAddress, points.baseAddress,
            AnswerBatch.size)
        }
      }
    }
  }

  private func appendRows(_ count: Int, _ bench: inout Bench) {
    guard count > 0 else { return }
    let (columnCount, lineEnd) = (header.names.count, header.lineEnd)
    let block = bench.block.bytes.span.extracting(..<bench.block.count)
    let texts = bench.batch.texts.span
    let rowBytes = Int(bench.rows[count - 1].end - bench.rows[0].start)
    let room = rowBytes + bench.batch.answers.reduce(0) { $0 + $1.count } + Int(CTT_ROOM)
    var (row, answer, other) = (0, 0, 0)
    while true {
      let joined = bench.output.append(
        bench.rows[row..<count], of: block, bench.batch.answers[answer...], of: texts, room: room)
      row += joined
      answer += joined
      guard row < count else { return }
      let odd = bench.rows[row]
      row += 1
      let (start, contentEnd, end) = (Int(odd.start), Int(odd.content_end), Int(odd.end))
      guard odd.state != UInt32(CTT_BLANK) else {
        bench.output.append(block.extracting(start..<end))
        continue
      }
      bench.output.append(block.extracting(start..<contentEnd))
      if odd.state == UInt32(CTT_UNREAD) {
        bench.unread.shapes[other].complete(bench.output, columnCount)
        other += 1
      }
      bench.output.append(texts.extracting(bench.batch.answers[answer]))
      answer += 1
      if end > contentEnd {
        bench.output.append(block.extracting(contentEnd..<end))
      } else {
        bench.output.append(lineEnd.span)
      }
    }
  }
}
