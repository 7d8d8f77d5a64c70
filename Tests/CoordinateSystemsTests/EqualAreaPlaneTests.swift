import CoordinateSystems
import Foundation
import TestSupport
import Testing

@Suite struct EqualAreaPlaneTests {
  /// The example of EPSG guidance note 7-2 for method 9820, on GRS 1980, which differs from WGS 84 by
  /// a tenth of a millimetre.
  @Test func `a place is where the published example has it`() {
    let plane = EqualAreaPlane(longitude: 10, latitude: 52)
    let place = plane.place(longitude: 5, latitude: 50)
    #expect(abs(place.x - (3_962_799.45 - 4_321_000)) < 0.006)
    #expect(abs(place.y - (2_999_718.85 - 3_210_000)) < 0.006)
    let centre = plane.place(longitude: 10, latitude: 52)
    #expect(abs(centre.x) < 1e-8 && abs(centre.y) < 1e-8)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `areas are those of the ellipsoid`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let latitude = Double.random(in: -85...85, using: &random)
    let (width, height) = (
      Double.random(in: 0.001...3, using: &random), Double.random(in: 0.001...3, using: &random)
    )
    // Sides are short, so that it does not matter in which plane they are straight.
    let steps = 2000
    let box = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)]
    let ring = zip(box, box.dropFirst()).flatMap { from, to in
      (0..<steps).map { step in
        let share = Double(step) / Double(steps)
        return (
          x: width * (from.0 + share * (to.0 - from.0)),
          y: height * (from.1 + share * (to.1 - from.1))
        )
      }
    }
    let plane = EqualAreaPlane(longitude: 113 + width / 2, latitude: latitude + height / 2)
    let places = ring.map { plane.place(longitude: 113 + $0.x, latitude: latitude + $0.y) }
    let doubled = zip(places, places.dropFirst() + places.prefix(1)).reduce(0) {
      $0 + ($1.0.x * $1.1.y - $1.0.y * $1.1.x)
    }
    let expected = Ellipsoid.wgs84.area(ofRing: ring, origin: (113, latitude))
    #expect(abs(doubled / 2 - expected) < 1e-7 * expected, "seed \(seed)")
  }

  @Test(arguments: [-89.0, -30, 0, 26, 60, 85], [1.0, 10, 50])
  func `lengths are off by no more than is said`(latitude: Double, kilometres: Double) {
    let plane = EqualAreaPlane(longitude: 113, latitude: latitude)
    let degree = Ellipsoid.wgs84.metresPerDegree(atLatitude: latitude)
    let reach = kilometres * 1000
    for direction in stride(from: 0.0, to: 2 * .pi, by: .pi / 8) {
      let positions = [reach - 100, reach].map { distance in
        (
          longitude: 113 + cos(direction) * distance / degree.x,
          latitude: latitude + sin(direction) * distance / degree.y
        )
      }
      let places = positions.map { plane.place(longitude: $0.longitude, latitude: $0.latitude) }
      let length = hypot(places[1].x - places[0].x, places[1].y - places[0].y)
      let expected = Ellipsoid.wgs84.distance(from: positions[0], to: positions[1])
      let share = pow(kilometres / 6350, 2) / 8 + 0.0067 / 6 * kilometres / 6350
      #expect(abs(length / expected - 1) < share * 1.1 + 1e-9)
    }
  }

  @Test(arguments: [-90.0, 90])
  func `at a pole there is a plane as well`(latitude: Double) {
    let plane = EqualAreaPlane(longitude: 0, latitude: latitude)
    for longitude in stride(from: -180.0, through: 180, by: 30) {
      let place = plane.place(longitude: longitude, latitude: latitude.sign == .minus ? -89 : 89)
      let distance = hypot(place.x, place.y)
      #expect(abs(distance - 111_690) < 1200)
    }
  }
}
