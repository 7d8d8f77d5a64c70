internal import Glibc

/// Lets one thread end another's waiting for input.
public final class InputGate: Sendable {
  /// Readable once the gate is closed.
  private let ending: CInt
  private let closing: CInt

  public init() {
    var ends: [CInt] = [-1, -1]
    _ = unsafe pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (ending, closing) = (ends[0], ends[1])
  }

  deinit {
    for end in [ending, closing] where end >= 0 { Glibc.close(end) }
  }

  /// Ends all waiting, for ever.
  public func close() {
    var byte: UInt8 = 1
    _ = unsafe write(closing, &byte, 1)
  }

  /// Whether it has been closed.
  public var isClosed: Bool {
    var end = pollfd(fd: ending, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&end, 1, 0) > 0
  }

  /// Waits until a read returns at once.
  ///
  /// - Returns: `false` when the gate has been closed.
  func waits(for descriptor: CInt) -> Bool {
    var ends = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ending, events: Int16(POLLIN), revents: 0),
    ]
    while unsafe poll(&ends, 2, -1) < 0 {
      // Where waiting is impossible, reading says why.
      guard errno == EINTR else { return true }
    }
    return ends[1].revents == 0
  }
}
