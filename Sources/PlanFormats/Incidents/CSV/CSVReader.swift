internal import Geometry

/// The rows of a CSV file, one after another.
struct CSVReader: ~Copyable {
  /// What a row says.
  enum Content {
    /// A line without text; it is no row.
    case blank
    case incident(Incident)
  }

  private(set) var window: ByteWindow
  private(set) var scanner = CSVScanner()
  let text: CSVText
  private(set) var header: CSVHeader
  /// The bytes up to the end of the header's last field: byte order mark and blank lines included.
  let headerBytes: [UInt8]
  /// Line where the next row begins, counted from 1.
  private(set) var line = 1

  /// Reads the header.
  init(
    _ reader: consuming ByteReader, options: IncidentOptions
  ) throws(IncidentFileError) {
    let sampleSize = 1 << 20
    let sample: ArraySlice<UInt8>
    do throws(FileError) { sample = try reader.peek(sampleSize) } catch { throw .file(error) }
    try TextEncoding.refuseWide(sample)
    let isWhole = sample.count < sampleSize
    let encoding: TextEncoding
    if let stated = options.encoding {
      encoding = stated
    } else {
      encoding = TextEncoding.decide(by: sample, isWhole: isWhole)
    }
    var window = ByteWindow(reader, size: options.windowSize)
    let mark = Array(sample.prefix(Self.markLength(sample.span)))
    let text = CSVText(encoding)
    let first = try Self.firstRow(of: &window, after: mark, text)
    header = try CSVHeader(names: first.names, lineEnd: first.lineEnd, options: options)
    headerBytes = first.bytes
    line = first.line
    self.text = text
    self.window = window
  }

  /// Reads up to the first row with text.
  private static func firstRow(
    of window: inout ByteWindow, after mark: [UInt8], _ text: CSVText
  ) throws(IncidentFileError) -> (names: [String], bytes: [UInt8], lineEnd: [UInt8], line: Int) {
    while window.unused.count < mark.count { _ = try window.refill() }
    window.start = mark.count
    var (lead, line) = (mark, 1)
    var scanner = CSVScanner()
    while let row = try next(&window, &scanner, line: line) {
      window.start = row.end
      line += row.lineFeeds
      let bytes = window.bytes
      if bytes.span.isBlank(row.start..<row.contentEnd) {
        lead += bytes[row.start..<row.end]
        continue
      }
      guard !row.isUnclosed else { throw .unclosedHeader }
      var names: [String] = []
      for number in scanner.fieldEnds.indices {
        let span = bytes.span
        let field = span.trimmed(scanner.field(number, of: row))
        names.append(Self.trimmed(text.string(span.extracting(field))))
      }
      let own = lead + bytes[row.start..<row.contentEnd]
      return (names, own, Array(bytes[row.contentEnd..<row.end]), line)
    }
    throw .empty
  }

  /// A name without space within its quotes.
  private static func trimmed(_ name: String) -> String {
    let utf8 = Array(name.utf8)
    let range = utf8.span.trimmed(utf8.span.indices)
    return String(decoding: utf8[range], as: UTF8.self)
  }

  /// Length of a byte order mark in UTF-8 or GB18030.
  private static func markLength(_ bytes: Span<UInt8>) -> Int {
    for mark: [UInt8] in [[0xEF, 0xBB, 0xBF], [0x84, 0x31, 0x95, 0x33]] {
      let isThere = bytes.extracting(first: mark.count).equals(mark, ignoringCase: false)
      if isThere { return mark.count }
    }
    return 0
  }

  private static func next(
    _ window: inout ByteWindow, _ scanner: inout CSVScanner, line: Int
  ) throws(IncidentFileError) -> CSVRow? {
    while true {
      let row = scanner.scan(window.bytes, in: window.unused, isAtEnd: window.isAtEnd)
      if let row { return row }
      if window.isAtEnd { return nil }
      guard try window.refill() else {
        throw .rowTooLong(line: line, limit: ByteWindow.limit)
      }
    }
  }
}

extension CSVReader {
  /// Reads on when no whole row is at hand; `false` at the end of the file.
  mutating func fill() throws(IncidentFileError) -> Bool {
    try Self.next(&window, &scanner, line: line) != nil
  }

  /// Takes the next row when all of it is at hand.
  ///
  /// Its bytes stay in the window until the next fill.
  mutating func takeRow() -> (row: CSVRow, content: Content)? {
    let found = scanner.scan(window.bytes, in: window.unused, isAtEnd: window.isAtEnd)
    guard let row = found else { return nil }
    window.start = row.end
    line += row.lineFeeds
    let bytes = window.bytes.span
    if bytes.isBlank(row.start..<row.contentEnd) { return (row, .blank) }
    return (row, .incident(incident(row)))
  }

  private func incident(_ row: CSVRow) -> Incident {
    let bytes = window.bytes.span
    let carried = header.carried.map { column -> String? in
      guard column < scanner.fieldEnds.count else { return nil }
      let field = text.string(bytes.extracting(scanner.field(column, of: row)))
      return field.isEmpty ? nil : field
    }
    return Incident(position: position(row), carried: carried)
  }

  private func position(_ row: CSVRow) -> IncidentPosition {
    if row.isUnclosed { return .unusable(.unclosedQuote) }
    guard scanner.fieldEnds.count == header.names.count else {
      return .unusable(
        .wrongFieldCount(found: scanner.fieldEnds.count, expected: header.names.count))
    }
    let bytes = window.bytes.span
    return IncidentPosition(
      x: PositionText(bytes.extracting(scanner.field(header.x, of: row)), decoder: text),
      y: PositionText(bytes.extracting(scanner.field(header.y, of: row)), decoder: text))
  }
}

extension Span where Element == UInt8 {
  /// Whether a range holds nothing but spaces and tabs.
  func isBlank(_ range: Range<Int>) -> Bool { trimmed(range).isEmpty }
}
