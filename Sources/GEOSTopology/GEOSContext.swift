internal import CGEOS

/// What GEOS said when it could not do its work.
public struct GEOSError: Error, Sendable, CustomStringConvertible {
  /// The C function that failed.
  public let function: String
  /// The library's own words.
  public let message: String

  public var description: String { "\(function): \(message)" }
}

/// A GEOS context with the last message of the library.
///
/// Used by one task at a time and kept for a whole batch; not sendable.
@safe
public final class GEOSContext {
  let raw: GEOSContextHandle_t
  private let log: ErrorLog

  /// Opens a context.
  ///
  /// - Throws: ``GEOSError`` when the library has no memory for it.
  public init() throws(GEOSError) {
    guard let raw = unsafe GEOS_init_r() else {
      throw GEOSError(function: "GEOS_init_r", message: "no memory")
    }
    unsafe self.raw = raw
    log = ErrorLog()
    let userData = unsafe Unmanaged.passUnretained(log).toOpaque()
    unsafe GEOSContext_setErrorMessageHandler_r(
      raw,
      { message, userData in
        guard let message = unsafe message, let userData = unsafe userData else { return }
        let log = unsafe Unmanaged<ErrorLog>.fromOpaque(userData).takeUnretainedValue()
        unsafe log.message = String(cString: message)
      }, userData)
  }

  deinit { unsafe GEOS_finish_r(raw) }

  func failure(of function: String) -> GEOSError {
    GEOSError(function: function, message: log.message)
  }
}

/// Where the library's message handler writes; it lives as long as its context.
private final class ErrorLog {
  var message = ""
}
