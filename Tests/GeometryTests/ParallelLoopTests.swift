import Geometry
import Testing

@Suite struct ParallelLoopTests {
  /// Steps in the order that makes all values but one wait.
  private static let backwards = ParallelLoop { count, step in
    for index in (0..<count).reversed() { step(index) }
  }

  @Test(arguments: [0, 1, 2, 1_000])
  func `values are taken in order, whatever order they are made in`(count: Int) {
    for loop in [ParallelLoop.serial, Self.backwards, .threads] {
      let taken = loop.reduce(count, into: [Int](), { 3 * $0 }, { $0.append($1) })
      #expect(taken == (0..<count).map { 3 * $0 })
    }
  }
}
