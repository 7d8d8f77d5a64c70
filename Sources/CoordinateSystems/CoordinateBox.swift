/// A range of both ordinates, in the units of a system; in degrees it may cross the 180th meridian,
/// and its eastern edge is then the smaller number.
public struct CoordinateBox: Hashable, Sendable {
  public var west: Double
  public var south: Double
  public var east: Double
  public var north: Double

  public init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  public var width: Double { east - west }
  public var height: Double { north - south }

  /// Whether a position lies in the box or on its edge.
  public func contains(x: Double, y: Double) -> Bool {
    west <= x && x <= east && south <= y && y <= north
  }

  /// The box with so much more on each side.
  public func enlarged(by margin: Double) -> CoordinateBox {
    CoordinateBox(
      west: west - margin, south: south - margin, east: east + margin, north: north + margin)
  }
}
