internal import CoordinateSystems
internal import Geometry

extension Plan {
  /// Where CGCS2000 may be used, in degrees, waters included.
  private static let china = CoordinateBox(west: 73, south: 3, east: 136, north: 54)

  /// The middle of a plan that says it is on CGCS2000 and lies outside of China, in degrees.
  public var placeOutsideOfChina: (longitude: Double, latitude: Double)? {
    guard crs.datum == .cgcs2000 else { return nil }
    var box = Envelope.empty
    for unit in units.indices { box.expand(by: envelope(of: unit)) }
    guard !box.isEmpty else { return nil }
    let (low, high) = (position(of: box.minimum), position(of: box.maximum))
    guard let middle = ground.place(x: (low.x + high.x) / 2, y: (low.y + high.y) / 2),
      !Self.china.contains(x: middle.longitude, y: middle.latitude)
    else { return nil }
    return middle
  }
}
