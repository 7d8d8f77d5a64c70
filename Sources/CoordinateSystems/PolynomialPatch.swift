internal import CPolynomial
internal import Foundation

/// Two smooth functions over a box, as polynomials that meet them nearly in Chebyshev's nodes.
///
/// The box is [-1, 1] in both directions here. Of the products of powers those are kept whose powers add up
/// to the degree at most: the others add as little as what no polynomial of the degree has. The coefficients
/// are those of the powers, of which the rounding errors stay below 1e-12 of the values up to the degree 9
/// that is allowed.
///
/// Method: Trefethen 2013, Approximation Theory and Approximation Practice, chapters 2 and 3.
struct PolynomialPatch: Sendable {
  /// Two functions' values at a place.
  typealias Value = SIMD2<Double>

  /// The highest sum of powers.
  let degree: Int
  /// Those of *xⁱ* from *i* = 0 on, for each power of *y* in turn.
  let coefficients: [Value]

  /// How many coefficients a polynomial of a degree has.
  static func count(degree: Int) -> Int { (degree + 1) * (degree + 2) / 2 }

  /// The nodes in each direction for a degree.
  static func nodes(degree: Int) -> [Double] {
    (0...degree).map { cos((2 * Double($0) + 1) * .pi / Double(2 * degree + 2)) }
  }

  /// Fits the polynomial.
  ///
  /// - Parameters:
  ///   - degree: At most 9.
  ///   - values: Those in the nodes, all of *x* for each node of *y* in turn.
  /// - Complexity: O(*degree*³).
  init(degree: Int, values: [Value]) {
    let count = degree + 1
    precondition(degree <= 9 && values.count == count * count, "a value for each node")
    self.degree = degree
    let byNodes = Self.product(Self.weights(count), values) { $0 * count + $1 }
    var parts = Self.product(Self.weights(count), byNodes) { $1 * count + $0 }
    for y in 0..<count { for x in (count - y)..<count { parts[y * count + x] = .zero } }
    let byParts = Self.product(Self.polynomials(count), parts) { $0 * count + $1 }
    let powers = Self.product(Self.polynomials(count), byParts) { $1 * count + $0 }
    coefficients = (0..<count).flatMap { y in powers[y * count..<y * count + count - y] }
  }

  /// Multiplies a square matrix with each row of values, or with each column.
  ///
  /// - Parameters:
  ///   - matrix: Its rows.
  ///   - values: As many in each direction.
  ///   - place: Where the values of a row, or of a column, lie.
  /// - Returns: The products, where the values lay.
  private static func product(
    _ matrix: [[Double]], _ values: [Value], at place: (Int, Int) -> Int
  ) -> [Value] {
    var sums = [Value](repeating: .zero, count: values.count)
    for line in matrix.indices {
      for (number, factors) in matrix.enumerated() {
        for (index, factor) in factors.enumerated() {
          sums[place(line, number)] += factor * values[place(line, index)]
        }
      }
    }
    return sums
  }

  /// The matrix that leads from values in the nodes to the shares of Chebyshev's polynomials.
  private static func weights(_ count: Int) -> [[Double]] {
    (0..<count).map { number in
      (0..<count).map { node in
        let angle = Double(number) * (2 * Double(node) + 1) * .pi / Double(2 * count)
        return cos(angle) * (number == 0 ? 1 : 2) / Double(count)
      }
    }
  }

  /// The matrix that leads from those shares to coefficients of the powers.
  private static func polynomials(_ count: Int) -> [[Double]] {
    // Chebyshev's polynomials by powers, T₀ and T₁ first.
    var polynomials = [[Double]](
      repeating: [Double](repeating: 0, count: count), count: max(count, 2))
    polynomials[0][0] = 1
    if count > 1 { polynomials[1][1] = 1 }
    for number in 2..<max(count, 2) {
      for power in 0..<count {
        let lower = power > 0 ? polynomials[number - 1][power - 1] : 0
        polynomials[number][power] = 2 * lower - polynomials[number - 2][power]
      }
    }
    return (0..<count).map { power in (0..<count).map { polynomials[$0][power] } }
  }

  /// The value at a place of the box.
  func value(x: Double, y: Double) -> Value {
    Self.value(of: coefficients.span, degree: degree, x: x, y: y)
  }

  /// The value of a polynomial whose coefficients are kept elsewhere.
  @inline(__always)
  static func value(of coefficients: Span<Value>, degree: Int, x: Double, y: Double) -> Value {
    precondition(coefficients.count == count(degree: degree), "one for each product of powers")
    // SAFETY: there are as many coefficients as the function reads.
    return unsafe coefficients.withUnsafeBufferPointer {
      unsafe cpl_value($0.baseAddress, Int32(degree), x, y)
    }
  }

  /// The derivatives at a place of the box.
  func slopes(x: Double, y: Double) -> (x: Value, y: Value) {
    var (alongX, alongY, sum) = (Value.zero, Value.zero, Value.zero)
    var next = coefficients.count
    for length in 1...(degree + 1) {
      var (value, slope) = (Value.zero, Value.zero)
      for _ in 0..<length {
        next -= 1
        slope = slope * x + value
        value = value * x + coefficients[next]
      }
      alongX = alongX * y + slope
      alongY = alongY * y + sum
      sum = sum * y + value
    }
    return (alongX, alongY)
  }
}
