/// A position on the lattice, in whole lattice units.
///
/// Ordinates stay within ``Lattice/limit``, so that a difference of two fits 41 bits, a cross
/// product of differences 83 bits, and a crossing of two edges in homogeneous integers 124 bits.
@frozen
public struct LatticePoint: Hashable, Sendable, BitwiseCopyable {
  /// Longitude or easting.
  public var x: Int64
  /// Latitude or northing.
  public var y: Int64

  /// Creates a position from whole lattice units.
  @inlinable
  public init(x: Int64, y: Int64) {
    self.x = x
    self.y = y
  }
}

extension LatticePoint: Comparable {
  /// Orders by `x`, then by `y`: the order in which a sweep meets the points.
  @inlinable
  public static func < (a: LatticePoint, b: LatticePoint) -> Bool {
    a.x < b.x || (a.x == b.x && a.y < b.y)
  }
}

/// On which side of a directed line a position lies.
public enum Orientation: Sendable {
  case clockwise
  case collinear
  case counterclockwise
}

/// Tells on which side of the directed line from `a` to `b` the position `c` lies.
///
/// Exact: the cross product of two differences within ``Lattice/limit`` fits 83 bits.
///
/// - Returns: `.counterclockwise` when `c` is left of the line, `.clockwise` when right of it,
///   `.collinear` also when `a == b`.
/// - Complexity: O(1), no allocation.
@inlinable
public func orientation(_ a: LatticePoint, _ b: LatticePoint, _ c: LatticePoint) -> Orientation {
  let sign = cross(a, b, c).signum()
  return sign > 0 ? .counterclockwise : sign < 0 ? .clockwise : .collinear
}

/// Twice the signed area of the triangle `a`, `b`, `c`, in square lattice units.
@inlinable @inline(__always)
public func cross(_ a: LatticePoint, _ b: LatticePoint, _ c: LatticePoint) -> Int128 {
  let (abx, aby) = (b.x - a.x, b.y - a.y)
  let (acx, acy) = (c.x - a.x, c.y - a.y)
  return Int128(abx) * Int128(acy) - Int128(aby) * Int128(acx)
}
