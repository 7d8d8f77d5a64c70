internal import Dispatch
internal import Foundation

/// Work on a file that is cut into blocks, of which several may be under way at once.
///
/// ``take(into:)`` and ``handOn(_:)`` are called by one worker at a time, each in the order of the
/// blocks; so either may change what only it looks at. ``work(on:)`` runs beside all others.
protocol BlockWork: Sendable {
  /// What a worker keeps from block to block: the block at hand, its result, buffers.
  associatedtype Bench

  func makeBench() -> Bench

  /// Takes the next block; `false` when there is none. A failure is left on the bench.
  func take(into bench: inout Bench) -> Bool
  func work(on bench: inout Bench)

  /// Hands the result on.
  ///
  /// - Returns: Whether more is wanted.
  /// - Throws: The failure that was left on the bench; no later block is handed on.
  func handOn(_ bench: inout Bench) throws -> Bool
}

extension BlockWork {
  /// Works through all blocks, on as many cores as there are.
  ///
  /// Reading, work and writing overlap; no more blocks are in memory than there are workers.
  ///
  /// - Parameter workers: How many; `nil` for one on each core that the process may use.
  /// - Throws: The failure of the first block that has one.
  func run(workers: Int? = nil) throws {
    let turns = Turns()
    let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    if workers <= 1 {
      runWorker(turns)
    } else {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in runWorker(turns) }
    }
    if let failure = turns.failure { throw failure }
  }

  private func runWorker(_ turns: Turns) {
    var bench = makeBench()
    while let ticket = turns.take({ take(into: &bench) }) {
      work(on: &bench)
      turns.handOn(ticket) { try handOn(&bench) }
    }
  }
}

/// Keeps workers in the order of their blocks.
private final class Turns: @unchecked Sendable {
  private let input = NSLock()
  private var taken = 0
  private var isInputOver = false

  private let output = NSCondition()
  private var handedOn = 0
  private var isStopped = false
  private(set) var failure: (any Error)?

  /// The number of the block that `body` takes; `nil` when there are no more.
  func take(_ body: () -> Bool) -> Int? {
    input.withLock {
      guard !isInputOver, !isOutputStopped else { return nil }
      guard body() else {
        isInputOver = true
        return nil
      }
      taken += 1
      return taken - 1
    }
  }

  private var isOutputStopped: Bool { output.withLock { isStopped } }

  /// Calls `body` when all blocks before have been handed on, unless the work has stopped.
  func handOn(_ ticket: Int, _ body: () throws -> Bool) {
    output.lock()
    while handedOn != ticket && !isStopped { output.wait() }
    let isTurn = !isStopped
    output.unlock()
    guard isTurn else { return }
    var goesOn = false
    do { goesOn = try body() } catch { failure = error }
    output.lock()
    handedOn += 1
    if !goesOn { isStopped = true }
    output.broadcast()
    output.unlock()
  }
}
