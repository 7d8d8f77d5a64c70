internal import JSONText

/// The features of a GeoJSON file as records.
struct FeatureReader: IncidentRecordSource, ~Copyable {
  private var reader: FeatureCollectionReader
  /// Reads a feature again whose line breaks were taken out.
  private let document = JSONDocument()
  private var isRoot = false

  init(_ reader: consuming ByteReader) {
    self.reader = FeatureCollectionReader(reader)
  }

  var rootMembers: [FeatureCollectionReader.RootMember] { isRoot ? [] : reader.rootMembers }

  mutating func next(
    appendingTo texts: inout [UInt8]
  ) throws(IncidentFileError) -> IncidentRecord? {
    let feature: FeatureCollectionReader.Feature
    do throws(JSONFileError) {
      guard let next = try reader.next() else { return nil }
      feature = next
    } catch {
      throw IncidentFileError(error)
    }
    isRoot = feature.isRoot
    let start = texts.count
    feature.value.appendRawText(to: &texts)
    guard Self.removeLineBreaks(from: start, in: &texts) else {
      return IncidentRecord(
        number: feature.number, content: .value(feature.value), text: start..<texts.count)
    }
    let content: IncidentRecord.Content
    do throws(JSONTextError) {
      content = .value(try document.parse(texts.span.extracting(start...)))
    } catch {
      content = .malformed(error)
    }
    return IncidentRecord(number: feature.number, content: content, text: start..<texts.count)
  }

  mutating func rewind() throws(IncidentFileError) {
    do throws(FileError) { try reader.rewind() } catch { throw .file(error) }
  }

  private static func hasBreaks(_ text: Span<UInt8>) -> Bool {
    let lineFeed = text.offset(of: .lineFeed, from: 0)
    return lineFeed != nil || text.offset(of: .carriageReturn, from: 0) != nil
  }

  /// Takes line breaks and the white space behind them out of valid JSON, which has none in strings.
  ///
  /// - Returns: Whether there were any.
  private static func removeLineBreaks(from start: Int, in texts: inout [UInt8]) -> Bool {
    guard hasBreaks(texts.span.extracting(start...)) else { return false }
    var kept = start
    var isAfterBreak = false
    for offset in start..<texts.count {
      let byte = texts[offset]
      let isBreak = byte == .lineFeed || byte == .carriageReturn
      isAfterBreak = isBreak || (isAfterBreak && byte.isBlank)
      guard !isAfterBreak else { continue }
      texts[kept] = byte
      kept += 1
    }
    texts.removeLast(texts.count - kept)
    return true
  }
}
