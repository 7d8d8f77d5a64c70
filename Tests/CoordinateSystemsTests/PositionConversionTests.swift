import CoordinateSystems
import Testing
import TestSupport

@Suite struct PositionConversionTests {
  /// From a system to a plan's; the corner and the size of a town, in the source's units.
  static let ways: [(source: String, target: String, x: Double, y: Double, size: Double)] = [
    ("gcj02", "EPSG:4490", 112.5, 24.6, 0.3), ("bd09", "EPSG:4490", 116.2, 39.8, 0.05),
    ("wgs84", "EPSG:4547", 112.5, 24.6, 0.6), ("gcj02", "EPSG:4526", 112.5, 24.6, 0.2),
    ("EPSG:4547", "EPSG:4490", 340_000, 2_720_000, 30_000),
    ("EPSG:4525", "EPSG:4547", 37_560_000, 2_720_000, 30_000),
    ("wgs84", "EPSG:27700", -0.4, 51.3, 0.3), ("wgs84", "EPSG:3857", 112.5, 24.6, 1),
  ]

  private static func conversion(
    from source: PositionSystem, to crs: CoordinateReferenceSystem
  ) throws -> (PositionConversion, scale: Double) {
    let scale = crs.isGeographic ? 1e9 : 1e4
    let patches = ConversionPatches(from: source, to: crs, roundingScale: scale)
    return (try PositionConversion(from: source, to: crs, sharing: patches), scale)
  }

  @Test(arguments: ways)
  func `polynomials round to the lattice as the way itself does`(
    source: String, target: String, x: Double, y: Double, size: Double
  ) throws {
    let crs = try CoordinateReferenceSystem(named: target)
    let (conversion, scale) = try Self.conversion(from: PositionSystem(named: source), to: crs)
    var random = SplitMix64(seed: 5)
    for round in 0..<8 {
      let xs = (0..<4000).map { _ in x + Double.random(in: 0..<size, using: &random) }
      let ys = (0..<4000).map { _ in y + Double.random(in: 0..<size, using: &random) }
      var (fastX, fastY, exactX, exactY) = (xs, ys, xs, ys)
      conversion.apply(x: &fastX, y: &fastY)
      conversion.applyExactly(x: &exactX, y: &exactY)
      var (near, worst) = (0, 0.0)
      for index in xs.indices {
        #expect((fastX[index] * scale).rounded() == (exactX[index] * scale).rounded())
        #expect((fastY[index] * scale).rounded() == (exactY[index] * scale).rounded())
        if fastX[index] != exactX[index] || fastY[index] != exactY[index] { near += 1 }
        worst = max(worst, abs(fastX[index] - exactX[index]), abs(fastY[index] - exactY[index]))
      }
      #expect(worst * (crs.isGeographic ? 111_700 : 1) < 4e-8, "round \(round): \(worst)")
      // Else nothing was tried.
      #expect(round < 7 || near > 100)
    }
  }

  @Test func `positions at the edge of China's box and on the 105th meridian are exact`() throws {
    let (conversion, scale) = try Self.conversion(from: .mapService(.gcj02), to: .cgcs2000)
    var random = SplitMix64(seed: 9)
    for corner in [(71.99, 30.0), (104.99, 30.0), (137.82, 40.0), (100.0, 0.82), (100.0, 55.82)] {
      let xs = (0..<3000).map { _ in corner.0 + Double.random(in: 0..<0.03, using: &random) }
      let ys = (0..<3000).map { _ in corner.1 + Double.random(in: 0..<0.03, using: &random) }
      for _ in 0..<2 {
        var (fastX, fastY, exactX, exactY) = (xs, ys, xs, ys)
        conversion.apply(x: &fastX, y: &fastY)
        conversion.applyExactly(x: &exactX, y: &exactY)
        for index in xs.indices {
          #expect((fastX[index] * scale).rounded() == (exactX[index] * scale).rounded())
          #expect((fastY[index] * scale).rounded() == (exactY[index] * scale).rounded())
        }
      }
    }
  }

