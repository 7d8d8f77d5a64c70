internal import Glibc
internal import JSONText

/// The lines of an NDJSON file as records.
struct LineSource: IncidentRecordSource, ~Copyable {
  private var blocks: BlockReader
  private var isAtStart = true

  init(_ reader: consuming ByteReader, _ options: IncidentOptions) {
    blocks = BlockReader(reader, size: options.windowSize, Self.wholeLines)
  }

  var trailingMembers: [FeatureCollectionReader.RootMember] { [] }

  mutating func take(into block: inout RecordBlock) throws(IncidentFileError) -> Bool {
    block.leadingMembers = isAtStart ? [] : nil
    if isAtStart { _ = try blocks.skipMark([[0xEF, 0xBB, 0xBF]]) }
    isAtStart = false
    return try blocks.next(into: &block.text)
  }

  func makeCursor() -> LineCursor { LineCursor() }

  func check(count: Int) throws(IncidentFileError) {
    if count == 0 { throw .empty }
  }

  mutating func rewind() throws(IncidentFileError) {
    try blocks.rewind()
    isAtStart = true
  }

  private static func wholeLines(_ text: Span<UInt8>) -> Int {
    var end = text.count
    while end > 0, text[end - 1] != .lineFeed { end -= 1 }
    return end
  }
}

/// Goes through lines.
struct LineCursor: RecordCursor {
  private let document = JSONDocument()
  private var isIndexed = false
  private var start = 0
  private var count = 0

  mutating func begin(_ block: RecordBlock) {
    isIndexed = document.index(block.text.bytes.span.extracting(..<block.text.count))
    (start, count) = (0, 0)
  }

  mutating func next(in block: inout RecordBlock) throws(IncidentFileError) -> IncidentRecord? {
    let bytes = block.text.bytes.span.extracting(..<block.text.count)
    guard start < bytes.count else { return nil }
    let end = bytes.offset(of: .lineFeed, from: start) ?? bytes.count
    var text = start..<end
    start = end + 1
    let endsInCRLF = !text.isEmpty && bytes[end - 1] == .carriageReturn
    if endsInCRLF { text.removeLast() }
    let content = content(of: bytes, text)
    if case .blank = content {} else { count += 1 }
    return IncidentRecord(number: count, content: content, text: text, endsInCRLF: endsInCRLF)
  }

  private func content(of bytes: Span<UInt8>, _ text: Range<Int>) -> IncidentRecord.Content {
    if bytes.isBlank(text) { return .blank }
    do throws(JSONTextError) {
      return .value(
        isIndexed
          ? try document.parse(indexed: text) : try document.parse(bytes.extracting(text)))
    } catch {
      return .malformed(error)
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
