internal import Glibc

/// A file that is written whole or not at all.
///
/// Bytes go to a temporary file in the same folder, which takes the file's name in
/// ``commit()``. Without a commit nothing remains and a file of that name stays as it was.
/// Standard output, pipes and devices are written directly.
///
/// A reader that went away, as `head` does, is no error: ``isReaderGone`` becomes true, and what is
/// written after that is dropped.
public struct OutputFile: ~Copyable {
  /// The path as given; `-` is standard output.
  public let path: String
  /// Whether nobody reads the output any more.
  public private(set) var isReaderGone = false

  private let descriptor: CInt
  private let isForDisk: Bool
  /// Where the bytes are until the commit; `nil` when they are written directly.
  private let temporary: String?

  /// The file that others may write to until the commit; `nil` where bytes go out directly.
  var stage: String? { temporary }
  /// What the temporary file is to be called: `path` without symbolic links.
  private let target: String
  private var filling: FileFilling
  private var isCommitted = false

  /// Opens a file for writing.
  ///
  /// From here on the process ignores `SIGPIPE`, so that a write to a closed pipe returns.
  ///
  /// - Parameters:
  ///   - path: `-` for standard output.
  ///   - outlivesPowerFailure: Whether the commit waits for the disk. What can be made again from other
  ///     files need not.
  /// - Throws: ``FileError/unwritable(path:reason:)``.
  public init(path: String, outlivesPowerFailure: Bool = true) throws(FileError) {
    self.path = path
    signal(SIGPIPE, SIG_IGN)
    var status = stat()
    let isFound = unsafe stat(path, &status) == 0
    let exists = isFound && path != "-"
    if path == "-" {
      (descriptor, temporary, target) = (STDOUT_FILENO, nil, path)
      enlargePipe(descriptor)
    } else if exists && status.st_mode & S_IFMT != S_IFREG {
      (temporary, target) = (nil, path)
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    } else {
      target = exists ? Self.resolved(path) : path
      let name = Self.folder(of: target) + TemporaryFiles.temporaryName()
      temporary = name
      let isWritable = unsafe access(path, W_OK) == 0
      descriptor = exists && !isWritable ? -1 : TemporaryFiles.create(name)
      if exists && descriptor >= 0 { _ = fchmod(descriptor, status.st_mode & 0o7777) }
    }
    guard descriptor >= 0 else {
      throw .unwritable(path: path, reason: FileError.reason(errno))
    }
    isForDisk = outlivesPowerFailure
    filling = FileFilling(descriptor, isForDisk: isForDisk)
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
    if let temporary, !isCommitted { TemporaryFiles.remove(temporary) }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// The folder with its slash, or nothing for the current one.
  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
  }
}

extension OutputFile {
  /// Writes bytes at the end.
  ///
  /// - Throws: ``FileError/writeFailed(path:reason:)``.
  public mutating func write(_ bytes: Span<UInt8>) throws(FileError) {
    guard !isReaderGone else { return }
    let isWritten = temporary == nil ? writeAll(bytes, to: descriptor) : filling.write(bytes)
    guard !isWritten else { return }
    guard errno == EPIPE else {
      throw .writeFailed(path: path, reason: FileError.reason(errno))
    }
    isReaderGone = true
  }

  /// Makes the file appear under its name, with all that was written.
  ///
  /// - Throws: ``FileError/writeFailed(path:reason:)``; the file is then as it was before.
  public mutating func commit() throws(FileError) {
    guard let temporary, !isCommitted else { return }
    guard filling.finish(), TemporaryFiles.rename(temporary, to: target) else {
      throw .writeFailed(path: path, reason: FileError.reason(errno))
    }
    isCommitted = true
    guard isForDisk else { return }
    let folder = Self.folder(of: target)
    let directory = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }
}
