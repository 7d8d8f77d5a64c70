internal import Glibc

/// Why a file could not be read or written; `reason` is the system's own text.
public enum FileError: Error, Hashable, Sendable {
  /// The file is missing or may not be read (exit status 66).
  case unreadable(path: String, reason: String)
  /// The file cannot be created or replaced (exit status 73).
  case unwritable(path: String, reason: String)
  /// Reading failed on the way (exit status 74).
  case readFailed(path: String, reason: String)
  /// Writing failed on the way, as on a full disk (exit status 74).
  case writeFailed(path: String, reason: String)
}

extension FileError {
  /// Why a format that is not written in one go cannot be written to a pipe.
  static var notRegular: String { reason(ESPIPE) }

  /// The system's text for an error number.
  public static func reason(_ number: CInt) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }
}
