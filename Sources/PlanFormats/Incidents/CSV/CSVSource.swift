internal import JSONText

/// A CSV file: its header, then the other rows as blocks.
struct CSVSource: ~Copyable {
  let blocks: BlockReader
  let header: CSVHeader
  let encoding: TextEncoding
  /// The bytes up to the end of the header's last field: byte order mark and blank lines included.
  let headerBytes: [UInt8]
  /// How many lines the header and what is before it take.
  let headerLines: Int

  /// Byte order marks in UTF-8 and GB18030.
  private static let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0x84, 0x31, 0x95, 0x33]]

  /// Reads the header.
  static func open(
    _ reader: consuming ByteReader, _ options: IncidentOptions
  ) throws(IncidentFileError) -> CSVSource {
    let sampleSize = 1 << 20
    let sample: ArraySlice<UInt8>
    do throws(FileError) { sample = try reader.peek(sampleSize) } catch { throw .file(error) }
    try TextEncoding.refuseWide(sample)
    let isWhole = sample.count < sampleSize
    let encoding = options.encoding ?? TextEncoding.decide(by: sample, isWhole: isWhole)
    var blocks = BlockReader(reader, size: options.windowSize, CSVScanner.wholeRows)
    let mark = try blocks.skipMark(marks)
    let first = try firstRow(of: &blocks, after: mark, CSVText(encoding))
    let header = try CSVHeader(names: first.names, lineEnd: first.lineEnd, options: options)
    return CSVSource(
      blocks: blocks, header: header, encoding: encoding, headerBytes: first.bytes,
      headerLines: first.lines)
  }

  /// Reads up to the first row with text.
  private static func firstRow(
    of blocks: inout BlockReader, after mark: [UInt8], _ text: CSVText
  ) throws(IncidentFileError) -> (names: [String], bytes: [UInt8], lineEnd: [UInt8], lines: Int) {
    var (lead, lines) = (mark, 0)
    var scanner = CSVScanner()
    var block = TextBlock()
    while try next(&block, of: &blocks, after: lines) {
      let bytes = block.bytes.span.extracting(..<block.count)
      var at = 0
      while at < bytes.count {
        let row = scanner.scan(bytes, from: at)
        at = row.end
        lines += row.lines
        if bytes.isBlank(row.start..<row.contentEnd) {
          lead.append(contentsOf: bytes.extracting(row.start..<row.end))
          continue
        }
        guard !row.isUnclosed else { throw .unclosedHeader }
        let names = (0..<scanner.fieldCount).map { number in
          let field = bytes.trimmed(scanner.field(number, of: row))
          return trimmed(text.string(bytes.extracting(field)))
        }
        blocks.giveBack(bytes.extracting(at...))
        lead.append(contentsOf: bytes.extracting(row.start..<row.contentEnd))
        return (names, lead, Array(block.bytes[row.contentEnd..<row.end]), lines)
      }
    }
    throw .empty
  }

  private static func next(
    _ block: inout TextBlock, of blocks: inout BlockReader, after lines: Int
  ) throws(IncidentFileError) -> Bool {
    do throws(IncidentFileError) {
      return try blocks.next(into: &block)
    } catch {
      throw error.moved(lines: lines, rows: 0)
    }
  }

  /// A name without space within its quotes.
  private static func trimmed(_ name: String) -> String {
    let utf8 = Array(name.utf8)
    let range = utf8.span.trimmed(utf8.span.indices)
    return String(decoding: utf8[range], as: UTF8.self)
  }
}

extension Span where Element == UInt8 {
  /// Whether a range holds nothing but spaces and tabs.
  func isBlank(_ range: Range<Int>) -> Bool { trimmed(range).isEmpty }
}
