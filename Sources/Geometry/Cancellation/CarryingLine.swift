/// The straight line that carries an edge, exactly: edges on one line have equal values.
struct CarryingLine: Hashable, Sendable, BitwiseCopyable {
  /// From the lower end to the upper one, reduced by the greatest common divisor, so that lines have
  /// one direction only.
  private let direction: LatticePoint
  /// The cross product of the direction and any position on the line.
  private let offset: Int128

  /// The line through two different positions, the lower one first.
  init(low: LatticePoint, high: LatticePoint) {
    let (dx, dy) = (high.x - low.x, high.y - low.y)
    let divisor = greatestCommonDivisor(dx, dy)
    direction = LatticePoint(x: dx / divisor, y: dy / divisor)
    offset = Int128(direction.x) * Int128(low.y) - Int128(direction.y) * Int128(low.x)
  }
}

extension CarryingLine: Comparable {
  /// Orders by direction, then from one side to the other.
  static func < (a: CarryingLine, b: CarryingLine) -> Bool {
    a.direction != b.direction ? a.direction < b.direction : a.offset < b.offset
  }
}

/// The greatest common divisor of two numbers that are not both 0, by Euclid's algorithm.
private func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
  var (a, b) = (abs(a), abs(b))
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
