internal import Foundation
internal import Synchronization

/// The temporary files and folders of the process, which are to be gone however it ends in order, and
/// the programs that write there.
public enum TemporaryFiles {
  private static let names = Mutex<Set<String>>([])

  /// Programs under way that write to temporary folders.
  private static let programs = Mutex<Set<pid_t>>([])

  /// Removes all of them and ends the process; programs that write there are ended before.
  ///
  /// Whoever would make or rename one meanwhile waits for that end, so that a file under way is the
  /// old one or the new one, and nothing is left beside it. Not to be called by a signal handler.
  ///
  /// - Parameter end: Ends the process.
  public static func removeAll(andThen end: () -> Never) -> Never {
    names.withLock { names in
      programs.withLock { programs in
        for program in programs {
          kill(program, SIGKILL)
          _ = waitpid(program, nil, 0)
        }
      }
      for name in names { removeFromDisk(name) }
      end()
    }
  }

  private static func removeFromDisk(_ name: String) {
    if unsafe unlink(name) != 0 { try? FileManager.default.removeItem(atPath: name) }
  }

  /// Starts a program that writes to a temporary folder.
  ///
  /// - Parameter start: Starts it and returns its number, or throws.
  /// - Returns: The number.
  /// - Throws: What `start` throws.
  static func starting<Fault: Error>(
    _ start: () throws(Fault) -> pid_t
  ) throws(Fault) -> pid_t {
    try names.withLock { _ throws(Fault) in
      let program = try start()
      programs.withLock { _ = $0.insert(program) }
      return program
    }
  }

  /// Waits for the end of a program that was started here.
  ///
  /// - Returns: Its exit status; 128 and the signal's number when it was ended by one.
  static func end(of program: pid_t) -> CInt {
    var status: CInt = 0
    while unsafe waitpid(program, &status, 0) < 0 { guard errno == EINTR else { break } }
    programs.withLock { _ = $0.remove(program) }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
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

  /// Makes a folder that nobody else may look into, where temporary files are kept (`TMPDIR`, or
  /// else `/tmp`).
  ///
  /// - Returns: Its path, or `nil` when `errno` says why not.
  static func createFolder() -> String? {
    names.withLock { names in
      let name = folder + "/" + temporaryName()
      guard unsafe mkdir(name, 0o700) == 0 else { return nil }
      names.insert(name)
      return name
    }
  }

  /// Where temporary files are kept.
  static var folder: String { unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp" }

  /// Gives a file its name for good; `errno` says why not.
  static func rename(_ name: String, to target: String) -> Bool {
    names.withLock { names in
      guard unsafe Foundation.rename(name, target) == 0 else { return false }
      names.remove(name)
      return true
    }
  }

  /// Removes a file, or a folder with all that is in it.
  static func remove(_ name: String) {
    names.withLock { names in
      removeFromDisk(name)
      names.remove(name)
    }
  }

  /// A file name that nobody else has.
  static func temporaryName() -> String {
    ".dingge-" + String(UInt64.random(in: .min ... .max), radix: 16)
  }
}
