internal import Glibc
internal import GridPartition

/// The bytes of a file or of standard input, in order.
public struct ByteReader: ~Copyable {
  /// The path as given; `-` is standard input.
  public let path: String
  /// Where it is given, reading ends when it is closed, though more bytes may come.
  public var gate: InputGate?
  /// Is told of the bytes that are read.
  var progress: WorkProgress?
  private let descriptor: CInt
  /// Bytes that were read ahead and not yet taken.
  private var ahead: ArraySlice<UInt8> = []

  /// Opens a file.
  ///
  /// - Parameter path: `-` for standard input.
  /// - Throws: ``FileError/unreadable(path:reason:)``.
  public init(path: String) throws(FileError) {
    self.path = path
    guard path != "-" else {
      descriptor = STDIN_FILENO
      enlargePipe(descriptor)
      return
    }
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: FileError.reason(errno))
    }
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .unreadable(path: path, reason: FileError.reason(EISDIR))
    }
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  private init(path: String, adopting descriptor: CInt) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }
}

extension ByteReader {
  /// How many bytes a regular file has; `nil` for a pipe and the like.
  var length: Int? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }

  /// Reads what comes next into the rest of a buffer.
  ///
  /// - Returns: How many bytes were read, from `start` on; 0 at the end of the file, and only there.
  /// - Precondition: The buffer has room behind `start`.
  /// - Throws: ``FileError/readFailed(path:reason:)``.
  public mutating func read(
    into buffer: inout [UInt8], from start: Int
  ) throws(FileError) -> Int {
    precondition(start < buffer.count, "there is no room to read into")
    guard ahead.isEmpty else {
      let count = min(ahead.count, buffer.count - start)
      buffer.replaceSubrange(start..<start + count, with: ahead.prefix(count))
      ahead = ahead.dropFirst(count)
      return count
    }
    let descriptor = descriptor
    while true {
      if let gate, !gate.waits(for: descriptor) { return 0 }
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
        return unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
      }
      if count >= 0 {
        progress?.advance(by: count)
        return count
      }
      guard errno == EINTR else {
        throw .readFailed(path: path, reason: FileError.reason(errno))
      }
    }
  }

  /// Reads all that is left.
  mutating func readAll() throws(FileError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: max((length ?? 0) + 1, 1 << 16))
    var end = 0
    while true {
      if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
      let count = try read(into: &buffer, from: end)
      if count == 0 { break }
      end += count
    }
    buffer.removeLast(buffer.count - end)
    return buffer
  }

  /// The next bytes, without taking them: `count`, or as many as there are.
  public mutating func peek(_ count: Int) throws(FileError) -> ArraySlice<UInt8> {
    guard ahead.count < count else { return ahead.prefix(count) }
    var buffer = Array(ahead)
    ahead = []
    var end = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count - end))
    while end < count {
      let read = try read(into: &buffer, from: end)
      if read == 0 { break }
      end += read
    }
    ahead = buffer[..<end]
    return ahead
  }
}

extension ByteReader {
  /// Goes back to the first byte.
  ///
  /// - Precondition: The reader is of a regular file, or came from ``rewindable()``.
  public mutating func rewind() throws(FileError) {
    ahead = []
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .readFailed(path: path, reason: FileError.reason(errno))
    }
    progress?.begin(.assigning, of: length)
  }

  /// A reader of the same bytes that can go back: itself when it is of a regular file, else one of
  /// a temporary file without a name that all the bytes are copied to.
  public consuming func rewindable() throws(FileError) -> ByteReader {
    var status = stat()
    if path != "-", unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      return self
    }
    let folder = TemporaryFiles.folder
    let spool = TemporaryFiles.createNameless(in: folder)
    guard spool >= 0 else { throw .unwritable(path: folder, reason: FileError.reason(errno)) }
    var copy = ByteReader(path: path, adopting: spool)
    copy.progress = progress
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try read(into: &buffer, from: 0)
      if count == 0 { break }
      guard writeAll(buffer.span.extracting(..<count), to: spool) else {
        throw .writeFailed(path: folder, reason: FileError.reason(errno))
      }
    }
    guard lseek(spool, 0, SEEK_SET) == 0 else {
      throw .readFailed(path: folder, reason: FileError.reason(errno))
    }
    progress?.begin(.assigning, of: copy.length)
    return copy
  }
}

extension ByteReader {
  /// The first bytes of a regular file, as many as there are and no more than are wanted; `nil` for
  /// anything else, whose bytes would be lost to whoever reads it next.
  public static func head(ofFile path: String, _ count: Int) -> ArraySlice<UInt8>? {
    var status = stat()
    guard path != "-", unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      var reader = try? ByteReader(path: path)
    else { return nil }
    return try? reader.peek(count)
  }
}
