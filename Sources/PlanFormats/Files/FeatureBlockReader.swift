internal import GridPartition
internal import JSONText

/// Features of a GeoJSON file that follow one another, as text.
struct FeatureBlock {
  /// Where in the file one feature is.
  struct Feature {
    /// Where its text is in the block's.
    let range: Range<Int>
    /// Offset of its first byte in the file.
    let offset: Int
    /// Line of its first byte in the file, counted from 1.
    let line: Int
    /// Whether it is the root itself.
    let isRoot: Bool
  }

  /// The number of the first feature in the file, counted from 1.
  var firstNumber = 1
  var text: [UInt8] = []
  var features: [Feature] = []
  /// Why there is nothing behind the last feature.
  var failure: JSONFileError?
  /// The part of the file up to the end of the block; `nil` when its length is not known.
  var share: Double?

  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
    failure = nil
  }

  /// The error of a feature's own parse, moved to its place in the file.
  func located(_ error: JSONTextError, in feature: Feature) -> JSONTextError {
    let end = min(feature.range.lowerBound + error.offset, feature.range.upperBound)
    let lines = text[feature.range.lowerBound..<end].count { $0 == UInt8(ascii: "\n") }
    return JSONTextError(
      error.reason, offset: feature.offset + error.offset, line: feature.line + lines)
  }
}

/// Cuts a GeoJSON file into blocks of whole features.
///
/// Memory: a block, and the text of the largest feature.
struct FeatureBlockReader: ~Copyable {
  /// Blocks are about so many bytes long, or one feature when it is longer.
  private static let size = 1 << 20

  /// The other members of the root met so far, in order.
  private(set) var rootMembers: [FeatureCollectionReader.RootMember] = []

  private var reader: ByteReader
  private let length: Int?
  private var splitter = FeatureCollectionSplitter()
  private var buffer = [UInt8](repeating: 0, count: FeatureBlockReader.size)
  private var bytesRead = 0
  private var featureCount = 0
  private var isAtEnd = false

  /// Opens a file; `-` is standard input.
  init(path: String) throws(FileError) {
    reader = try ByteReader(path: path)
    reader.progress = WorkProgress.current
    length = reader.length
  }

  /// Reads the next features.
  ///
  /// - Parameter block: Receives them; and the failure, when the text ends with one.
  /// - Returns: `false` when the text is over, and nothing is left to tell.
  mutating func next(into block: inout FeatureBlock) -> Bool {
    block.removeAll()
    block.firstNumber = featureCount + 1
    do throws(JSONFileError) {
      while !isAtEnd, block.text.count < Self.size / 2 { try takeFeatures(into: &block) }
    } catch {
      block.failure = error
      isAtEnd = true
    }
    featureCount += block.features.count
    block.share = length.map { Double(bytesRead) / Double(max($0, bytesRead, 1)) }
    return !block.features.isEmpty || block.failure != nil
  }

  /// Takes the features whose text is here, then reads more.
  private mutating func takeFeatures(into block: inout FeatureBlock) throws(JSONFileError) {
    var elements: [FeatureCollectionSplitter.Element] = []
    // What was found before a failure is to be read first.
    defer { copy(elements, to: &block) }
    while true {
      switch try piece() {
      case .member(let name, let value):
        rootMembers.append(
          FeatureCollectionReader.RootMember(name: name, value: Array(splitter.window[value])))
      case .element(let element): elements.append(element)
      case .end:
        isAtEnd = true
        return
      case .needsMore:
        copy(elements, to: &block)
        elements = []
        return try readMore()
      }
    }
  }

  /// Copies the text from the first element to the last.
  private func copy(_ elements: [FeatureCollectionSplitter.Element], to block: inout FeatureBlock) {
    guard let first = elements.first, let last = elements.last else { return }
    let start = first.range.lowerBound
    let shift = block.text.count - start
    block.text.append(contentsOf: splitter.window[start..<last.range.upperBound])
    for element in elements {
      block.features.append(
        FeatureBlock.Feature(
          range: element.range.lowerBound + shift..<element.range.upperBound + shift,
          offset: element.offset, line: element.line, isRoot: element.isRoot))
    }
  }

  private mutating func piece() throws(JSONFileError) -> FeatureCollectionSplitter.Piece {
    do throws(JSONTextError) { return try splitter.next() } catch {
      throw .text(path: reader.path, error)
    }
  }

  private mutating func readMore() throws(JSONFileError) {
    let count: Int
    do throws(FileError) { count = try reader.read(into: &buffer, from: 0) } catch {
      throw .file(error)
    }
    bytesRead += count
    if count == 0 {
      splitter.finish()
    } else {
      Self.append(buffer, count, to: &splitter)
    }
  }

  private static func append(
    _ buffer: [UInt8], _ count: Int, to splitter: inout FeatureCollectionSplitter
  ) {
    splitter.append(buffer.span.extracting(..<count))
  }
}
