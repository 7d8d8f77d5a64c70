public import JSONText

/// Why a JSON file could not be read.
public enum JSONFileError: Error, Hashable, Sendable {
  case file(FileError)
  /// The text is not valid, with offset and line in the file.
  case text(path: String, JSONTextError)
}

/// The features of a GeoJSON file, one after another, in bounded memory.
///
/// A root that is no FeatureCollection is handed out whole as the one feature.
public struct FeatureCollectionReader: ~Copyable {
  /// An element of `features`.
  public struct Feature {
    /// Counted from 1.
    public let number: Int
    /// Line in the file where it begins, counted from 1.
    public let line: Int
    /// Whether it is the root itself.
    public let isRoot: Bool
    /// The element, to be used before the next one is read. Not checked to be a Feature.
    public let value: JSONValue
  }

  /// Another member of the root: its name as written, without quotes, and its raw value.
  public struct RootMember: Sendable {
    public let name: [UInt8]
    public let value: [UInt8]
  }

  /// The other members of the root met so far, in order.
  public private(set) var rootMembers: [RootMember] = []

  private var reader: ByteReader
  private var splitter = FeatureCollectionSplitter()
  private let document = JSONDocument()
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  private var count = 0

  /// Starts at the first byte of a reader.
  public init(_ reader: consuming ByteReader) {
    self.reader = reader
  }

  /// Opens a file; `-` is standard input.
  public init(path: String) throws(FileError) {
    self.init(try ByteReader(path: path))
  }

  /// The next feature; `nil` when the text is over, and valid to its end.
  public mutating func next() throws(JSONFileError) -> Feature? {
    guard let element = try nextElement() else { return nil }
    return Feature(
      number: count, line: element.line, isRoot: element.isRoot, value: try parse(element))
  }

  /// The next feature as a text that has not been parsed; `nil` when the text is over.
  mutating func nextElement() throws(JSONFileError) -> FeatureCollectionSplitter.Element? {
    while true {
      switch try piece() {
      case .member(let name, let value):
        rootMembers.append(RootMember(name: name, value: Array(splitter.window[value])))
      case .element(let element):
        count += 1
        return element
      case .needsMore: try readMore()
      case .end: return nil
      }
    }
  }

  /// Appends the text of the element that came last.
  func append(_ element: FeatureCollectionSplitter.Element, to texts: inout [UInt8]) {
    texts.append(contentsOf: splitter.window.span.extracting(element.range))
  }

  /// The path of the file.
  var path: String { reader.path }

  /// Goes back to the first feature.
  ///
  /// - Precondition: The reader it was made of can go back.
  public mutating func rewind() throws(FileError) {
    try reader.rewind()
    splitter = FeatureCollectionSplitter()
    rootMembers = []
    count = 0
  }
}

extension FeatureCollectionReader {
  private mutating func piece() throws(JSONFileError) -> FeatureCollectionSplitter.Piece {
    do throws(JSONTextError) {
      return try splitter.next()
    } catch {
      throw .text(path: reader.path, error)
    }
  }

  private func parse(
    _ element: FeatureCollectionSplitter.Element
  ) throws(JSONFileError) -> JSONValue {
    do throws(JSONTextError) {
      return try document.parse(splitter.window.span.extracting(element.range))
    } catch {
      throw .text(path: reader.path, splitter.located(error, in: element))
    }
  }

  private static func append(
    _ buffer: [UInt8], _ count: Int, to splitter: inout FeatureCollectionSplitter
  ) {
    splitter.append(buffer.span.extracting(..<count))
  }

  private mutating func readMore() throws(JSONFileError) {
    do throws(FileError) {
      let count = try reader.read(into: &buffer, from: 0)
      if count == 0 {
        splitter.finish()
      } else {
        Self.append(buffer, count, to: &splitter)
      }
    } catch {
      throw .file(error)
    }
  }
}
