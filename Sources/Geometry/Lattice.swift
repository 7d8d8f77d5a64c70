/// The fixed integer grid on which all topology is decided.
///
/// A coordinate is put on it once, on reading, to the nearest lattice point of the exact value of
/// its double; a tie goes to the even one.
public struct Lattice: Hashable, Sendable {
  /// How many lattice units make one unit of the coordinate reference system.
  public let unitsPerCoordinate: Double

  /// 1e-9 degree, for geographic coordinates.
  public static let geographic = Lattice(unitsPerCoordinate: 1e9)
  /// 0.1 mm, for projected coordinates in metres.
  public static let projected = Lattice(unitsPerCoordinate: 1e4)

  /// The largest magnitude of an ordinate in lattice units.
  ///
  /// It covers 549 degrees and 54,975 km, eastings with the zone in front included.
  public static let limit: Int64 = 1 << 39

  /// The step of the lattice, in units of the coordinate reference system.
  public var step: Double { 1 / unitsPerCoordinate }

  /// Puts an ordinate on the lattice.
  ///
  /// Where the product is half way between two lattice points, its rounding error is recovered by a
  /// fused multiplication, so the result is the lattice point nearest to the double itself.
  ///
  /// - Returns: `nil` when the ordinate is not finite or beyond ``limit``.
  @inlinable @inline(__always)
  public func units(of ordinate: Double) -> Int64? {
    let product = ordinate * unitsPerCoordinate
    guard abs(product) <= Double(Lattice.limit) else { return nil }
    // From 2⁵² to 2⁵³ the doubles are the whole numbers, so adding rounds, a tie to the even one.
    let nearest = (product + 0x1.8p52) - 0x1.8p52
    let rest = product - nearest
    guard abs(rest) == 0.5 else { return Int64(nearest) }
    // Only here can so small an error turn the scales.
    let error = (-product).addingProduct(ordinate, unitsPerCoordinate)
    if rest > 0, error > 0 { return Int64(nearest) + 1 }
    if rest < 0, error < 0 { return Int64(nearest) - 1 }
    return Int64(nearest)
  }

  /// Puts a decimal number of degrees on the geographic lattice, as far as its digits tell.
  ///
  /// The double nearest to a number up to 180 is within 1.5e-5 lattice units of it. So whatever is not
  /// near the middle between two lattice points goes where that double goes.
  ///
  /// - Parameters:
  ///   - whole: The digits before the point.
  ///   - fraction: The digits behind it.
  ///   - count: How many those behind it are, at most 16.
  ///   - limit: The greatest magnitude in whole degrees, at most 180.
  /// - Returns: What ``units(of:)`` says of the nearest double; `nil` when the digits do not tell, or
  ///   the number is beyond the limit.
  public static func geographicUnits(
    whole: UInt64, fraction: UInt64, count: Int, limit: UInt64
  ) -> Int64? {
    let billion: UInt64 = 1_000_000_000
    guard whole <= limit else { return nil }
    guard count > 9 else {
      let units = whole &* billion &+ fraction &* powersOfTen[9 - count]
      return units <= limit &* billion ? Int64(units) : nil
    }
    let step = powersOfTen[count - 9]
    let (units, rest) = fraction.quotientAndRemainder(dividingBy: step)
    // Steps are at most 1e7, and so is the rest.
    let beyondMiddle = 2 &* Int64(rest) &- Int64(step)
    guard abs(beyondMiddle) &* 500 > Int64(step), whole < limit else { return nil }
    return Int64(whole &* billion &+ units &+ (beyondMiddle > 0 ? 1 : 0))
  }

  /// The double nearest to a lattice ordinate, in units of the coordinate reference system.
  @inlinable
  public func ordinate(of units: Int64) -> Double { Double(units) / unitsPerCoordinate }
}

/// Those that count a billion and less.
private let powersOfTen: [UInt64] = [
  1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
]
