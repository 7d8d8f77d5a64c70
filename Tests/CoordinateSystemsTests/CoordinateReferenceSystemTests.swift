import CoordinateSystems
import Testing

@Suite struct CoordinateReferenceSystemTests {
  @Test(arguments: [
    ("wgs84", CoordinateReferenceSystem.wgs84), ("WGS84", .wgs84), ("WGS 84", .wgs84),
    ("wgs-84", .wgs84), ("CRS84", .wgs84), ("EPSG:4326", .wgs84), ("epsg:4326", .wgs84),
    ("cgcs2000", .cgcs2000), ("CGCS 2000", .cgcs2000), ("CGCS_2000", .cgcs2000),
    ("EPSG:4490", .cgcs2000),
  ])
  func `a system has its usual names in any case`(
    name: String, system: CoordinateReferenceSystem
  ) throws {
    #expect(try CoordinateReferenceSystem(named: name) == system)
  }

  @Test(arguments: CoordinateReferenceSystem.known)
  func `a system is found by its own name`(system: CoordinateReferenceSystem) throws {
    #expect(try CoordinateReferenceSystem(named: system.rawValue) == system)
  }

  @Test(arguments: ["gcj02", "GCJ-02", "gcj_02", "bd09", "BD-09"])
  func `a shifted system is refused as such, by the name given`(name: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.shifted(name: name)) {
      try CoordinateReferenceSystem(named: name)
    }
  }

  @Test(arguments: [
    "EPSG:4214", "epsg:4610", "EPSG:2327", "EPSG:2442", "EPSG:21413", "EPSG:21463", "EPSG:21483",
  ])
  func `a system on an old datum is refused as such`(name: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.oldDatum(name: name)) {
      try CoordinateReferenceSystem(named: name)
    }
  }

  @Test(arguments: ["EPSG:3857", "EPSG:4269"])
  func `a system that is known by number only is not supported`(name: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.unsupported(name: name)) {
      try CoordinateReferenceSystem(named: name)
    }
  }

  @Test(arguments: [
    "", "wgs", "4326", "EPSG:", "EPSG:x", "EPSG:4326x", "EPSG:99999999999999999999",
  ])
  func `any other name is unknown`(name: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.unknown(name: name)) {
      try CoordinateReferenceSystem(named: name)
    }
  }
}

extension CoordinateReferenceSystem {
  fileprivate static let known: [CoordinateReferenceSystem] = [.wgs84, .cgcs2000]
}
