internal import Foundation
internal import GridPartition
internal import Synchronization
internal import Wording

/// One line on the terminal that says how far long work is, written anew ten times a second.
final class ProgressLine: @unchecked Sendable {
  /// Work that is done within so many seconds says nothing.
  private static let patience = 0.5
  private static let pause = 0.1
  /// What the terminal shows of it.
  private enum Screen {
    case empty
    case line
    /// Nothing, and nobody writes it any more.
    case over
  }
  private static let screen = Mutex(Screen.empty)

  private let progress = WorkProgress()
  private let language: Language
  private let start = Date()
  private var stage: (stage: WorkProgress.Stage, since: Date)?
  private let condition = NSCondition()
  private var isStopped = false
  private var isFinished = false

  private init(_ language: Language) { self.language = language }

  /// Does work and shows how far it is, on a terminal.
  static func watching<Value, Fault: Error>(
    _ language: Language, _ work: () throws(Fault) -> Value
  ) throws(Fault) -> Value {
    let line = ProgressLine(language)
    Thread.detachNewThread { line.show() }
    defer { line.stop() }
    let outcome = WorkProgress.$current.withValue(line.progress) { () -> Result<Value, Fault> in
      do throws(Fault) { return .success(try work()) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// Whether standard error is a terminal that can write a line anew.
  static var isPossible: Bool {
    isatty(STDERR_FILENO) == 1
      && !["", "dumb"].contains(ProcessInfo.processInfo.environment["TERM"] ?? "")
  }

  /// Clears the line, and nobody writes it any more.
  static func clearForGood() { clear(leaving: .over) }

  private static func clear(leaving left: Screen = .empty) {
    screen.withLock { screen in
      if case .line = screen { put("\r\u{1b}[K") }
      if case .over = screen { return }
      screen = left
    }
  }

  /// Writes the line in place of the former one, as far as it fits.
  private static func write(_ text: String) {
    screen.withLock { screen in
      if case .over = screen { return }
      screen = .line
      put("\r" + text.prefix(columns: width - 1) + "\u{1b}[K")
    }
  }

  private static var width: Int {
    var size = winsize()
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// Writes at once, in one piece.
  private static func put(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes {
      unsafe Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count)
    }
  }

  private func show() {
    condition.lock()
    defer {
      isFinished = true
      condition.broadcast()
      condition.unlock()
    }
    var next = start + Self.patience
    while !isStopped {
      guard condition.wait(until: next) == false else { continue }
      next = Date() + Self.pause
      guard let snapshot = progress.snapshot else { continue }
      let now = Date()
      if stage?.stage != snapshot.stage { stage = (snapshot.stage, stage == nil ? start : now) }
      let seconds = now.timeIntervalSince(stage?.since ?? now)
      Self.write(snapshot.sentence(after: seconds, in: language))
    }
  }

  private func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    while !isFinished { condition.wait() }
    condition.unlock()
    Self.clear()
  }
}

extension String {
  /// As much of the start as fits into so many columns; Chinese takes two for a character.
  fileprivate func prefix(columns: Int) -> String {
    var used = 0
    return String(
      prefix { character in
        used += character.unicodeScalars.contains { $0.value >= 0x1100 } ? 2 : 1
        return used <= columns
      })
  }
}
