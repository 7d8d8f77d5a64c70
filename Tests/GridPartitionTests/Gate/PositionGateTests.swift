import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

/// Batches of positions in a town of six by six grids, each about a kilometre wide.
@Suite struct PositionGateTests {
  private static let side: Int64 = 10
  private static let corner = (x: 106.0, y: 26.0)
  private static let width = 0.06

  private static func assigner() throws -> Assigner {
    let grids = (0..<36).map { number in
      let (column, row) = (Int64(number % 6), Int64(number / 6))
      return UnitSketch(.grid, "\(number)", fieldBox(side * column, side * row, side, side))
    }
    return try Assigner(grids.plan())
  }

  /// Fifty positions in the town.
  private func batch(_ seed: UInt64) -> [MapServiceSystem.Place] {
    var random = SplitMix64(seed: seed)
    return (0..<50).map { _ in
      (
        Self.corner.x + Double.random(in: 0..<Self.width, using: &random),
        Self.corner.y + Double.random(in: 0..<Self.width, using: &random)
      )
    }
  }

  private func finding(
    _ places: [MapServiceSystem.Place], as name: String, _ assigner: Assigner
  ) throws -> GateFinding? {
    let gate = PositionGate([assigner], stated: try PositionSystem(named: name))
    return gate.finding(
      on: places.map { SampledPosition(Position(x: $0.longitude, y: $0.latitude)) })
  }

  @Test func `a batch in its own system is never suspected`() throws {
    let assigner = try Self.assigner()
    for seed in 0..<20 as Range<UInt64> {
      let places = batch(seed)
      #expect(try finding(places, as: "wgs84", assigner) == nil)
      for service in MapServiceSystem.allCases {
        #expect(
          try finding(places.map(service.shifted), as: service.rawValue, assigner) == nil)
      }
    }
  }

  @Test(arguments: [
    ("wgs84", "GCJ-02"), ("wgs84", "BD-09"), ("gcj02", "BD-09"), ("bd09", "GCJ-02"),
  ])
  func `positions of a map service are recognised under another label`(
    label: String, truth: String
  ) throws {
    let assigner = try Self.assigner()
    let service = try #require(MapServiceSystem(rawValue: truth))
    for seed in 0..<20 as Range<UInt64> {
      let found = try #require(
        try finding(batch(seed).map(service.shifted), as: label, assigner), "seed \(seed)")
      #expect(found.cause == .otherSystem(.mapService(service), inside: 50), "seed \(seed)")
      #expect(found.certainty > 0.9)
    }
  }

  @Test(arguments: ["gcj02", "bd09"])
  func `surveyed positions are recognised under the label of a map service`(label: String) throws {
    let assigner = try Self.assigner()
    for seed in 0..<20 as Range<UInt64> {
      let found = try #require(try finding(batch(seed), as: label, assigner), "seed \(seed)")
      #expect(found.cause == .otherSystem(.reference(.wgs84), inside: 50), "seed \(seed)")
    }
  }

  @Test func `positions that were undone although they were surveyed are recognised`() throws {
    let undone = batch(3).map(MapServiceSystem.bd09.surveyed)
    let found = try #require(try finding(undone, as: "wgs84", Self.assigner()))
    #expect(found.cause == .undoneTwice(.bd09, inside: 50))
  }

  @Test func `longitude and latitude that are swapped are recognised`() throws {
    let swapped = batch(1).map { (longitude: $0.latitude, latitude: $0.longitude) }
    #expect(try finding(swapped, as: "wgs84", Self.assigner())?.cause == .swapped)
    #expect(try finding(swapped, as: "gcj02", Self.assigner())?.cause == .swapped)
  }

  /// Positions in the zone of the 105th meridian.
  private func eastings(_ code: Int) throws -> [MapServiceSystem.Place] {
    let crs = try CoordinateReferenceSystem(named: "EPSG:\(code)")
    let way = try Transformation(from: .cgcs2000, to: crs)
    return try batch(2).map { place in
      let found = try #require(way.apply(x: place.longitude, y: place.latitude))
      return (found.x, found.y)
    }
  }

  @Test func `eastings without a zone that nobody stated are recognised`() throws {
    let plain = try eastings(4544)
    for label in ["wgs84", "EPSG:4523"] {
      #expect(
        try finding(plain, as: label, Self.assigner())?.cause
          == .zoneNotStated(systems: ["EPSG:4544"]))
    }
    #expect(try finding(plain, as: "EPSG:4544", Self.assigner()) == nil)
    let zone = try CoordinateReferenceSystem(named: "EPSG:4544")
    #expect(
      try finding(plain, as: "EPSG:4545", Self.assigner())?.cause
        == .otherSystem(.reference(zone), inside: 50))
  }

  @Test func `the number of a zone that does not fit is recognised`() throws {
    let prefixed = try eastings(4523)
    for label in ["wgs84", "EPSG:4522", "EPSG:4544"] {
      #expect(
        try finding(prefixed, as: label, Self.assigner())?.cause
          == .otherZone(35, system: "EPSG:4523"))
    }
    #expect(try finding(prefixed, as: "EPSG:4523", Self.assigner()) == nil)
    #expect(try finding(batch(0), as: "EPSG:4523", Self.assigner())?.cause == .degrees)
  }

  @Test func `positions all around a plan say nothing`() throws {
    var random = SplitMix64(seed: 8)
    let places = (0..<300).map { _ in
      (
        longitude: Double.random(in: 105.9...106.2, using: &random),
        latitude: Double.random(in: 25.9...26.2, using: &random)
      )
    }
    #expect(try finding(places, as: "wgs84", Self.assigner()) == nil)
    #expect(try finding(Array(batch(1).prefix(5)), as: "gcj02", Self.assigner()) == nil)
  }
}
