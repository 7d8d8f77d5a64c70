internal import Foundation

/// The way from one system to another on small tiles, as polynomials.
///
/// A tile gets its polynomial when so many positions were met on it that it pays.
final class ConversionTiles {
  private enum Tile {
    /// So many positions were met.
    case met(Int)
    case patch(PolynomialPatch<SIMD2<Double>>)
    /// No polynomial is near enough.
    case rough
  }

  private static let degree = 7
  /// A polynomial costs about so many conversions.
  private static let worthwhile = 100
  /// So many tiles are kept; where positions are spread wider, the way itself is taken.
  private static let most = 1 << 14
  /// How far a polynomial may be off, in metres.
  private static let tolerance = 1e-7

  private let width: Double
  private let inverseWidth: Double
  private let metresPerUnit: Double
  private var slots: [Int: Int] = [:]
  private var tiles: [Tile] = []
  /// The tile of the latest position, as the next one is often near.
  private var latest = (column: Double.infinity, row: Double.infinity, slot: -1)

  /// - Parameters:
  ///   - width: That of a tile in units of the source; 0 for no tiles.
  ///   - isGeographic: Whether the target is in degrees.
  init(width: Double, isGeographic: Bool) {
    self.width = width
    inverseWidth = width > 0 ? 1 / width : 0
    metresPerUnit = isGeographic ? 111_700 : 1
  }

  /// Converts a position; `nil` when its tile has no polynomial.
  @inline(__always)
  func convert(_ x: Double, _ y: Double) -> (x: Double, y: Double)? {
    guard width > 0 else { return nil }
    let (column, row) = ((x * inverseWidth).rounded(.down), (y * inverseWidth).rounded(.down))
    if column != latest.column || row != latest.row { look(for: column, row) }
    guard latest.slot >= 0, case .patch(let patch) = tiles[latest.slot] else { return nil }
    let place = patch.value(
      x: 2 * (x * inverseWidth - column) - 1, y: 2 * (y * inverseWidth - row) - 1)
    return (place.x, place.y)
  }

  private func look(for column: Double, _ row: Double) {
    latest = (column, row, key(column, row).flatMap { slots[$0] } ?? -1)
  }

  /// The number of a tile; `nil` for one that is nowhere.
  private func key(_ column: Double, _ row: Double) -> Int? {
    guard abs(column) < 0x1p30, abs(row) < 0x1p30 else { return nil }
    return Int(column) << 32 ^ (Int(row) & 0xFFFF_FFFF)
  }

  /// Notes a position that was met on a tile without polynomial.
  ///
  /// - Parameter way: Converts positions where they are.
  func note(_ x: Double, _ y: Double, _ way: (inout [Double], inout [Double]) -> Void) {
    guard width > 0 else { return }
    let (column, row) = ((x * inverseWidth).rounded(.down), (y * inverseWidth).rounded(.down))
    guard let key = key(column, row) else { return }
    guard let slot = slots[key] else {
      guard tiles.count < Self.most else { return }
      slots[key] = tiles.count
      tiles.append(.met(1))
      latest.column = .infinity
      return
    }
    guard case .met(let count) = tiles[slot] else { return }
    tiles[slot] =
      count < Self.worthwhile
      ? .met(count + 1) : patch(column, row, way).map { .patch($0) } ?? .rough
  }

  /// The polynomial of a tile, when there is one that is near enough.
  private func patch(
    _ column: Double, _ row: Double, _ way: (inout [Double], inout [Double]) -> Void
  ) -> PolynomialPatch<SIMD2<Double>>? {
    func converted(_ places: [Double]) -> [SIMD2<Double>] {
      var x = places.flatMap { _ in places.map { (column + ($0 + 1) / 2) * width } }
      var y = places.flatMap { y in places.map { _ in (row + (y + 1) / 2) * width } }
      way(&x, &y)
      return zip(x, y).map { SIMD2($0, $1) }
    }
    let values = converted(PolynomialPatch<SIMD2<Double>>.nodes(degree: Self.degree))
    guard values.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return nil }
    let patch = PolynomialPatch(degree: Self.degree, values: values)
    let checks = [-1, -0.93, -0.71, -0.37, 0, 0.29, 0.64, 0.87, 1]
    let isNear = converted(checks).enumerated().allSatisfy { index, expected in
      let found = patch.value(
        x: checks[index % checks.count], y: checks[index / checks.count])
      let off = (found - expected) * metresPerUnit
      return (off * off).sum().squareRoot() <= Self.tolerance
    }
    return isNear ? patch : nil
  }
}
