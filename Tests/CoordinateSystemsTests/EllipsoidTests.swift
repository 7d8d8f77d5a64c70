import CoordinateSystems
import Foundation
import TestSupport
import Testing

/// Areas are held against the closed form of the zone between the equator and a parallel.
@Suite struct EllipsoidTests {
  private typealias Offset = (x: Double, y: Double)

  private let ellipsoid = Ellipsoid.wgs84
  private let semiMajorAxis = 6_378_137.0
  private let flattening = 1 / 298.257223563

  /// The area between the equator and a parallel, per radian of longitude (Snyder 1987, 3-12).
  private func zone(toLatitude degrees: Double) -> Double {
    let squared = flattening * (2 - flattening)
    let e = squared.squareRoot()
    let sine = sin(degrees * .pi / 180)
    let q = sine / (1 - squared * sine * sine) + log((1 + e * sine) / (1 - e * sine)) / (2 * e)
    return semiMajorAxis * semiMajorAxis * (1 - squared) / 2 * q
  }

  private func area(_ offsets: [Offset], at longitude: Double, _ latitude: Double) -> Double {
    ellipsoid.area(ofRing: offsets, origin: (longitude, latitude))
  }

  private func isNear(_ a: Double, _ b: Double, _ share: Double = 1e-9) -> Bool {
    abs(a - b) <= share * abs(b)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a box between parallels has its closed area`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let south = Double.random(in: -80...79, using: &random)
    let height = Double.random(in: 0.01...10, using: &random)
    let width = Double.random(in: 0.0001...10, using: &random)
    let box: [Offset] = [(0, 0), (width, 0), (width, height), (0, height)]
    let expected = (zone(toLatitude: south + height) - zone(toLatitude: south)) * width * .pi / 180
    #expect(isNear(area(box, at: 106, south), expected), "seed \(seed)")
    #expect(isNear(area(box.reversed(), at: 106, south), -expected), "seed \(seed)")
  }

  @Test func `boxes around the Earth cover it`() {
    let box: [Offset] = [(0, 0), (360, 0), (360, 10), (0, 10)]
    let sum = stride(from: -90, to: 90, by: 10.0).reduce(0) { $0 + area(box, at: -180, $1) }
    #expect(isNear(sum, 510_065_621_724_089))
  }

  @Test(arguments: [0.0, 26.3, -60, 85])
  func `the origin may be any corner`(latitude: Double) {
    let box: [Offset] = [(0, 0), (0.2, 0), (0.2, 0.1), (0, 0.1)]
    let expected = area(box, at: 0, latitude)
    for corner in box {
      let moved = box.map { (x: $0.x - corner.x, y: $0.y - corner.y) }
      let found = area(moved, at: corner.x, latitude + corner.y)
      #expect(isNear(found, expected))
    }
  }

  @Test(arguments: [0.0, 26.3, 51, -75])
  func `a sliver a nanodegree wide has its area`(latitude: Double) {
    let (thin, long) = (1e-9, 0.01)
    // Along a meridian: as wide everywhere as at its foot.
    let upright: [Offset] = [(0, 0), (thin, 0), (thin + 0.002, long), (0.002, long)]
    let zones = zone(toLatitude: latitude + long) - zone(toLatitude: latitude)
    #expect(isNear(area(upright, at: 106, latitude), zones * thin * .pi / 180))
    // Along a parallel: as high everywhere as at its foot.
    let flat: [Offset] = [(0, 0), (long, 0), (long, thin), (0, thin)]
    let radians = Double.pi / 180
    let squared = flattening * (2 - flattening)
    let w = 1 - squared * pow(sin(latitude * radians), 2)
    let element = semiMajorAxis * semiMajorAxis * (1 - squared) * cos(latitude * radians) / (w * w)
    let expected = element * thin * long * radians * radians
    #expect(isNear(area(flat, at: 106, latitude), expected))
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the parts of a ring have its area together`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let latitude = Double.random(in: -85...84, using: &random)
    let corners = (0..<5).map { _ in
      (
        x: Double.random(in: 0...0.5, using: &random), y: Double.random(in: 0...0.5, using: &random)
      )
    }
    let whole = area(corners, at: 106, latitude)
    let parts = (1..<4).map { area([corners[0], corners[$0], corners[$0 + 1]], at: 106, latitude) }
    let scale = parts.reduce(0) { $0 + abs($1) }
    #expect(abs(parts.reduce(0, +) - whole) <= 1e-11 * scale, "seed \(seed)")
  }

  @Test func `a ring without positions has no area`() {
    #expect(area([], at: 106, 26) == 0)
    #expect(area([(0, 0)], at: 106, 26) == 0)
  }

  @Test(arguments: [
    ((0.0, 0.0), (1.0, 0.0), 111_319.490_793_274), ((0, 0), (0, 90), 10_001_965.729_313),
    ((-73.8, 40.6), (-0.5, 51.6), 5_551_759.400_319), ((0, 90), (0, -90), 20_003_931.458_625),
    ((179.5, 0), (-179.5, 0), 111_319.490_793_274), ((106, 26), (106, 26), 0),
  ])
  func `distances are the geodesics' known lengths`(
    a: (Double, Double), b: (Double, Double), metres: Double
  ) {
    #expect(abs(ellipsoid.distance(from: a, to: b) - metres) < 1e-5)
    #expect(abs(ellipsoid.distance(from: b, to: a) - metres) < 1e-5)
  }

  @Test(arguments: [-89.0, -45, 0, 26.3, 60, 89])
  func `a short line is as long as the scale of its latitude says`(latitude: Double) {
    let scale = ellipsoid.metresPerDegree(atLatitude: latitude)
    let here = (longitude: 106.0, latitude: latitude)
    let step = 1e-4
    let east = ellipsoid.distance(from: here, to: (here.longitude + step, latitude))
    let north = ellipsoid.distance(
      from: (here.longitude, latitude - step / 2), to: (here.longitude, latitude + step / 2))
    #expect(isNear(east, scale.x * step, 1e-7))
    #expect(isNear(north, scale.y * step, 1e-7))
  }
}
