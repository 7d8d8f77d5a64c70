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
    #expect(try CoordinateReferenceSystem(named: system.title) == system)
  }

  @Test(arguments: ["gcj02", "GCJ-02", "gcj_02", "bd09", "BD-09"])
  func `a shifted system is refused as such, by the name given`(name: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.shifted(name: name)) {
      try CoordinateReferenceSystem(named: name)
    }
  }

  @Test(arguments: [
    "EPSG:4214", "epsg:4610", "EPSG:2327", "EPSG:2442", "EPSG:21413", "EPSG:21463", "EPSG:21483",
    "EPSG:4555", "EPSG:4569",
  ])
  func `a system on an old datum is refused as such`(name: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.oldDatum(name: name)) {
      try CoordinateReferenceSystem(named: name)
    }
  }

  @Test(arguments: [
    "EPSG:4978", "EPSG:4979", "EPSG:5773", "EPSG:4807", "EPSG:7415",
  ])
  func `a system that is no plane and has no degrees is not supported`(name: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.unsupported(name: name)) {
      try CoordinateReferenceSystem(named: name)
    }
  }

  @Test(arguments: [
    "", "wgs", "4326", "EPSG:", "EPSG:x", "EPSG:4326x", "EPSG:99999999999999999999", "EPSG:0",
    "EPSG:-4326", "EPSG:1234567", "EPSG:４３２６",
  ])
  func `any other name is unknown`(name: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.unknown(name: name)) {
      try CoordinateReferenceSystem(named: name)
    }
  }

  @Test(arguments: Array(4491...4554))
  func `the Gauss-Krüger zones of CGCS2000 are planes in metres`(code: Int) throws {
    let system = try CoordinateReferenceSystem(named: "EPSG:\(code)")
    #expect(system.identifier == "EPSG:\(code)")
    #expect(system.kind == .projected(metresPerUnit: 1))
    #expect(system.datum == .cgcs2000)
  }

  @Test func `a plane may be in feet, and a datum may be another one`() throws {
    let feet = try CoordinateReferenceSystem(named: "EPSG:2263")
    let foot: Double? = if case .projected(let unit) = feet.kind { unit } else { nil }
    #expect(abs(try #require(foot) - 1200.0 / 3937) < 1e-15)
    #expect(try CoordinateReferenceSystem(named: "EPSG:27700").datum == .other)
    #expect(try CoordinateReferenceSystem(named: "EPSG:3857").datum == .wgs84)
  }

  @Test(arguments: [(4513, 25_500_000.0), (4526, 38_500_000), (4547, 500_000), (4499, 21_500_000)])
  func `the bounds of a zone are around its middle`(code: Int, easting: Double) throws {
    let bounds = try #require(try CoordinateReferenceSystem(named: "EPSG:\(code)").bounds)
    #expect(bounds.contains(x: easting, y: 4_000_000))
    #expect(!bounds.contains(x: 4_000_000, y: easting))
    #expect(!bounds.contains(x: easting + 2_000_000, y: 4_000_000))
  }

  /// As ESRI's programs write it beside a shapefile.
  private func esri(
    _ name: String, datum: String, middle: Double, unit: String = "UNIT[\"Meter\",1.0]"
  ) -> String {
    """
    PROJCS["\(name)",GEOGCS["GCS_\(datum)",DATUM["D_\(datum)",\
    SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],\
    UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],\
    PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],\
    PARAMETER["Central_Meridian",\(middle)],PARAMETER["Scale_Factor",1.0],\
    PARAMETER["Latitude_Of_Origin",0.0],\(unit)]
    """
  }

  @Test func `a definition is known by its code where EPSG has it, whatever its name`() throws {
    let wkt = esri("my own", datum: "China_2000", middle: 114)
    let system = try CoordinateReferenceSystem(definition: wkt)
    #expect(system == (try CoordinateReferenceSystem(named: "EPSG:4547")))
  }

  @Test func `a definition that EPSG does not have is taken by its name`() throws {
    let wkt = esri("112°30′", datum: "China_2000", middle: 112.5)
    let system = try CoordinateReferenceSystem(definition: wkt)
    #expect(system.identifier == nil)
    #expect(system.title == "112°30′")
    #expect(system.datum == .cgcs2000)
    #expect(system.kind == .projected(metresPerUnit: 1))
  }

  @Test(arguments: ["Beijing_1954", "Xian_1980"])
  func `a definition on an old datum is refused as such`(datum: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.oldDatum(name: "plane")) {
      try CoordinateReferenceSystem(definition: esri("plane", datum: datum, middle: 112.5))
    }
  }

  @Test(arguments: ["", "LOCAL_CS[\"town\",UNIT[\"Meter\",1.0]]", "PROJCS[", "EPSG"])
  func `a definition of nothing on the Earth is refused`(definition: String) {
    #expect(throws: CoordinateReferenceSystem.Refusal.self) {
      try CoordinateReferenceSystem(definition: definition)
    }
  }
}

extension CoordinateReferenceSystem {
  fileprivate static let known: [CoordinateReferenceSystem] = [.wgs84, .cgcs2000]
}