  @Test func `between systems on one datum in degrees nothing moves`() throws {
    #expect(try Self.conversion(from: .reference(.wgs84), to: .cgcs2000).0.isIdentity)
    let plane = try CoordinateReferenceSystem(named: "EPSG:4547")
    #expect(try Self.conversion(from: .reference(plane), to: plane).0.isIdentity)
  }

  @Test func `Lianzhou lies in zone 37 and Xijiang in zone 38`() throws {
    let places = [(112.372, 24.777, 4525, 4546, 37), (112.597, 24.72, 4526, 4547, 38)]
    for (longitude, latitude, prefixed, plain, zone) in places {
      let wide = try CoordinateReferenceSystem(named: "EPSG:\(prefixed)")
      let narrow = try CoordinateReferenceSystem(named: "EPSG:\(plain)")
      let first = try Transformation(from: .cgcs2000, to: wide).apply(x: longitude, y: latitude)
      let second = try Transformation(from: .cgcs2000, to: narrow).apply(x: longitude, y: latitude)
      let (a, b) = (try #require(first), try #require(second))
      #expect(Int(a.x / 1e6) == zone)
      #expect(abs(a.x - b.x - Double(zone) * 1e6) < 1e-7 && abs(a.y - b.y) < 1e-7)
      let use = try #require(wide.areaOfUse)
      #expect(use.west <= longitude && longitude <= use.east)
    }
  }

  /// Eastings and northings by `cs2cs -f %.7f EPSG:4490 EPSG:…` of PROJ 9.1.
  @Test(arguments: [
    (112.372, 24.777, 4525, 37638761.1270202, 2742048.5384280),
    (112.372, 24.777, 4546, 638761.1270202, 2742048.5384280),
    (112.372, 24.777, 4499, 20421138.6048935, 2783611.9823841),
    (112.597, 24.72, 4526, 38358038.4450236, 2735765.2881015),
    (112.597, 24.72, 4547, 358038.4450237, 2735765.2881015),
    (113.999, 24.001, 4526, 38499898.2490113, 2655399.4124100),
    (111.0, 22.5, 4525, 37500000.0, 2489167.3110845),
    (111.0, 22.5, 4523, 36118181.8098163, 2501585.1128295),
  ])
  func `planes agree with cs2cs to a micrometre`(
    longitude: Double, latitude: Double, code: Int, easting: Double, northing: Double
  ) throws {
    let crs = try CoordinateReferenceSystem(named: "EPSG:\(code)")
    let (conversion, _) = try Self.conversion(from: .reference(.cgcs2000), to: crs)
    let place = try #require(conversion.apply(x: longitude, y: latitude))
    #expect(abs(place.x - easting) < 1e-6 && abs(place.y - northing) < 1e-6)
    // Once more by the tile's polynomial.
    var x = [Double](repeating: longitude, count: 100)
    var y = [Double](repeating: latitude, count: 100)
    conversion.apply(x: &x, y: &y)
    (x, y) = ([longitude], [latitude])
    conversion.apply(x: &x, y: &y)
    #expect(abs(x[0] - easting) < 1e-6 && abs(y[0] - northing) < 1e-6)
  }

  @Test func `a pipeline goes before the way to the plan`() throws {
    let plane = try CoordinateReferenceSystem(named: "EPSG:4547")
    let pipeline =
      "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
      + "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
    let (conversion, _) = try Self.conversion(from: .pipeline(pipeline), to: plane)
    var (x, y) = ([112.6], [24.7])
    conversion.apply(x: &x, y: &y)
    let expected = try #require(
      try Transformation(from: .cgcs2000, to: plane).apply(x: 112.6, y: 24.7))
    #expect(abs(x[0] - expected.x) < 1e-7 && abs(y[0] - expected.y) < 1e-7)
    #expect(throws: PROJError.self) {
      try Self.conversion(from: .pipeline("EPSG:4326"), to: plane)
    }
  }
}
