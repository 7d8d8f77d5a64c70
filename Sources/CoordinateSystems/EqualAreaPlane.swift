internal import Foundation

/// A plane in metres that touches an ellipsoid and keeps areas everywhere.
///
/// Lengths are off by a share of (*r* / *R*)² / 8 + *e*² / 6 · *r* / *R* at most, where *r* is the
/// distance from the centre, *R* the Earth's radius and *e* its eccentricity: 2e-6 at 10 km, 2e-5 at
/// 50 km.
///
/// Method: the Lambert azimuthal equal-area projection (Snyder 1987, 24-17 to 24-26; EPSG 9820).
public struct EqualAreaPlane: Sendable {
  private let longitude: Double
  private let sine: Double
  private let cosine: Double
  private let radius: Double
  private let stretch: Double
  private let eccentricity: Double
  private let polarZone: Double

  /// Lays the plane at a place, in degrees.
  ///
  /// At a pole the formulas end; the plane then touches the ellipsoid a kilometre away.
  public init(longitude: Double, latitude: Double, on ellipsoid: Ellipsoid = .wgs84) {
    eccentricity = ellipsoid.eccentricitySquared.squareRoot()
    polarZone = Self.zone(ofSine: 1, eccentricity)
    let phi = min(max(latitude, -89.99), 89.99) * .pi / 180
    self.longitude = longitude
    sine = Self.zone(ofSine: sin(phi), eccentricity) / polarZone
    cosine = (1 - sine * sine).squareRoot()
    radius = ellipsoid.semiMajorAxis * (polarZone / 2).squareRoot()
    let scaled = eccentricity * sin(phi)
    let parallel = ellipsoid.semiMajorAxis * cos(phi) / (1 - scaled * scaled).squareRoot()
    stretch = parallel / (radius * cosine)
  }

  /// The place in the plane of a longitude and a latitude in degrees, in metres east and north of
  /// the centre.
  ///
  /// Rounding puts it off by some 1e-9 m, by 1e-5 m close to a pole; only opposite the centre there
  /// is no place.
  public func place(longitude: Double, latitude: Double) -> (x: Double, y: Double) {
    let sine = Self.zone(ofSine: sin(latitude * .pi / 180), eccentricity) / polarZone
    let cosine = max(0, 1 - sine * sine).squareRoot()
    let lambda = (longitude - self.longitude) * .pi / 180
    let along = cosine * cos(lambda)
    let nearness = max(1 + self.sine * sine + self.cosine * along, 0x1p-40)
    let scale = radius * (2 / nearness).squareRoot()
    return (
      scale * stretch * cosine * sin(lambda),
      scale / stretch * (self.cosine * sine - self.sine * along)
    )
  }

  /// The area between the equator and a parallel, as a share of *a*² and per radian (Snyder 3-12);
  /// as a share of the pole's it is the sine of the latitude on a sphere of the same area.
  private static func zone(ofSine sine: Double, _ eccentricity: Double) -> Double {
    let scaled = eccentricity * sine
    guard eccentricity > 0 else { return 2 * sine }
    return (1 - eccentricity * eccentricity)
      * (sine / (1 - scaled * scaled) + atanh(scaled) / eccentricity)
  }
}
