internal import JSONText

/// The features of a GeoJSON file as records.
struct FeatureSource: IncidentRecordSource, ~Copyable {
  private var reader: FeatureCollectionReader
  private let size: Int
  private let path: String
  private var isRoot = false
  /// How many members of the root come before the first feature; `nil` before that is known.
  private var leadingCount: Int?
  private var isOver = false

  init(_ reader: consuming ByteReader, _ options: IncidentOptions) {
    self.reader = FeatureCollectionReader(reader)
    size = options.windowSize
    path = self.reader.path
  }

  private var members: [FeatureCollectionReader.RootMember] { isRoot ? [] : reader.rootMembers }

  var trailingMembers: [FeatureCollectionReader.RootMember] {
    Array(members.dropFirst(leadingCount ?? 0))
  }

  mutating func take(into block: inout RecordBlock) throws(IncidentFileError) -> Bool {
    block.features.removeAll(keepingCapacity: true)
    block.text.bytes.removeAll(keepingCapacity: true)
    block.leadingMembers = nil
    let isFirst = leadingCount == nil
    while block.text.bytes.count < size && !isOver && block.failure == nil {
      do throws(JSONFileError) {
        try takeFeature(into: &block)
      } catch {
        block.failure = IncidentFileError(error)
      }
    }
    if isFirst { block.leadingMembers = Array(members.prefix(leadingCount ?? 0)) }
    block.text.count = block.text.bytes.count
    return isFirst || !block.features.isEmpty || block.failure != nil
  }

  private mutating func takeFeature(into block: inout RecordBlock) throws(JSONFileError) {
    let next = try reader.nextElement()
    isRoot = next?.isRoot ?? isRoot
    leadingCount = leadingCount ?? members.count
    guard let element = next else {
      isOver = true
      return
    }
    let start = block.text.bytes.count
    reader.append(element, to: &block.text.bytes)
    block.features.append(
      FeatureText(
        range: start..<block.text.bytes.count, offset: element.offset, line: element.line))
    block.text.bytes.append(.lineFeed)
  }

  func makeCursor() -> FeatureCursor { FeatureCursor(path: path) }

  func check(count: Int) throws(IncidentFileError) {}

  mutating func rewind() throws(IncidentFileError) {
    do throws(FileError) { try reader.rewind() } catch { throw .file(error) }
    (isRoot, leadingCount, isOver) = (false, nil, false)
  }
}

/// Goes through features.
struct FeatureCursor: RecordCursor {
  private let path: String
  private let document = JSONDocument()
  /// Reads a feature again whose line breaks were taken out.
  private let again = JSONDocument()
  private var isIndexed = false
  private var count = 0

  init(path: String) {
    self.path = path
  }

  mutating func begin(_ block: RecordBlock) {
    isIndexed = document.index(block.text.bytes.span.extracting(..<block.text.count))
    count = 0
  }

  mutating func next(in block: inout RecordBlock) throws(IncidentFileError) -> IncidentRecord? {
    guard count < block.features.count else { return nil }
    let feature = block.features[count]
    count += 1
    let value = try parse(feature, block.text.bytes.span)
    let text = Self.removeLineBreaks(from: feature.range, in: &block.text.bytes)
    guard text != feature.range else {
      return IncidentRecord(number: count, content: .value(value), text: text)
    }
    let content: IncidentRecord.Content
    do throws(JSONTextError) {
      content = .value(try again.parse(block.text.bytes.span.extracting(text)))
    } catch {
      content = .malformed(error)
    }
    return IncidentRecord(number: count, content: content, text: text)
  }

  private func parse(
    _ feature: FeatureText, _ bytes: Span<UInt8>
  ) throws(IncidentFileError) -> JSONValue {
    let text = bytes.extracting(feature.range)
    do throws(JSONTextError) {
      return isIndexed
        ? try document.parse(indexed: feature.range) : try document.parse(text)
    } catch {
      var line = feature.line
      for offset in 0..<min(error.offset, text.count) where text[offset] == .lineFeed { line += 1 }
      let located = JSONTextError(error.reason, offset: feature.offset + error.offset, line: line)
      throw IncidentFileError(JSONFileError.text(path: path, located))
    }
  }

  /// Takes line breaks and the white space behind them out of valid JSON, which has none in strings.
  ///
  /// - Returns: Where the text is then.
  private static func removeLineBreaks(
    from range: Range<Int>, in texts: inout [UInt8]
  ) -> Range<Int> {
    guard hasBreaks(texts.span.extracting(range)) else { return range }
    var kept = range.lowerBound
    var isAfterBreak = false
    for offset in range {
      let byte = texts[offset]
      let isBreak = byte == .lineFeed || byte == .carriageReturn
      isAfterBreak = isBreak || (isAfterBreak && byte.isBlank)
      guard !isAfterBreak else { continue }
      texts[kept] = byte
      kept += 1
    }
    return range.lowerBound..<kept
  }

  private static func hasBreaks(_ text: Span<UInt8>) -> Bool {
    let lineFeed = text.offset(of: .lineFeed, from: 0)
    return lineFeed != nil || text.offset(of: .carriageReturn, from: 0) != nil
  }
}
