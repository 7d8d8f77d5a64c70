internal import CPROJ

/// What PROJ said when it could not do its work.
public struct PROJError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The C function that failed.
  public let function: String
  /// The library's own words.
  public let message: String

  public var description: String { "\(function): \(message)" }
}

/// A PROJ context, which never asks the network and prints nothing.
///
/// Used by one task at a time and kept for a whole batch; not sendable. It costs a millisecond and
/// the opening of PROJ's database.
@safe
final class PROJContext {
  /// `nil` when there was no memory; PROJ then takes its default context, which fails the same way.
  let raw: OpaquePointer?
  private let log: ErrorLog

  init() {
    unsafe raw = proj_context_create()
    log = ErrorLog()
    unsafe proj_context_set_enable_network(raw, 0)
    let userData = unsafe Unmanaged.passUnretained(log).toOpaque()
    unsafe proj_log_func(raw, userData) { userData, level, message in
      guard level == PJ_LOG_ERROR.rawValue, let message = unsafe message,
        let userData = unsafe userData
      else { return }
      let log = unsafe Unmanaged<ErrorLog>.fromOpaque(userData).takeUnretainedValue()
      unsafe log.message = String(cString: message)
    }
    unsafe proj_log_level(raw, PJ_LOG_ERROR)
  }

  deinit { unsafe proj_context_destroy(raw) }

  /// The typed form of a failure that has just happened.
  func failure(of function: String) -> PROJError {
    defer { log.message = "" }
    return PROJError(function: function, message: log.message)
  }
}

/// Where the library's message handler writes; it lives as long as its context.
private final class ErrorLog {
  var message = ""
}
