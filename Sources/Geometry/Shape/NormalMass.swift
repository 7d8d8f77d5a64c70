internal import Foundation

/// How much of a two-dimensional normal distribution around the origin lies left of a ring.
///
/// In polar coordinates the mass of a region is (1/2π) ∮ (1 − exp(−*r*² / 2)) d*θ* along its boundary,
/// an edge at a time; of an edge at the distance *h* the second part is Owen's *T* function. The integral
/// is taken over the angle near the foot of the perpendicular and over the length beyond, where it is
/// smooth in either, by Gauss-Legendre quadrature with 12 nodes: to 1e-5 at least.
///
/// Method: DiDonato, Jarnagin and Hageman 1980, doi:10.1137/0901009; Owen 1956,
/// doi:10.1214/aoms/1177728074.
public struct NormalMass: Sendable {
  /// Beyond so many standard deviations there is nothing that counts.
  public static let reach = 6.5
  /// Up to here from the foot the angle is the variable, in standard deviations.
  private static let near = 1.0

  /// The sum over the edges so far.
  public private(set) var value = 0.0

  public init() {}

  /// Adds an edge of the boundary, which has the region to its left, in standard deviations from the
  /// middle of the distribution.
  public mutating func add(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) {
    let area = a.x * b.y - a.y * b.x
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    // A line through the middle sweeps no angle, and a point none either.
    guard length > 0, area != 0 else { return }
    let angle = atan2(area, a.x * b.x + a.y * b.y)
    let h = abs(area) / length
    guard h < Self.reach else {
      value += angle / (2 * .pi)
      return
    }
    // Along the edge from the foot of the perpendicular.
    let (from, to) = ((a.x * dx + a.y * dy) / length, (b.x * dx + b.y * dy) / length)
    let tail = Self.integral(h, from, to)
    value += (angle - (area > 0 ? tail : -tail)) / (2 * .pi)
  }

  /// The integral of exp(−*r*² / 2) over the angle between two places of a line at the distance *h*.
  private static func integral(_ h: Double, _ from: Double, _ to: Double) -> Double {
    let end = max(0, reach * reach - h * h).squareRoot()
    let (low, high) = (max(from, -end), min(to, end))
    guard low < high else { return 0 }
    var sum = 0.0
    let (nearLow, nearHigh) = (max(low, -near), min(high, near))
    if nearLow < nearHigh {
      sum += quadrature(atan2(nearLow, h), atan2(nearHigh, h)) { angle in
        let c = cos(angle)
        return exp(-h * h / (2 * c * c))
      }
    }
    let density = { (s: Double) in exp(-(h * h + s * s) / 2) * h / (h * h + s * s) }
    if low < -near { sum += split(low, min(high, -near), density) }
    if high > near { sum += split(max(low, near), high, density) }
    return sum
  }

  /// The integral in two pieces, the nearer one the shorter.
  private static func split(
    _ low: Double, _ high: Double, _ density: (Double) -> Double
  ) -> Double {
    let middle = low < 0 ? max(low, min(high, -2.5)) : max(low, min(high, 2.5))
    return quadrature(low, middle, density) + quadrature(middle, high, density)
  }

  private static func quadrature(
    _ low: Double, _ high: Double, _ density: (Double) -> Double
  ) -> Double {
    guard low < high else { return 0 }
    let (middle, half) = ((low + high) / 2, (high - low) / 2)
    return rule.reduce(0) { sum, point in
      let step = half * point.node
      return sum + half * point.weight * (density(middle + step) + density(middle - step))
    }
  }

  /// Gauss-Legendre with twelve nodes on [-1, 1], those above 0.
  private static let rule = [
    (node: 0.1252334085114689, weight: 0.2491470458134028),
    (node: 0.3678314989981802, weight: 0.2334925365383548),
    (node: 0.5873179542866175, weight: 0.2031674267230659),
    (node: 0.7699026741943047, weight: 0.1600783285433462),
    (node: 0.9041172563704749, weight: 0.1069393259953184),
    (node: 0.9815606342467192, weight: 0.0471753363865118),
  ]
}
