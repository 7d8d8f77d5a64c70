internal import JSONText

/// Cuts an input into blocks that end where a row ends.
struct BlockReader: ~Copyable {
  /// Tells where whole rows end in the bytes at hand: offset past the last one; 0 for none.
  typealias WholeRows = (Span<UInt8>) -> Int

  /// A row may be this long.
  static let limit = 64 << 20

  private var reader: ByteReader
  private let size: Int
  private let wholeRows: WholeRows
  /// Bytes that were read and belong to the next block.
  private var rest: [UInt8] = []
  private var isAtEnd = false

  init(
    _ reader: consuming ByteReader, size: Int, _ wholeRows: @escaping WholeRows
  ) {
    self.reader = reader
    self.size = size
    self.wholeRows = wholeRows
  }

  /// Reads the next block.
  ///
  /// - Parameter block: Receives the bytes.
  /// - Returns: `false` at the end of the input.
  /// - Throws: ``IncidentFileError/rowTooLong(line:limit:)`` with the line, from 1, in the block.
  mutating func next(into block: inout TextBlock) throws(IncidentFileError) -> Bool {
    block.begin(with: rest, room: size)
    rest.removeAll(keepingCapacity: true)
    while true {
      try fill(&block)
      let end = isAtEnd ? block.count : wholeRows(block.bytes.span.extracting(..<block.count))
      guard end == 0 && !isAtEnd else {
        rest += block.bytes[end..<block.count]
        block.count = end
        return end > 0
      }
      guard block.count < Self.limit else { throw .rowTooLong(line: 1, limit: Self.limit) }
      block.grow(to: 2 * block.count)
    }
  }

  private mutating func fill(_ block: inout TextBlock) throws(IncidentFileError) {
    do throws(FileError) {
      while block.count < block.bytes.count && !isAtEnd {
        let count = try reader.read(into: &block.bytes, from: block.count)
        block.count += count
        isAtEnd = count == 0
      }
    } catch {
      throw .file(error)
    }
  }

  /// Leaves out a byte order mark at the start.
  ///
  /// - Returns: The mark; empty when there is none of these.
  mutating func skipMark(_ marks: [[UInt8]]) throws(IncidentFileError) -> [UInt8] {
    do throws(FileError) {
      let start = try reader.peek(marks.map(\.count).max() ?? 0)
      guard var mark = marks.first(where: start.starts(with:)) else { return [] }
      var skipped = 0
      while skipped < mark.count { skipped += try reader.read(into: &mark, from: skipped) }
      return mark
    } catch {
      throw .file(error)
    }
  }

  /// Takes bytes back that are to come again.
  mutating func giveBack(_ bytes: Span<UInt8>) {
    rest = [UInt8](bytes) + rest
  }

  /// Goes back to the first byte.
  mutating func rewind() throws(IncidentFileError) {
    do throws(FileError) { try reader.rewind() } catch { throw .file(error) }
    rest.removeAll()
    isAtEnd = false
  }
}

/// Bytes of an input, in a buffer that is used again.
struct TextBlock {
  /// The buffer; what is behind ``count`` is of no account.
  var bytes: [UInt8] = []
  var count = 0

  /// Starts with some bytes and makes the buffer at least so large.
  mutating func begin(with start: [UInt8], room: Int) {
    count = start.count
    grow(to: max(room, count))
    bytes.replaceSubrange(..<count, with: start)
  }

  mutating func grow(to size: Int) {
    guard bytes.count < size else { return }
    bytes += [UInt8](repeating: 0, count: size - bytes.count)
  }
}
