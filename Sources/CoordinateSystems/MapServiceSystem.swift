internal import Foundation

/// A system of Chinese map services: WGS 84 with a shift of hundreds of metres that varies from place
/// to place.
///
/// Positions outside the box that the services use for China, ``chinaBox``, are not shifted.
public enum MapServiceSystem: String, CaseIterable, Hashable, Sendable {
  /// Amap, Tencent, WeChat.
  case gcj02 = "GCJ-02"
  /// Baidu: GCJ-02, shifted once more.
  case bd09 = "BD-09"

  /// Longitude and latitude in degrees.
  public typealias Place = (longitude: Double, latitude: Double)

  /// Where positions are shifted: longitude 72.004° to 137.8347°, latitude 0.8293° to 55.8271°, by
  /// WGS 84.
  public static let chinaBox = CoordinateBox(
    west: 72.004, south: 0.8293, east: 137.8347, north: 55.8271)

  /// The position that a service shows for one of WGS 84.
  ///
  /// Method: the published formulas, with a = 6378245 m and e² = 0.00669342162296594323.
  public func shifted(_ place: Place) -> Place {
    guard Self.isShifted(place) else { return place }
    return self == .gcj02 ? Self.amap(place) : Self.baidu(Self.amap(place))
  }

  /// The position in WGS 84 that a service shows here.
  ///
  /// The inverse of ``shifted(_:)`` to a nanometre, wherever that lies in the box; any other position is
  /// left where it is.
  ///
  /// Method: fixed-point iteration. A step leaves a hundredth of the error for GCJ-02, a fiftieth for
  /// BD-09, which begins at the published approximation.
  public func surveyed(_ place: Place) -> Place {
    var amap = place
    if self == .bd09 {
      amap = Self.iterate(to: place, from: Self.amapNearly(place), by: Self.baidu)
    }
    let surveyed = Self.iterate(to: amap, from: amap, by: Self.amap)
    return Self.isShifted(surveyed) ? surveyed : place
  }

  /// Looks for the place that a shift brings to another one.
  private static func iterate(
    to goal: Place, from start: Place, by shift: (Place) -> Place
  ) -> Place {
    var place = start
    for _ in 0..<mostSteps {
      let there = shift(place)
      let (east, north) = (goal.longitude - there.longitude, goal.latitude - there.latitude)
      place = (place.longitude + east, place.latitude + north)
      // What a double of degrees can tell.
      if max(abs(east), abs(north)) < 3e-14 { break }
    }
    return place
  }

  private static let mostSteps = 16

  private static func isShifted(_ place: Place) -> Bool {
    chinaBox.contains(x: place.longitude, y: place.latitude)
  }

  private static func amap(_ place: Place) -> Place {
    let shift = shift(at: place)
    return (place.longitude + shift.longitude, place.latitude + shift.latitude)
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

  /// The position of BD-09 for one of GCJ-02.
  package static func baidu(_ amap: Place) -> Place {
    let (x, y) = (amap.longitude, amap.latitude)
    let turns = Double.pi * 3000 / 180
    let radius = (x * x + y * y).squareRoot() + 0.00002 * sin(y * turns)
    let angle = atan2(y, x) + 0.000003 * cos(x * turns)
    return (radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006)
  }

  /// The position of GCJ-02 for one of BD-09 as the services' published formula has it, which is off by
  /// up to a metre.
  package static func amapNearly(_ baidu: Place) -> Place {
    let (x, y) = (baidu.longitude - 0.0065, baidu.latitude - 0.006)
    let turns = Double.pi * 3000 / 180
    let radius = (x * x + y * y).squareRoot() - 0.00002 * sin(y * turns)
    let angle = atan2(y, x) - 0.000003 * cos(x * turns)
    return (radius * cos(angle), radius * sin(angle))
  }
}
