internal import Synchronization

/// The polynomials of small tiles that stand for the way from one system to another, for all workers.
public final class ConversionPatches: Sendable {
  /// How tiles are cut and what results are for.
  struct Extent: Sendable {
    /// That of a tile in units of the source; 0 for no tiles.
    let width: Double
    /// Of the polynomials, in each ordinate.
    let degree: Int
    /// What results are multiplied with before they are rounded to whole numbers.
    let roundingScale: Double
    /// At most so long is a unit of the target.
    let metresPerUnit: Double

    /// An origin and the coefficients.
    var termCount: Int { 1 + PolynomialPatch.count(degree: degree) }
  }

  /// Converts positions where they are.
  typealias Way = (inout [Double], inout [Double]) -> Void

  /// How far a polynomial may be off where it is tested, in metres; twice as far elsewhere.
  static let tolerance = 2e-8

  let extent: Extent
  /// The origin and the coefficients by tile; none where no polynomial is near enough.
  private let made = Mutex<[Int: [SIMD2<Double>]]>([:])

  /// - Parameters:
  ///   - source: The system that positions are brought from.
  ///   - target: That which they are brought to.
  ///   - roundingScale: What results are multiplied with before they are rounded to whole numbers.
  public init(
    from source: PositionSystem, to target: CoordinateReferenceSystem, roundingScale: Double
  ) {
    let (width, degree) = Self.tiles(of: source)
    extent = Extent(
      width: width, degree: degree, roundingScale: roundingScale,
      metresPerUnit: target.isGeographic ? 111_700 : 1)
  }

  /// So wide that a polynomial of the degree is near enough to the projections and shifts that there are.
  private static func tiles(of source: PositionSystem) -> (width: Double, degree: Int) {
    switch source {
    case .reference(let crs): crs.isGeographic ? (0.25, 5) : (25_000, 5)
    case .mapService(.gcj02): (1.0 / 16, 8)
    case .mapService(.bd09): (1.0 / 32, 9)
    // Of a pipeline nothing is known, not even its unit.
    case .pipeline: (0, 0)
    }
  }

  /// The origin and the coefficients of a tile's polynomial.
  ///
  /// - Parameters:
  ///   - number: That of the tile.
  ///   - middle: The tile's, in widths of tiles.
  ///   - isWorthwhile: Whether to make it when nobody has.
  ///   - way: Converts positions where they are.
  /// - Returns: Nothing in the list when no polynomial is near enough; `nil` when it was not made yet.
  func patch(
    _ number: Int, around middle: (x: Double, y: Double), isWorthwhile: Bool, _ way: Way
  ) -> [SIMD2<Double>]? {
    if let known = made.withLock({ $0[number] }) { return known }
    guard isWorthwhile else { return nil }
    let terms = terms(around: middle, way)
    made.withLock { $0[number] = terms }
    return terms
  }

  private func terms(around middle: (x: Double, y: Double), _ way: Way) -> [SIMD2<Double>] {
    func converted(_ places: [Double]) -> [SIMD2<Double>] {
      var x = places.flatMap { _ in places.map { (middle.x + $0 / 2) * extent.width } }
      var y = places.flatMap { y in places.map { _ in (middle.y + y / 2) * extent.width } }
      way(&x, &y)
      return zip(x, y).map { SIMD2($0, $1) }
    }
    let values = converted(PolynomialPatch.nodes(degree: extent.degree))
    guard values.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return [] }
    // So rounding errors are those of a tile's size, and not of its ordinates.
    let origin = values[values.count / 2]
    let patch = PolynomialPatch(degree: extent.degree, values: values.map { $0 - origin })
    let checks = [-1, -0.83, -0.37, 0.11, 0.64, 1]
    let isNear = converted(checks).enumerated().allSatisfy { index, expected in
      let found = patch.value(
        x: checks[index % checks.count], y: checks[index / checks.count])
      let off = (origin + found - expected) * extent.metresPerUnit
      return (off * off).sum().squareRoot() <= Self.tolerance
    }
    return isNear ? [origin] + patch.coefficients : []
  }
}
