public import Geometry

/// Texts in one piece of memory, known by their numbers.
public struct TextTable: Sendable {
  /// The texts in UTF-8, one after another.
  public let bytes: FlatTable<UInt8>
  /// Past the end of each text.
  public let ends: FlatTable<UInt32>

  /// Takes tables that belong together.
  public init(bytes: FlatTable<UInt8>, ends: FlatTable<UInt32>) {
    self.bytes = bytes
    self.ends = ends
  }

  init(_ texts: [String]) {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    for text in texts {
      bytes += text.utf8
      ends.append(UInt32(bytes.count))
    }
    self.init(bytes: FlatTable(bytes), ends: FlatTable(ends))
  }

  public var count: Int { ends.count }

  /// Where a text lies in ``bytes``.
  @inlinable
  public func range(of text: Int) -> Range<Int> {
    (text == 0 ? 0 : Int(ends[text - 1]))..<Int(ends[text])
  }

  public subscript(text: Int) -> String {
    let range = range(of: text)
    return unsafe String(
      decoding: UnsafeBufferPointer(start: bytes.base + range.lowerBound, count: range.count),
      as: UTF8.self)
  }
}
