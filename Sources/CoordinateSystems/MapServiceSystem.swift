internal import Foundation

/// A system of Chinese map services: WGS 84 with a shift of hundreds of metres that varies from place
/// to place.
///
/// Positions outside the box that the services use for China are not shifted.
public enum MapServiceSystem: String, CaseIterable, Hashable, Sendable {
  /// Amap, Tencent, WeChat.
  case gcj02 = "GCJ-02"
  /// Baidu: GCJ-02, shifted once more.
  case bd09 = "BD-09"

  /// Longitude and latitude in degrees.
  public typealias Place = (longitude: Double, latitude: Double)

  /// The position that a service shows for one of WGS 84.
  ///
  /// Method: the published formulas, with a = 6378245 m and e² = 0.00669342162296594323.
  public func shifted(_ place: Place) -> Place {
    guard Self.isShifted(place) else { return place }
    let shift = Self.shift(at: place)
    let amap = (
      longitude: place.longitude + shift.longitude, latitude: place.latitude + shift.latitude
    )
    return self == .gcj02 ? amap : Self.baidu(amap)
  }

  private static func isShifted(_ place: Place) -> Bool {
    (72.004...137.8347).contains(place.longitude) && (0.8293...55.8271).contains(place.latitude)
  }

  private static func shift(at place: Place) -> Place {
    let (x, y) = (place.longitude - 105, place.latitude - 35)
    let waves = 20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)
    let root = abs(x).squareRoot()
    let north =
      -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
      + (waves + 20 * sin(y * .pi) + 40 * sin(y / 3 * .pi) + 160 * sin(y / 12 * .pi)
        + 320 * sin(y * .pi / 30)) * 2 / 3
    let east =
      300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
      + (waves + 20 * sin(x * .pi) + 40 * sin(x / 3 * .pi) + 150 * sin(x / 12 * .pi)
        + 300 * sin(x / 30 * .pi)) * 2 / 3
    let (a, eccentricitySquared) = (6_378_245.0, 0.00669342162296594323)
    let phi = place.latitude * .pi / 180
    let w = 1 - eccentricitySquared * sin(phi) * sin(phi)
    let meridian = a * (1 - eccentricitySquared) / (w * w.squareRoot())
    let normal = a / w.squareRoot()
    return (east * 180 / (normal * cos(phi) * .pi), north * 180 / (meridian * .pi))
  }

  private static func baidu(_ amap: Place) -> Place {
    let (x, y) = (amap.longitude, amap.latitude)
    let turns = Double.pi * 3000 / 180
    let radius = (x * x + y * y).squareRoot() + 0.00002 * sin(y * turns)
    let angle = atan2(y, x) + 0.000003 * cos(x * turns)
    return (radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006)
  }
}
