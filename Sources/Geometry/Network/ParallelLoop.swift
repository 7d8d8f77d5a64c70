internal import Synchronization

/// A way to run the steps of a loop, perhaps on several cores; returns when all are done.
public struct ParallelLoop: Sendable {
  private let body: @Sendable (_ count: Int, _ step: @Sendable (Int) -> Void) -> Void

  /// One step after another.
  public static let serial = ParallelLoop { count, step in
    for index in 0..<count { step(index) }
  }

  /// Runs steps by a function that calls its argument once for each number below a count.
  public init(_ body: @escaping @Sendable (_ count: Int, _ step: @Sendable (Int) -> Void) -> Void) {
    self.body = body
  }

  /// Calls `step` with each number below `count`, in any order.
  public func run(_ count: Int, _ step: @Sendable (Int) -> Void) { body(count, step) }

  /// The values that `step` gives for each number below `count`, in order.
  public func map<Value: Sendable>(
    _ count: Int, _ step: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    let slots = Slots<Value>(count)
    run(count) { slots.fill($0, step($0)) }
    return slots.take()
  }

  /// Makes a value of each number below a count, and takes them in order, each as soon as those before
  /// it were taken.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - state: What the values are taken into.
  ///   - make: Makes a value, on some core.
  ///   - take: Takes a value, one at a time.
  /// - Returns: The state when all were taken.
  public func reduce<State: Sendable, Value: Sendable>(
    _ count: Int, into state: consuming State, _ make: @Sendable (Int) -> Value,
    _ take: @Sendable (_ state: inout State, _ value: Value) -> Void
  ) -> State {
    let queue = Mutex((state: consume state, next: 0, waiting: [Int: Value]()))
    run(count) { index in
      let value = make(index)
      queue.withLock { queue in
        queue.waiting[index] = value
        while let value = queue.waiting.removeValue(forKey: queue.next) {
          take(&queue.state, value)
          queue.next += 1
        }
      }
    }
    return queue.withLock { $0.state }
  }

  /// Makes the values of all numbers below a count, in steps of so many.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - size: How many are made in one step on some core.
  ///   - make: Appends the values of a range of numbers.
  /// - Returns: The values in order.
  public func array<Value: Sendable>(
    _ count: Int, inStepsOf size: Int,
    _ make: @Sendable (_ range: Range<Int>, _ values: inout OutputSpan<Value>) -> Void
  ) -> [Value] {
    unsafe [Value](unsafeUninitializedCapacity: count) { memory, initialized in
      // SAFETY: every step writes to a part of its own, and all of it.
      let parts = unsafe SharedMemory(memory: memory)
      run((count + size - 1) / size) { step in
        let range = step * size..<min((step + 1) * size, count)
        let part = unsafe UnsafeMutableBufferPointer(rebasing: parts.memory[range])
        var values = unsafe OutputSpan(buffer: part, initializedCount: 0)
        make(range, &values)
        precondition(values.isFull, "a step left a value out")
        _ = unsafe values.finalize(for: part)
      }
      initialized = count
    }
  }
}

/// Memory that steps of a loop write to, each in its part.
@safe
private struct SharedMemory<Value>: @unchecked Sendable {
  let memory: UnsafeMutableBufferPointer<Value>
}

/// Places for values that are written once each, by different threads.
@safe
private final class Slots<Value: Sendable>: @unchecked Sendable {
  private let values: UnsafeMutableBufferPointer<Value?>

  init(_ count: Int) {
    unsafe values = .allocate(capacity: count)
    unsafe values.initialize(repeating: nil)
  }

  deinit {
    unsafe values.deinitialize()
    unsafe values.deallocate()
  }

  func fill(_ index: Int, _ value: Value) { unsafe values[index] = value }

  func take() -> [Value] {
    var result: [Value] = []
    unsafe result.reserveCapacity(values.count)
    let count = unsafe values.count
    for index in 0..<count {
      guard let value = unsafe values[index].take() else {
        preconditionFailure("a loop left a step out")
      }
      result.append(value)
    }
    return result
  }
}
