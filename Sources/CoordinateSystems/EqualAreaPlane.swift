internal import Foundation

/// A plane in metres that touches the ellipsoid of WGS 84 and keeps areas everywhere.
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

  private static let semiMajorAxis = 6_378_137.0
  private static let eccentricity = (2 / 298.257223563 - 1 / (298.257223563 * 298.257223563))
    .squareRoot()
  private static let polarZone = zone(ofSine: 1)

  /// Lays the plane at a place, in degrees.
  ///
  /// At a pole the formulas end; the plane then touches the ellipsoid a kilometre away.
  public init(longitude: Double, latitude: Double) {
    let phi = min(max(latitude, -89.99), 89.99) * .pi / 180
    self.longitude = longitude
    sine = Self.authalicSine(sin(phi))
    cosine = (1 - sine * sine).squareRoot()
    radius = Self.semiMajorAxis * (Self.polarZone / 2).squareRoot()
    let scaled = Self.eccentricity * sin(phi)
    let parallel = Self.semiMajorAxis * cos(phi) / (1 - scaled * scaled).squareRoot()
    stretch = parallel / (radius * cosine)
  }

  /// The place in the plane of a longitude and a latitude in degrees, in metres east and north of
  /// the centre.
  ///
  /// Rounding puts it off by some 1e-9 m, by 1e-5 m close to a pole; only opposite the centre there
  /// is no place.
  public func place(longitude: Double, latitude: Double) -> (x: Double, y: Double) {
    let sine = Self.authalicSine(sin(latitude * .pi / 180))
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

  /// The sine of the latitude on a sphere of the same area.
  private static func authalicSine(_ sine: Double) -> Double { zone(ofSine: sine) / polarZone }

  /// The area between the equator and a parallel, as a share of *a*² and per radian (Snyder 3-12).
  private static func zone(ofSine sine: Double) -> Double {
    let scaled = eccentricity * sine
    return (1 - eccentricity * eccentricity)
      * (sine / (1 - scaled * scaled) + atanh(scaled) / eccentricity)
  }
}
