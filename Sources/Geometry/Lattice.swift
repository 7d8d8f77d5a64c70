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

  /// The double nearest to a lattice ordinate, in units of the coordinate reference system.
  @inlinable
  public func ordinate(of units: Int64) -> Double { Double(units) / unitsPerCoordinate }
}
