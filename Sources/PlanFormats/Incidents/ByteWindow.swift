/// The part of an input that is at hand, moving forward.
struct ByteWindow: ~Copyable {
  /// A row may be this long.
  static let limit = 64 << 20

  var reader: ByteReader
  private(set) var bytes: [UInt8]
  /// Bytes before it are used up.
  var start = 0
  /// Bytes from it on are not read yet.
  private(set) var end = 0
  private(set) var isAtEnd = false

  /// Where the bytes are that were read and are not used up.
  var unused: Range<Int> { start..<end }

  init(_ reader: consuming ByteReader, size: Int) {
    self.reader = reader
    bytes = [UInt8](repeating: 0, count: size)
  }

  /// Goes back to the first byte.
  mutating func rewind() throws(IncidentFileError) {
    do throws(FileError) { try reader.rewind() } catch { throw .file(error) }
    (start, end, isAtEnd) = (0, 0, false)
  }

  /// Reads on, at least as many bytes as are still unused, so that looking at the unused ones from
  /// the start again takes linear time in all.
  ///
  /// - Returns: `false` when the unused bytes have reached the ``limit``.
  mutating func refill() throws(IncidentFileError) -> Bool {
    let unused = end - start
    guard unused < Self.limit else { return false }
    if start > 0 {
      let kept = start..<end
      unsafe bytes.withUnsafeMutableBytes { bytes in
        unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[kept]))
      }
      (start, end) = (0, unused)
    }
    if unused > bytes.count / 2 {
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
    }
    let goal = min(bytes.count, max(1, 2 * unused))
    do throws(FileError) {
      while end < goal && !isAtEnd {
        let count = try reader.read(into: &bytes, from: end)
        end += count
        isAtEnd = count == 0
      }
    } catch {
      throw .file(error)
    }
    return true
  }
}
