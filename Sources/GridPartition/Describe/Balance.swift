/// How evenly a number is spread over units.
public struct Balance: Hashable, Sendable {
  public let units: Int
  public let total: Int
  public let mean: Double
  public let minimum: Int
  public let maximum: Int
  /// The largest distance of a unit from the mean, as a share of the mean; 0 when all have none.
  public let largestDeviation: Double
  /// The Gini coefficient: 0 when all units have the same, (*n* - 1) / *n* when one has all.
  ///
  /// With the values in ascending order, Σ (2*i* - *n* - 1) *xᵢ* / (*n* Σ *xᵢ*): half the mean
  /// difference of two units, as a share of the mean. 0 when all have none.
  public let gini: Double

  /// Measures the spread of counts, one for each unit, none of them negative; `nil` without units.
  ///
  /// - Complexity: O(*n* log *n*).
  public init?(of counts: [Int]) {
    let sorted = counts.sorted()
    guard let minimum = sorted.first, let maximum = sorted.last else { return nil }
    let count = Double(sorted.count)
    units = sorted.count
    total = sorted.reduce(0, +)
    mean = Double(total) / count
    self.minimum = minimum
    self.maximum = maximum
    guard total > 0 else {
      (largestDeviation, gini) = (0, 0)
      return
    }
    largestDeviation = max(Double(maximum) - mean, mean - Double(minimum)) / mean
    var sum = 0.0
    for (rank, value) in sorted.enumerated() {
      sum += (2 * Double(rank + 1) - count - 1) * Double(value)
    }
    gini = sum / (count * Double(total))
  }
}
