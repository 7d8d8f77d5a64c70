import Dispatch
import Geometry

extension ParallelLoop {
  /// Steps on all cores, in whatever order they come.
  static let threads = ParallelLoop { count, step in
    DispatchQueue.concurrentPerform(iterations: count, execute: step)
  }
}
