internal import Glibc
internal import JSONText

/// The lines of an NDJSON file as records.
struct LineReader: IncidentRecordSource, ~Copyable {
  private var window: ByteWindow
  private let document = JSONDocument()
  private var count = 0
  private var line = 0

  init(_ reader: consuming ByteReader, _ options: IncidentOptions) {
    window = ByteWindow(reader, size: options.windowSize)
  }

  var rootMembers: [FeatureCollectionReader.RootMember] { [] }

  mutating func next(
    appendingTo texts: inout [UInt8]
  ) throws(IncidentFileError) -> IncidentRecord? {
    guard let end = try endOfLine() else {
      if count == 0 { throw .empty }
      return nil
    }
    line += 1
    if line == 1 { skipMark(before: end) }
    var text = window.start..<end
    window.start = min(end + 1, window.end)
    let endsInCRLF = !text.isEmpty && window.bytes[end - 1] == .carriageReturn
    if endsInCRLF { text.removeLast() }
    let start = texts.count
    texts.append(contentsOf: window.bytes.span.extracting(text))
    let range = start..<texts.count
    let content = content(of: window.bytes.span.extracting(text))
    if case .blank = content {} else { count += 1 }
    return IncidentRecord(number: count, content: content, text: range, endsInCRLF: endsInCRLF)
  }

  mutating func rewind() throws(IncidentFileError) {
    try window.rewind()
    (count, line) = (0, 0)
  }
}

extension LineReader {
  private func content(of text: Span<UInt8>) -> IncidentRecord.Content {
    if text.isBlank(text.indices) { return .blank }
    do throws(JSONTextError) {
      return .value(try document.parse(text))
    } catch {
      return .malformed(error)
    }
  }

  /// Offset of the line feed that ends the next line, or of the end of the file.
  private mutating func endOfLine() throws(IncidentFileError) -> Int? {
    var seen = window.start
    while true {
      if let end = Self.lineFeed(in: window.bytes, seen..<window.end) { return end }
      seen = window.end - window.start
      if window.isAtEnd { return window.start < window.end ? window.end : nil }
      guard try window.refill() else {
        throw .rowTooLong(line: line + 1, limit: ByteWindow.limit)
      }
      seen += window.start
    }
  }

  private static func lineFeed(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.span.extracting(..<range.upperBound).offset(of: .lineFeed, from: range.lowerBound)
  }

  private mutating func skipMark(before end: Int) {
    let start = window.start
    if end - start >= 3, window.bytes[start..<start + 3].elementsEqual([0xEF, 0xBB, 0xBF]) {
      window.start += 3
    }
  }
}

extension Span where Element == UInt8 {
  /// Offset of the first such byte from `start` on.
  func offset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count else { return nil }
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      guard let hit = unsafe memchr(base + start, CInt(byte), bytes.count - start) else {
        return nil
      }
      return unsafe hit - UnsafeMutableRawPointer(mutating: base)
    }
  }
}
