import CoordinateSystems
import Foundation
import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct DisplacementTests {
  /// A displacement of some metres in some direction; metres and degrees from north.
  private func displacement(
    _ metres: Double, using random: inout SplitMix64
  ) -> (bearing: Double, draw: (LatticePoint) -> LatticePoint) {
    let bearing = Double.random(in: 0..<360, using: &random)
    let scale = Ellipsoid.wgs84.metresPerDegree(atLatitude: 24.76)
    let (dx, dy) = (
      metres * sin(bearing * .pi / 180) / scale.x, metres * cos(bearing * .pi / 180) / scale.y
    )
    return (bearing, inDegrees { ($0 + dx, $1 + dy) })
  }

  private func expect(
    _ diagnosis: Diagnosis?, metres: Double, bearing: Double, _ side: Diagnosis.Side,
    _ seed: UInt64, explained: Double = 0.9
  ) {
    guard let diagnosis, case .displaced(let found, let direction) = diagnosis.cause else {
      Issue.record("seed \(seed): \(String(describing: diagnosis))")
      return
    }
    #expect(abs(found - metres) < 0.01 + metres / 1000, "seed \(seed)")
    let turn = abs(direction - bearing)
    #expect(min(turn, 360 - turn) < 1, "seed \(seed): \(direction), not \(bearing)")
    #expect(diagnosis.side == side, "seed \(seed)")
    #expect(diagnosis.explained > explained, "seed \(seed)")
  }

  @Test(arguments: 0..<3 as Range<UInt64>, [0.3, 4, 35, 280, 1500])
  func `grids that lie beside the outlines are said to, how far and where`(
    seed: UInt64, metres: Double
  ) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    let (bearing, draw) = displacement(metres, using: &random)
    town.redraw(where: \.isGrid, draw)
    expect(try town.diagnosis(), metres: metres, bearing: bearing, .level, seed)
  }

  @Test(arguments: 0..<3 as Range<UInt64>, [0.3, 12, 150])
  func `outlines that lie beside the grids are said as the grids' displacement`(
    seed: UInt64, metres: Double
  ) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    let (bearing, draw) = displacement(metres, using: &random)
    town.redraw(where: { $0.level == .village }, draw)
    let opposite = bearing < 180 ? bearing + 180 : bearing - 180
    expect(try town.diagnosis(), metres: metres, bearing: opposite, .level, seed)
  }

  @Test(arguments: 0..<4 as Range<UInt64>, [0.3, 12, 150])
  func `grids that lie beside their neighbours are named`(seed: UInt64, metres: Double) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    let codes = town.units.map(\.attributes).filter(\.isGrid).compactMap(\.code)
    let moved = Set(codes.shuffled(using: &random).prefix(15))
    let (bearing, draw) = displacement(metres, using: &random)
    town.redraw(where: { moved.contains($0.code ?? "") }, draw)
    expect(
      try town.diagnosis(), metres: metres, bearing: bearing, .units(moved.sorted()), seed)
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `the grids of one village that lie beside its outline are named by it`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    let (bearing, draw) = displacement(20, using: &random)
    town.redraw(where: { $0.isGrid && $0.parent != "V00" }, draw)
    expect(
      try town.diagnosis(), metres: 20, bearing: bearing,
      .children(of: ["V01", "V10", "V11"]), seed)
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `villages without a town around them are compared with one another`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    let (bearing, draw) = displacement(20, using: &random)
    // As grids without outlines, in a checkered pattern of 17 of 36.
    var grids = town.units.filter(\.attributes.isGrid)
    for index in grids.indices { grids[index].attributes.parent = nil }
    let moved = grids.indices.filter { index in
      index > 0 && (index / RaggedTown.side + index) % 2 == 0
    }.compactMap { grids[$0].attributes.code }
    town = RaggedTown(grids)
    town.redraw(where: { moved.contains($0.code ?? "") }, draw)
    // The outer edges have no partner and need none.
    expect(
      try town.diagnosis(), metres: 20, bearing: bearing, .units(moved.sorted()), seed,
      explained: 0.7)
  }
}

@Suite struct DistortionTests {
  private func service(_ system: MapServiceSystem) -> (LatticePoint) -> LatticePoint {
    inDegrees { x, y in
      let place = system.shifted((longitude: x, latitude: y))
      return (place.longitude, place.latitude)
    }
  }

  @Test(arguments: 0..<2 as Range<UInt64>, MapServiceSystem.allCases)
  func `grids in the system of a map service are recognised`(
    seed: UInt64, system: MapServiceSystem
  ) throws {
    var town = RaggedTown(seed: seed)
    town.redraw(where: \.isGrid, service(system))
    let diagnosis = try #require(try town.diagnosis())
    #expect(diagnosis.cause == .distorted(.mapService(system)), "seed \(seed)")
    #expect(diagnosis.side == .level && diagnosis.explained > 0.9, "seed \(seed)")
  }

  @Test(arguments: 0..<2 as Range<UInt64>, MapServiceSystem.allCases)
  func `outlines in the system of a map service are recognised`(
    seed: UInt64, system: MapServiceSystem
  ) throws {
    var town = RaggedTown(seed: seed)
    town.redraw(where: { !$0.isGrid }, service(system))
    let diagnosis = try #require(try town.diagnosis())
    #expect(diagnosis.cause == .distorted(.mapService(system)), "seed \(seed)")
    #expect(diagnosis.side == .outlines, "seed \(seed)")
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `half of the grids in GCJ-02 with six decimals are named`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    let codes = town.units.map(\.attributes).filter(\.isGrid).compactMap(\.code)
    let moved = Set(codes.shuffled(using: &random).prefix(18))
    let gcj02 = service(.gcj02)
    town.redraw(where: { moved.contains($0.code ?? "") }) { point in
      let shifted = gcj02(point)
      return LatticePoint(
        x: (shifted.x + 500) / 1000 * 1000, y: (shifted.y + 500) / 1000 * 1000)
    }
    let diagnosis = try #require(try town.diagnosis())
    #expect(diagnosis.cause == .distorted(.mapService(.gcj02)), "seed \(seed)")
    #expect(diagnosis.side == .units(moved.sorted()), "seed \(seed)")
  }

  @Test(arguments: [3, -3, 6, -6])
  func `a wrong zone is recognised by its degrees`(degrees: Int) throws {
    var town = RaggedTown(seed: 1)
    town.redraw(where: \.isGrid, inDegrees { ($0 + Double(degrees), $1) })
    let diagnosis = try #require(try town.diagnosis())
    #expect(diagnosis.cause == .distorted(.wrongZone(degrees: degrees)))
    #expect(diagnosis.side == .level)
  }

  @Test func `swapped axes are recognised where they are possible`() throws {
    var town = RaggedTown(seed: 1, at: (87.6, 43.8))
    town.redraw(where: \.isGrid, inDegrees { ($1, $0) })
    let diagnosis = try #require(try town.diagnosis())
    #expect(diagnosis.cause == .distorted(.swappedAxes))
    #expect(diagnosis.side == .level)
  }

  @Test func `outside of China a map service shifts nothing`() throws {
    var town = RaggedTown(seed: 1, at: (8.5, 47.4))
    town.redraw(where: \.isGrid, service(.gcj02))
    #expect(try town.diagnosis() == nil)
  }
}
