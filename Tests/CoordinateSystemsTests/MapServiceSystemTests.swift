import CoordinateSystems
import Testing

@Suite struct MapServiceSystemTests {
  /// Positions that are published with the formulas.
  @Test(arguments: [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
  ])
  func `GCJ-02 is where the published formulas put it`(
    wgs84: (Double, Double), gcj02: (Double, Double)
  ) {
    let shifted = MapServiceSystem.gcj02.shifted((longitude: wgs84.0, latitude: wgs84.1))
    #expect(abs(shifted.longitude - gcj02.0) < 1e-12)
    #expect(abs(shifted.latitude - gcj02.1) < 1e-12)
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
