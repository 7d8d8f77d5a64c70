internal import CPROJ
internal import Foundation

/// An ellipsoid of revolution, on which distances and areas are measured.
@safe
public struct Ellipsoid: Sendable {
  let semiMajorAxis: Double
  let eccentricitySquared: Double
  private let geodesic: geod_geodesic

  /// That of WGS 84. CGCS2000's differs from it in the eleventh digit of the flattening.
  public static let wgs84 = Ellipsoid(semiMajorAxis: 6_378_137, inverseFlattening: 298.257223563)

  /// - Parameters:
  ///   - semiMajorAxis: In metres.
  ///   - inverseFlattening: 0 for a sphere.
  init(semiMajorAxis: Double, inverseFlattening: Double) {
    self.semiMajorAxis = semiMajorAxis
    let flattening = inverseFlattening == 0 ? 0 : 1 / inverseFlattening
    eccentricitySquared = flattening * (2 - flattening)
    var geodesic = geod_geodesic()
    unsafe geod_init(&geodesic, semiMajorAxis, flattening)
    self.geodesic = geodesic
  }

  /// The length of the shortest line between two positions, in metres.
  ///
  /// Method: Karney 2013, doi:10.1007/s00190-012-0578-z, by PROJ.
  ///
  /// - Parameters: longitude and latitude in degrees.
  public func distance(
    from a: (longitude: Double, latitude: Double), to b: (longitude: Double, latitude: Double)
  ) -> Double {
    var distance = 0.0
    unsafe withUnsafePointer(to: geodesic) { geodesic in
      unsafe geod_inverse(
        geodesic, a.latitude, a.longitude, b.latitude, b.longitude, &distance, nil, nil)
    }
    return distance
  }

  /// How many metres a degree of longitude and one of latitude measure at a latitude in degrees.
  public func metresPerDegree(atLatitude latitude: Double) -> (x: Double, y: Double) {
    let phi = latitude * .pi / 180
    let sine = sin(phi)
    let w = 1 - eccentricitySquared * sine * sine
    let normal = semiMajorAxis / w.squareRoot()
    let meridian = semiMajorAxis * (1 - eccentricitySquared) / (w * w.squareRoot())
    return (normal * cos(phi) * .pi / 180, meridian * .pi / 180)
  }

  /// The signed area of a ring whose edges are straight in longitude and latitude, in square metres;
  /// positive for a counterclockwise ring.
  ///
  /// The area element *M N cos φ dφ dλ* is integrated over latitude from the origin's latitude to
  /// the edge and then along the edge, both by Gauss-Legendre quadrature. All terms are differences
  /// from the origin, so slivers keep their digits wherever they lie.
  ///
  /// - Parameters:
  ///   - offsets: The ring's positions, not closed, as degrees east and north of the origin.
  ///   - origin: A position near the ring, in degrees.
  /// - Returns: Square metres.
  /// - Complexity: O(*n*).
  public func area(
    ofRing offsets: [(x: Double, y: Double)], origin: (longitude: Double, latitude: Double)
  ) -> Double {
    guard var previous = offsets.last else { return 0 }
    var sum = 0.0
    for offset in offsets {
      let rise = offset.y - previous.y
      var mean = 0.0
      for (node, weight) in Self.outerRule {
        mean += weight * zone(from: origin.latitude, height: previous.y + node * rise)
      }
      sum -= (offset.x - previous.x) * mean
      previous = offset
    }
    return sum
  }

  /// The length of a ring whose edges are straight in longitude and latitude, in metres.
  ///
  /// Each edge is measured by the local scale in its middle; the error is a share of (*l* / *R*)²
  /// at most, where *l* is the edge's length and *R* the Earth's radius.
  ///
  /// - Parameters: as of ``area(ofRing:origin:)``.
  /// - Complexity: O(*n*).
  public func perimeter(
    ofRing offsets: [(x: Double, y: Double)], origin: (longitude: Double, latitude: Double)
  ) -> Double {
    guard var previous = offsets.last else { return 0 }
    var sum = 0.0
    for offset in offsets {
      // Short edges lose their digits as absolute degrees.
      let middle = origin.latitude + (previous.y + offset.y) / 2
      let scale = metresPerDegree(atLatitude: middle)
      let (dx, dy) = ((offset.x - previous.x) * scale.x, (offset.y - previous.y) * scale.y)
      sum += (dx * dx + dy * dy).squareRoot()
      previous = offset
    }
    return sum
  }

  /// The area between two parallels per degree of longitude.
  private func zone(from latitude: Double, height: Double) -> Double {
    var mean = 0.0
    for (node, weight) in Self.innerRule {
      let scale = metresPerDegree(atLatitude: latitude + node * height)
      mean += weight * scale.x * scale.y
    }
    return mean * height
  }

  /// Gauss-Legendre rules on [0, 1] with three and with five nodes.
  static let outerRule = [
    (node: 0.5 - 0.3872983346207417, weight: 5.0 / 18), (node: 0.5, weight: 8.0 / 18),
    (node: 0.5 + 0.3872983346207417, weight: 5.0 / 18),
  ]
  static let innerRule = [
    (node: 0.04691007703066802, weight: 0.11846344252809454),
    (node: 0.23076534494715845, weight: 0.23931433524968324),
    (node: 0.5, weight: 0.28444444444444444),
    (node: 0.7692346550528415, weight: 0.23931433524968324),
    (node: 0.953089922969332, weight: 0.11846344252809454),
  ]
}
