/// Why a ring bounds no area and cannot be used.
public enum RingFault: Error, Hashable, Sendable {
  /// Fewer than three different positions.
  case tooFewPositions
  /// The signed area is zero: the ring runs back on itself, or its lobes cancel out.
  case zeroArea
}

/// A ring without its closing position and without repeated neighbours, in a known direction.
struct OpenRing {
  private(set) var points: [LatticePoint]

  /// Cleans and orients the positions of a ring.
  ///
  /// - Parameters:
  ///   - positions: The ring, closed or open.
  ///   - counterclockwise: The direction wanted.
  /// - Returns: The ring, or why there is none.
  static func make(
    from positions: [LatticePoint], counterclockwise: Bool
  ) -> Result<OpenRing, RingFault> {
    var points: [LatticePoint] = []
    points.reserveCapacity(positions.count)
    for position in positions where position != points.last { points.append(position) }
    while points.count > 1, points.first == points.last { points.removeLast() }
    guard points.count >= 3 else { return .failure(.tooFewPositions) }
    let area = doubledArea(of: points[...])
    guard area != 0 else { return .failure(.zeroArea) }
    if (area > 0) != counterclockwise { points.reverse() }
    return .success(OpenRing(points: points))
  }
}

/// Twice the signed area of an open ring, in square lattice units, by the shoelace formula.
///
/// Terms fit 83 bits, so 2⁴⁴ positions fit 127.
func doubledArea(of ring: ArraySlice<LatticePoint>) -> Int128 {
  guard let origin = ring.first else { return 0 }
  var sum: Int128 = 0
  var previous = origin
  for point in ring.dropFirst() {
    sum += cross(origin, previous, point)
    previous = point
  }
  return sum
}
