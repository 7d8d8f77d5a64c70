import CoordinateSystems
import TestSupport
import Testing

@Suite struct MapServiceSystemTests {
  /// Positions that are published with the formulas.
  @Test(arguments: [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
  ])
  func `GCJ-02 is where the published formulas put it`(
    wgs84: (Double, Double), gcj02: (Double, Double)
  ) {
    let shifted = MapServiceSystem.gcj02.shifted((longitude: wgs84.0, latitude: wgs84.1))
    #expect(abs(shifted.longitude - gcj02.0) < 1e-12)
    #expect(abs(shifted.latitude - gcj02.1) < 1e-12)
  }

  @Test func `BD-09 is where the published formulas put it`() {
    let pairs: [(MapServiceSystem.Place, MapServiceSystem.Place)] = [
      (MapServiceSystem.baidu((116.404, 39.915)), (116.41036949371029, 39.92133699351021)),
      (MapServiceSystem.amapNearly((116.404, 39.915)), (116.39762729119315, 39.90865673957631)),
      (
        MapServiceSystem.bd09.shifted((116.403988, 39.914266)),
        (116.41661560068297, 39.92196580126834)
      ),
    ]
    for (found, published) in pairs {
      #expect(abs(found.longitude - published.longitude) < 1e-11)
      #expect(abs(found.latitude - published.latitude) < 1e-11)
    }
  }

  @Test(arguments: MapServiceSystem.allCases, 0..<4 as Range<UInt64>)
  func `a shift that is undone leaves less than a nanometre`(
    system: MapServiceSystem, seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    var worst = 0.0
    for _ in 0..<125_000 {
      let place = (
        longitude: Double.random(in: 73...136, using: &random),
        latitude: Double.random(in: 2...55, using: &random)
      )
      let back = system.surveyed(system.shifted(place))
      worst = max(
        worst, abs(back.longitude - place.longitude), abs(back.latitude - place.latitude))
    }
    #expect(worst * 111_700 < 1e-8, "seed \(seed)")
  }

  @Test(arguments: MapServiceSystem.allCases)
  func `what no position is shifted to is left where it is`(system: MapServiceSystem) {
    let box = MapServiceSystem.chinaBox
    for place in [(box.west - 0.001, 40.0), (120.0, box.north + 0.1), (0, 0), (200, 95)] {
      #expect(system.surveyed(place) == place)
    }
  }

  @Test(arguments: MapServiceSystem.allCases)
  func `a shift is hundreds of metres long`(system: MapServiceSystem) {
    let xijiang = (longitude: 112.59, latitude: 24.75)
    let distance = Ellipsoid.wgs84.distance(from: xijiang, to: system.shifted(xijiang))
    #expect(system == .gcj02 ? abs(distance - 616) < 1 : (900..<1600).contains(distance))
  }

  @Test(arguments: [(0.0, 51.5), (139.7, 35.7), (113.0, 60.0), (-74.0, 40.7)])
  func `outside of China nothing is shifted`(longitude: Double, latitude: Double) {
    for system in MapServiceSystem.allCases {
      let shifted = system.shifted((longitude: longitude, latitude: latitude))
      #expect(shifted == (longitude: longitude, latitude: latitude))
    }
  }
}
