internal import Foundation
internal import PlanFormats
internal import Synchronization

/// What happens when the process is told to stop by `SIGINT` (Ctrl-C), `SIGTERM` or `SIGHUP`.
///
/// The handler does no more than write the signal's number to a pipe. A thread that waits there
/// clears the progress line, removes temporary files, and lets the signal end the process after all,
/// so that a shell sees what it expects: status 130, 143, 129. A second signal of the sort ends the
/// process at once. A signal that was ignored at the start, as by `nohup`, stays ignored.
enum Interruption {
  /// Where the handler writes.
  fileprivate static let mailbox = Atomic<CInt>(-1)
  /// How the work that is under way comes to a good end; told at most once.
  private static let ending = Mutex<(@Sendable () -> Void)?>(nil)
  private static let isEnded = DispatchSemaphore(value: 0)
  /// So many seconds the work may take for it.
  private static let patience = 2.0

  /// Begins to look after signals; to be called once, at the start.
  static func watch() {
    var ends: [CInt] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let reading = ends[0]
    mailbox.store(ends[1], ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var former = sigaction()
      guard unsafe sigaction(number, nil, &former) == 0, !isIgnored(former) else { continue }
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = passOn
      action.sa_flags = SA_RESTART | CInt(bitPattern: UInt32(SA_RESETHAND))
      _ = unsafe sigaction(number, &action, nil)
    }
    Thread.detachNewThread {
      var number: UInt8 = 0
      while unsafe read(reading, &number, 1) != 1 { guard errno == EINTR else { return } }
      end(by: CInt(number))
    }
  }

  /// Does work that comes to a good end before the process does, when that is soon enough.
  ///
  /// Once a signal has come, the work's end is the end of the process.
  ///
  /// - Parameters:
  ///   - stop: Tells the work to stop, from another thread.
  ///   - work: The work.
  /// - Throws: What the work throws.
  static func stopping<Fault: Error>(
    by stop: @escaping @Sendable () -> Void, _ work: () throws(Fault) -> Void
  ) throws(Fault) {
    ending.withLock { $0 = stop }
    try work()
    // When the thread has taken it, a signal has come.
    let isWanted = ending.withLock { ending in
      defer { ending = nil }
      return ending == nil
    }
    guard isWanted else { return }
    isEnded.signal()
    while true { sleep(1) }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func end(by number: CInt) -> Never {
    let stop = ending.withLock { ending in
      defer { ending = nil }
      return ending
    }
    if let stop {
      stop()
      _ = isEnded.wait(timeout: .now() + patience)
    }
    ProgressLine.clearForGood()
    TemporaryFiles.removeAll {
      signal(number, SIG_DFL)
      kill(getpid(), number)
      // The first process of a container is not ended by its own signal.
      sleep(1)
      _exit(128 + number)
    }
  }
}

/// The signal handler: nothing but a write, which is allowed at any moment.
private func passOn(_ number: CInt) {
  let former = errno
  var byte = UInt8(truncatingIfNeeded: number)
  _ = unsafe write(Interruption.mailbox.load(ordering: .relaxed), &byte, 1)
  errno = former
}
