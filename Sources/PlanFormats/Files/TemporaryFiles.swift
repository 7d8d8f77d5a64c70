internal import Glibc
internal import Synchronization

/// The temporary files of the process, which are to be gone however it ends in order.
public enum TemporaryFiles {
  private static let names = Mutex<Set<String>>([])

  /// Removes all of them and ends the process.
  ///
  /// Whoever would make or rename one meanwhile waits for that end, so that a file under way is the
  /// old one or the new one, and nothing is left beside it. Not to be called by a signal handler.
  ///
  /// - Parameter end: Ends the process.
  public static func removeAll(andThen end: () -> Never) -> Never {
    names.withLock { names in
      for name in names { _ = unsafe unlink(name) }
      end()
    }
  }

  /// Makes a file that is to be renamed or removed, for writing.
  ///
  /// - Returns: Its descriptor; below 0 when `errno` says why not.
  static func create(_ name: String) -> CInt {
    names.withLock { names in
      let descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { names.insert(name) }
      return descriptor
    }
  }

  /// Makes a file that is gone when it is closed, for writing and reading.
  ///
  /// - Returns: Its descriptor; below 0 when `errno` says why not.
  static func createNameless(in folder: String) -> CInt {
    names.withLock { _ in
      let name = folder + "/" + temporaryName()
      let descriptor = unsafe open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 { _ = unsafe unlink(name) }
      return descriptor
    }
  }

  /// Gives a file its name for good; `errno` says why not.
  static func rename(_ name: String, to target: String) -> Bool {
    names.withLock { names in
      guard unsafe Glibc.rename(name, target) == 0 else { return false }
      names.remove(name)
      return true
    }
  }

  static func remove(_ name: String) {
    names.withLock { names in
      _ = unsafe unlink(name)
      names.remove(name)
    }
  }

  /// A file name that nobody else has.
  static func temporaryName() -> String {
    ".dingge-" + String(UInt64.random(in: .min ... .max), radix: 16)
  }
}
