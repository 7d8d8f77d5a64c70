/// The Earth under a part of a coordinate reference system: how long and how large things are there.
///
/// Everything is measured on the system's ellipsoid, between lines that are straight in the system;
/// only a distance is that along the shortest line.
public struct Ground: Sendable {
  private let surface: Surface
  /// What is measured on.
  public let ellipsoid: Ellipsoid

  private enum Surface {
    case geographic
    case plane(PlaneGround)
  }

  /// - Parameters:
  ///   - crs: The system.
  ///   - box: The part of it, in its units; for longitude and latitude it may be left out. Under a
  ///     plane, what lies outside of it is measured with less accuracy.
  /// - Complexity: O(1) for longitude and latitude; for a plane some ten milliseconds.
  public init(_ crs: CoordinateReferenceSystem, over box: CoordinateBox?) {
    ellipsoid = crs.ellipsoid
    switch crs.kind {
    case .geographic: surface = .geographic
    case .projected(let metresPerUnit):
      let box = box ?? CoordinateBox(west: 0, south: 0, east: 0, north: 0)
      surface = .plane(PlaneGround(crs, metresPerUnit: metresPerUnit, over: box))
    }
  }

  /// The longitude and latitude of a position on the system's own datum, in degrees; `nil` where PROJ
  /// has no answer.
  public func place(x: Double, y: Double) -> (longitude: Double, latitude: Double)? {
    switch surface {
    case .geographic: (x, y)
    case .plane(let plane): plane.place(x: x, y: y)
    }
  }

  /// Metres around a position, for steps in the system's units.
  public func frame(x: Double, y: Double) -> LocalFrame {
    switch surface {
    case .geographic:
      let scale = ellipsoid.metresPerDegree(atLatitude: y)
      return LocalFrame(x: scale.x, y: scale.y)
    case .plane(let plane): return plane.frame(x: x, y: y)
    }
  }

  /// The length of the shortest line between two positions, in metres.
  public func distance(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Double {
    switch surface {
    case .geographic: ellipsoid.distance(from: (a.x, a.y), to: (b.x, b.y))
    case .plane(let plane): plane.distance(from: a, to: b)
    }
  }

  /// The signed area of a ring in square metres; positive for a counterclockwise ring.
  ///
  /// All terms are differences from the origin, so slivers keep their digits wherever they lie.
  ///
  /// - Parameters:
  ///   - offsets: The ring's positions, not closed, from the origin.
  ///   - origin: A position near the ring.
  /// - Returns: Square metres.
  /// - Complexity: O(*n*).
  public func area(
    ofRing offsets: [(x: Double, y: Double)], origin: (x: Double, y: Double)
  ) -> Double {
    switch surface {
    case .geographic:
      ellipsoid.area(ofRing: offsets, origin: (origin.x, origin.y))
    case .plane(let plane): plane.area(ofRing: offsets, origin: origin)
    }
  }

  /// The length of a ring in metres.
  ///
  /// - Parameters: as of ``area(ofRing:origin:)``.
  /// - Complexity: O(*n*).
  public func perimeter(
    ofRing offsets: [(x: Double, y: Double)], origin: (x: Double, y: Double)
  ) -> Double {
    switch surface {
    case .geographic:
      ellipsoid.perimeter(ofRing: offsets, origin: (origin.x, origin.y))
    case .plane(let plane): plane.perimeter(ofRing: offsets, origin: origin)
    }
  }
}
