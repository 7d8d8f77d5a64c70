internal import CoordinateSystems
internal import Geometry

/// How compact a shape is, by the measures that the field uses; each is 1 for the best shape.
///
/// Of a shape of several parts they are those of the whole, holes left out. Circle and hull are
/// found in a plane that keeps areas and touches the ellipsoid in the middle of the shape, between
/// whose positions lines are straight. There lengths are off by a share of 2e-6 in a shape that
/// reaches 10 km from its middle, and of 2e-5 in one that reaches 50 km.
public struct ShapeMeasures: Hashable, Sendable {
  /// 4π · area / perimeter²: 1 for a circle, small for a ragged or thin outline.
  ///
  /// Source: Polsby and Popper 1991.
  public let polsbyPopper: Double
  /// The area as a share of the smallest circle around it: 1 for a circle, small for a long shape.
  ///
  /// Source: Reock 1961, doi:10.2307/2109043.
  public let reock: Double
  /// The area as a share of the convex hull: 1 for a convex shape, small for one with bays.
  public let convexHullRatio: Double

  /// Measures a shape; `nil` when it has no area, or its crossing rings take away more than they
  /// enclose.
  ///
  /// - Parameters:
  ///   - outline: The shape.
  ///   - area: The area in square metres.
  ///   - perimeter: The length of all rings in metres.
  init?(_ outline: UnitOutline, area: Double, perimeter: Double) {
    let (origin, ground) = (outline.origin, outline.ground)
    let offsets = outline.rings.joined()
    guard area > 0, perimeter > 0, let first = offsets.first else { return nil }
    var (low, high) = (first, first)
    for offset in offsets {
      low = (min(low.x, offset.x), min(low.y, offset.y))
      high = (max(high.x, offset.x), max(high.y, offset.y))
    }
    let middle = ground.place(
      x: origin.x + (low.x + high.x) / 2, y: origin.y + (low.y + high.y) / 2)
    guard let middle else { return nil }
    let plane = EqualAreaPlane(
      longitude: middle.longitude, latitude: middle.latitude, on: ground.ellipsoid)
    let flat = outline.rings.map { ring in
      ring.compactMap { offset in
        ground.place(x: origin.x + offset.x, y: origin.y + offset.y).map {
          let place = plane.place(longitude: $0.longitude, latitude: $0.latitude)
          return Position(x: place.x, y: place.y)
        }
      }
    }
    let hull = convexHull(of: Array(flat.joined()))
    let radius = BoundingCircle(around: hull).radius
    let flatArea = flat.reduce(0) { $0 + Geometry.area(ofPlaneRing: $1) }
    let hullArea = Geometry.area(ofPlaneRing: hull)
    guard flatArea > 0, hullArea > 0, radius > 0 else { return nil }
    polsbyPopper = 4 * .pi * area / (perimeter * perimeter)
    reock = min(1, flatArea / (.pi * radius * radius))
    convexHullRatio = min(1, flatArea / hullArea)
  }
}
