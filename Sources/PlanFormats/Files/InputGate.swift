internal import Foundation
internal import Glibc

/// Lets one thread end another's waiting for input.
final class InputGate: @unchecked Sendable {
  private let lock = NSLock()
  private var isOpen = true

  /// Ends all waiting, for ever.
  func close() { lock.withLock { isOpen = false } }

  /// Waits until a read returns at once.
  ///
  /// - Returns: `false` when the gate has been closed.
  func waits(for descriptor: CInt) -> Bool {
    while lock.withLock({ isOpen }) {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&request, 1, 100) != 0 { return true }
    }
    return false
  }
}
