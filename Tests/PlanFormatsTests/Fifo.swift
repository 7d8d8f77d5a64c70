import Foundation

/// A named pipe that is fed in small pieces.
final class Fifo: Sendable {
  let path: String

  init(in folder: TemporaryFolder) throws {
    path = folder.path + "/pipe"
    guard unsafe mkfifo(path, 0o600) == 0 else { throw POSIXError(.EIO) }
  }

  /// Writes bytes from another thread, as soon as somebody reads.
  func feed(_ bytes: [UInt8], pieces size: Int) {
    let path = path
    Thread.detachNewThread {
      guard let pipe = FileHandle(forWritingAtPath: path) else { return }
      var rest = bytes[...]
      while !rest.isEmpty {
        try? pipe.write(contentsOf: Data(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      try? pipe.close()
    }
  }

  /// Opens the pipe for reading on another thread, reads a little, and closes it.
  func readAndLeave() {
    let path = path
    Thread.detachNewThread {
      guard let pipe = FileHandle(forReadingAtPath: path) else { return }
      _ = try? pipe.read(upToCount: 10)
      try? pipe.close()
    }
  }
}
