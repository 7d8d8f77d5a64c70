internal import Geometry
internal import Synchronization

/// How much of a long piece of work is done, for whoever watches.
///
/// Work asks once at its start for the one that watches (``current``) and tells it what is done, a
/// block or a unit at a time, from any thread. Nobody watches as a rule, and then nothing is told.
public final class WorkProgress: Sendable {
  /// What is being done; amounts are counted in its own unit.
  public enum Stage: Int, CaseIterable, Sendable {
    /// Files of a plan, in bytes.
    case reading
    /// Boundaries that might cross themselves, in edges.
    case boundaries
    /// Children against their parents, in edges.
    case coverages
    /// What was found, put together; there is nothing to count.
    case findings
    /// The index for assignments, in edges.
    case indexing
    /// Redrawn units of two plans laid over each other, in edges.
    case comparing
    /// Files of incidents, in bytes.
    case assigning
  }

  /// How far the work is.
  public struct Snapshot: Hashable, Sendable {
    public let stage: Stage
    public let done: Int
    /// `nil` when it is not known beforehand.
    public let total: Int?
    /// Rows that were answered.
    public let rows: Int

    public init(stage: Stage, done: Int, total: Int?, rows: Int = 0) {
      self.stage = stage
      self.done = done
      self.total = total
      self.rows = rows
    }

    /// The part that is done, 0...1; `nil` when the total is not known.
    public var share: Double? {
      total.map { $0 > 0 ? min(1, Double(done) / Double($0)) : 1 }
    }
  }

  /// The one that watches the work of this task or thread; work passes it on to others itself.
  @TaskLocal public static var current: WorkProgress?

  private let state = Mutex<(stage: Stage, total: Int?)?>(nil)
  private let done = Atomic<Int>(0)
  private let rows = Atomic<Int>(0)

  public init() {}

  /// Begins a stage with nothing done.
  public func begin(_ stage: Stage, of total: Int?) {
    state.withLock { state in
      state = (stage, total)
      done.store(0, ordering: .relaxed)
      rows.store(0, ordering: .relaxed)
    }
  }

  /// Tells that so much more is done.
  public func advance(by amount: Int) { done.add(amount, ordering: .relaxed) }

  /// Tells that so many more rows are answered.
  public func advance(rows count: Int) { rows.add(count, ordering: .relaxed) }

  /// How far the work is; `nil` before it begins.
  public var snapshot: Snapshot? {
    state.withLock { state in
      state.map { stage, total in
        Snapshot(
          stage: stage, done: done.load(ordering: .relaxed), total: total,
          rows: rows.load(ordering: .relaxed))
      }
    }
  }
}

extension ParallelLoop {
  /// The same loop, each run of which advances the work by an amount, step by step.
  func telling(_ progress: WorkProgress?, amount: Int) -> ParallelLoop {
    guard let progress else { return self }
    return ParallelLoop { count, step in
      self.run(count) { index in
        step(index)
        progress.advance(by: amount * (index + 1) / count - amount * index / count)
      }
    }
  }
}
