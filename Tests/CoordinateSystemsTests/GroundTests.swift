import CoordinateSystems
import Testing

/// Measures against PROJ: rings are cut into short edges and taken out of their plane one by one.
@Suite struct GroundTests {
  private typealias Offset = (x: Double, y: Double)

  /// A plane, and a position in the middle of where it is used.
  static let planes: [(code: Int, x: Double, y: Double)] = [
    (4547, 357_000, 2_735_000), (4526, 38_640_000, 4_400_000), (4513, 25_500_000, 4_000_000),
    (27700, 530_000, 180_000), (3857, 12_500_000, 2_800_000), (3035, 4_300_000, 3_200_000),
    (2263, 1_000_000, 200_000), (32650, 500_000, 9_000_000),
  ]

  private func system(_ code: Int) throws -> CoordinateReferenceSystem {
    try CoordinateReferenceSystem(named: "EPSG:\(code)")
  }

  private func ground(
    _ crs: CoordinateReferenceSystem, _ x: Double, _ y: Double, reach: Double
  ) -> Ground {
    Ground(
      crs,
      over: CoordinateBox(west: x - reach, south: y - reach, east: x + reach, north: y + reach))
  }

  /// The ring with each edge cut into pieces, as longitudes and latitudes from its first position.
  private func unprojected(
    _ ring: [Offset], _ origin: Offset, _ crs: CoordinateReferenceSystem, pieces: Int
  ) throws -> (ring: [Offset], origin: (longitude: Double, latitude: Double)) {
    var (xs, ys): ([Double], [Double]) = ([], [])
    for (index, from) in ring.enumerated() {
      let to = ring[(index + 1) % ring.count]
      for piece in 0..<pieces {
        let share = Double(piece) / Double(pieces)
        xs.append(origin.x + from.x + share * (to.x - from.x))
        ys.append(origin.y + from.y + share * (to.y - from.y))
      }
    }
    let base = try CoordinateReferenceSystem(definition: Self.geographic(crs))
    let way = try Transformation(from: crs, to: base)
    way.apply(x: &xs, y: &ys)
    let first = (longitude: xs[0], latitude: ys[0])
    return (zip(xs, ys).map { ($0 - first.longitude, $1 - first.latitude) }, first)
  }

  private static func geographic(_ crs: CoordinateReferenceSystem) -> String {
    switch crs.datum {
    case .cgcs2000: "EPSG:4490"
    case .wgs84: "EPSG:4326"
    default:
      ["EPSG:27700": "EPSG:4277", "EPSG:3035": "EPSG:4258", "EPSG:2263": "EPSG:4269"][crs.title]
        ?? ""
    }
  }

  private let ring: [Offset] = [(0, 0), (900, 150), (1100, 1200), (300, 700), (-200, 1000)]

  @Test(arguments: planes)
  func `areas and lengths are those of the ellipsoid under straight lines of the plane`(
    code: Int, x: Double, y: Double
  ) throws {
    let crs = try system(code)
    for size in [1.0, 30, 150] {
      let ring = ring.map { ($0.x * size, $0.y * size) }
      let ground = ground(crs, x, y, reach: 200_000)
      let cut = try unprojected(ring, (x, y), crs, pieces: 5000)
      let area = ground.area(ofRing: ring, origin: (x, y))
      let expected = crs.ellipsoid.area(ofRing: cut.ring, origin: cut.origin)
      #expect(abs(area / expected - 1) < 2e-9, "\(code), size \(size): \(area), \(expected)")
      let length = ground.perimeter(ofRing: ring, origin: (x, y))
      let expectedLength = crs.ellipsoid.perimeter(ofRing: cut.ring, origin: cut.origin)
      #expect(abs(length / expectedLength - 1) < 1e-8, "\(code), size \(size)")
    }
  }

  @Test(arguments: planes)
  func `places and distances are PROJ's`(code: Int, x: Double, y: Double) throws {
    let crs = try system(code)
    let ground = ground(crs, x, y, reach: 5000)
    let base = try CoordinateReferenceSystem(definition: Self.geographic(crs))
    let way = try Transformation(from: crs, to: base)
    let from = try #require(way.apply(x: x - 4000, y: y + 3000))
    let to = try #require(way.apply(x: x + 4100, y: y - 2000))
    let place = try #require(ground.place(x: x - 4000, y: y + 3000))
    let metres = crs.ellipsoid.distance(
      from: place, to: (longitude: from.x, latitude: from.y))
    #expect(metres < 1e-8)
    let distance = ground.distance(from: (x - 4000, y + 3000), to: (x + 4100, y - 2000))
    let expected = crs.ellipsoid.distance(from: (from.x, from.y), to: (to.x, to.y))
    #expect(abs(distance - expected) < 1e-7)
    let frame = ground.frame(x: x, y: y)
    let rough = frame.length((8100, -5000))
    #expect(abs(rough / expected - 1) < 1e-3)
    let steps = frame.steps(frame.metres((3, -4)))
    #expect(abs(steps.x - 3) < 1e-12 && abs(steps.y + 4) < 1e-12)
  }

  @Test func `slivers keep their digits`() throws {
    let crs = try system(4526)
    let ground = ground(crs, 38_360_000, 2_735_000, reach: 5000)
    let sliver: [Offset] = [(0, 0), (400, 0), (400, 0.0001), (0, 0.0001)]
    let area = ground.area(ofRing: sliver, origin: (38_360_000, 2_735_000))
    let square = ground.area(
      ofRing: [(0, 0), (400, 0), (400, 400), (0, 400)], origin: (38_360_000, 2_735_000))
    #expect(abs(area / 0.0001 * 400 / square - 1) < 1e-6)
  }

  @Test func `where PROJ has no answer, measures are those of the plane`() throws {
    let crs = try system(3035)
    let ground = ground(crs, 4e10, 3e10, reach: 10)
    #expect(ground.place(x: 4e10, y: 3e10) == nil)
    #expect(ground.area(ofRing: [(0, 0), (2, 0), (2, 1), (0, 1)], origin: (4e10, 3e10)) == 2)
    #expect(ground.distance(from: (4e10, 3e10), to: (4e10 + 3, 3e10 + 4)) == 5)
  }
}
