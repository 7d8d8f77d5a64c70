/// A pair of ordinates in a plane.
///
/// The unit comes from the coordinate reference system of the collection that holds the position:
/// metres for a projected system, degrees for a geographic one.
///
/// Standard: *position* in RFC 7946 §3.1.1, *direct position* in ISO 19107.
@frozen
public struct Position: Hashable, Sendable, BitwiseCopyable {
  /// Easting or longitude.
  public var x: Double
  /// Northing or latitude.
  public var y: Double

  /// Creates a position from its ordinates.
  @inlinable
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
