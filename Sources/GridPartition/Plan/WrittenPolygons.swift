public import Geometry

/// The polygons of a unit as they are written, in flat arrays.
///
/// Rings may be closed or not, and in either direction; the first ring of a polygon is its shell.
public struct WrittenPolygons: Sendable {
  /// `x, y, x, y, …` of one ring after another.
  public var ordinates: [Double] = []
  /// How many positions there are up to the end of each ring.
  public var ringEnds: [Int] = []
  /// How many rings there are up to the end of each polygon.
  public var polygonEnds: [Int] = []

  public init() {}

  /// Takes polygons as rings of positions; polygons without ring are left out.
  public init(_ polygons: [[[Position]]]) {
    for rings in polygons {
      for ring in rings {
        for position in ring { ordinates += [position.x, position.y] }
        endRing()
      }
      endPolygon()
    }
  }

  /// Ends a ring behind the last position.
  public mutating func endRing() {
    ringEnds.append(ordinates.count / 2)
  }

  /// Ends a polygon behind the last ring; one without ring is none.
  public mutating func endPolygon() {
    if ringEnds.count > polygonEnds.last ?? 0 { polygonEnds.append(ringEnds.count) }
  }

  /// The positions of a ring, by their numbers.
  func positions(ofRing ring: Int) -> Range<Int> {
    (ring == 0 ? 0 : ringEnds[ring - 1])..<ringEnds[ring]
  }

  /// Forgets the polygons and keeps the memory.
  public mutating func removeAll() {
    ordinates.removeAll(keepingCapacity: true)
    ringEnds.removeAll(keepingCapacity: true)
    polygonEnds.removeAll(keepingCapacity: true)
  }
}
