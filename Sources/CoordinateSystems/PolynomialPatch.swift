internal import Foundation

/// A smooth function over a box, as a polynomial that meets it in Chebyshev's nodes.
///
/// The box is [-1, 1] in both directions here. The coefficients are those of the powers, of which the
/// rounding errors stay below 1e-12 of the values up to the degree 8 that is allowed.
///
/// Method: Trefethen 2013, Approximation Theory and Approximation Practice, chapters 2 and 3.
struct PolynomialPatch<Value: SIMD & Sendable>: Sendable where Value.Scalar == Double {
  /// The highest power of each ordinate.
  let degree: Int
  /// Those of *xⁱ* from *i* = 0 on, for each power of *y* in turn.
  private var coefficients: [Value]

  /// The nodes in each direction for a degree.
  static func nodes(degree: Int) -> [Double] {
    (0...degree).map { cos((2 * Double($0) + 1) * .pi / Double(2 * degree + 2)) }
  }

  /// Fits the polynomial.
  ///
  /// - Parameters:
  ///   - degree: At most 8.
  ///   - values: Those in the nodes, all of *x* for each node of *y* in turn.
  /// - Complexity: O(*degree*³).
  init(degree: Int, values: [Value]) {
    let count = degree + 1
    precondition(degree <= 8 && values.count == count * count, "a value for each node")
    self.degree = degree
    let matrix = Self.powers(degree: degree)
    var rows = [Value](repeating: .zero, count: count * count)
    for row in 0..<count {
      for power in 0..<count {
        for node in 0..<count {
          rows[row * count + power] += matrix[power * count + node] * values[row * count + node]
        }
      }
    }
    coefficients = [Value](repeating: .zero, count: count * count)
    for power in 0..<count {
      for column in 0..<count {
        for node in 0..<count {
          coefficients[power * count + column] +=
            matrix[power * count + node] * rows[node * count + column]
        }
      }
    }
  }

  /// The matrix that leads from values in the nodes to coefficients of the powers.
  private static func powers(degree: Int) -> [Double] {
    let count = degree + 1
    // Chebyshev's polynomials by powers, T₀ and T₁ first.
    var polynomials = [[Double]](
      repeating: [Double](repeating: 0, count: count), count: max(count, 2))
    polynomials[0][0] = 1
    if degree > 0 { polynomials[1][1] = 1 }
    for number in 2..<max(count, 2) {
      for power in 0..<count {
        let lower = power > 0 ? polynomials[number - 1][power - 1] : 0
        polynomials[number][power] = 2 * lower - polynomials[number - 2][power]
      }
    }
    var matrix = [Double](repeating: 0, count: count * count)
    for power in 0..<count {
      for node in 0..<count {
        for number in 0..<count {
          let angle = Double(number) * (2 * Double(node) + 1) * .pi / Double(2 * count)
          matrix[power * count + node] +=
            polynomials[number][power] * cos(angle) * (number == 0 ? 1 : 2) / Double(count)
        }
      }
    }
    return matrix
  }

  /// The value at a place of the box.
  @inline(__always)
  func value(x: Double, y: Double) -> Value {
    let count = degree + 1
    // SAFETY: there are `count * count` coefficients, as fitting makes them.
    return unsafe coefficients.withUnsafeBufferPointer { terms in
      var sum = Value.zero
      var row = count - 1
      while row >= 0 {
        var inner = unsafe terms[row * count + count - 1]
        var column = count - 2
        while column >= 0 {
          unsafe inner = inner * x + terms[row * count + column]
          column -= 1
        }
        sum = sum * y + inner
        row -= 1
      }
      return sum
    }
  }

  /// The derivatives at a place of the box.
  func slopes(x: Double, y: Double) -> (x: Value, y: Value) {
    let count = degree + 1
    var (alongX, alongY) = (Value.zero, Value.zero)
    var yPower = 1.0
    var yPowerBefore = 0.0
    for row in 0..<count {
      var (value, slope) = (Value.zero, Value.zero)
      for column in (0..<count).reversed() {
        slope = slope * x + value
        value = value * x + coefficients[row * count + column]
      }
      alongX += slope * yPower
      alongY += value * (Double(row) * yPowerBefore)
      (yPowerBefore, yPower) = (yPower, yPower * y)
    }
    return (alongX, alongY)
  }
}
