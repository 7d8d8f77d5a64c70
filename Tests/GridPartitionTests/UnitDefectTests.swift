import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

/// Defects of single units: rings, codes, parents, parts.
@Suite struct UnitDefectTests {
  private func details(_ units: [UnitSketch]) throws -> [String] {
    try units.report().defects(.invalidRing).map { defect in
      guard case .ring(let problem, let source) = defect.detail else { return "none" }
      return "\(defect.units.joined()) \(problem) \(source.number)"
    }
  }

  @Test(arguments: [
    (fieldRing((0, 0), (4, 2), (4, 0), (0, 3)), "crossing"),
    (fieldRing((0, 0), (4, 0), (0, 0)), "tooFewPositions"),
    (fieldRing((0, 0), (2, 2), (4, 4)), "zeroArea"),
    (fieldBox(0, 0, 1, 1) + fieldBox(0, 0, 1, 1), "winding"),
  ])
  func `a broken ring is named with its problem`(shell: [LatticePoint], problem: String) throws {
    let units = [village, west, east, UnitSketch(.grid, "V9", shell)]
    #expect(try details(units) == ["V9 \(problem) 4"])
    #expect(try units.report().verdict == .defective)
  }

  @Test func `a bow-tie is shown at its knot`() throws {
    let tie = UnitSketch(.grid, "V9", fieldRing((0, 0), (4, 4), (4, 0), (0, 5)))
    let defect = try #require(try [village, tie].report().defects(.invalidRing).first)
    #expect(defect.at == Position(x: 106.002_222_222, y: 26.002_222_222))
  }

  @Test func `a ring that is not closed is reported and used`() throws {
    var builder = PlanBuilder(source: "sketch", crs: .wgs84)
    let corners = [(106.0, 26.0), (106.001, 26.0), (106.001, 26.001)].map(Position.init)
    try builder.add(UnitSketch(.grid, "1").attributes, polygons: [[corners]])
    let plan = builder.finish()
    #expect(plan.units[0].hasShape)
    let report = try plan.check()
    #expect(report.outline.filter { $0.hasPrefix("invalid") } == ["invalid-ring 1"])
    #expect(report.defects(.invalidRing).first?.at == corners[0])
  }

  @Test func `a bow-tie cannot hide a double cover behind an empty chain`() throws {
    // The grid runs round the village's west half twice and its east half not at all, say.
    let double = UnitSketch(.grid, "V1", fieldBox(0, 0, 2, 2) + fieldBox(0, 0, 2, 2))
    let report = try [fullVillage, double, east].report()
    #expect(report.verdict == .defective)
  }

  @Test func `a grid without polygon is invalid`() throws {
    #expect(try details([village, west, east, UnitSketch(.grid, "V3")]) == ["V3 noPolygon 4"])
  }

  @Test func `a code that two units have is a defect with both places`() throws {
    var twin = east
    twin.attributes.code = "V1"
    let report = try [fullVillage, west, twin].report()
    #expect(report.outline == ["duplicate-code V1"])
    #expect(report.defects.first?.detail == .features([reference(2), reference(3)]))
    #expect(report.defects.first?.geometry.positions.count == 2)
  }

  @Test func `one code on two levels is no defect`() throws {
    let report = try [
      UnitSketch(.village, "V", fieldBox(0, 0, 1, 1)),
      UnitSketch(.grid, "V", parent: "V", fieldBox(0, 0, 1, 1)),
    ].report()
    #expect(report.outline == [])
  }

  @Test func `a unit without code is a defect`() throws {
    var nameless = east
    nameless.attributes.code = nil
    nameless.attributes.parent = "V"
    #expect(try [fullVillage, west, nameless].report().outline == ["missing-code #3"])
  }

  @Test func `units with one area are duplicates, also with other vertices`() throws {
    let again = UnitSketch(.grid, "V3", fieldRing((2, 0), (2, 2), (0, 2), (0, 1), (0, 0)))
    let report = try [fullVillage, west, east, again].report()
    #expect(report.defects(.duplicateGeometry).map(\.units) == [["V1", "V3"]])
    #expect(report.defects(.overlap).map(\.units) == [["V1", "V3"]])
  }

  @Test func `units with one box and one area, but other places, are no duplicates`() throws {
    let units = [
      UnitSketch(.grid, "1", fieldRing((0, 0), (2, 0), (0, 2), (0, 1))),
      UnitSketch(.grid, "2", fieldRing((0, 0), (2, 0), (2, 2))),
    ]
    #expect(try units.report().defects(.duplicateGeometry).isEmpty)
  }

  @Test func `a grid whose parent is not there is an orphan`() throws {
    var lost = east
    lost.attributes.parent = "W"
    let report = try [village, west, lost].report()
    #expect(report.defects(.orphan).map(\.units) == [["V2"]])
    #expect(report.defects(.orphan).first?.detail == .statedParent("W", reference(3)))
    #expect(report.defects(.gap).map(\.units) == [["V1"]])
  }

  @Test func `grids without any layer above are no orphans`() throws {
    #expect(try [west, east].report().defects(.orphan).isEmpty)
  }

  @Test func `a village without grids while others have some is an empty parent`() throws {
    let units = [
      fullVillage, UnitSketch(.village, "W", fieldBox(4, 0, 1, 2)), west, east,
    ]
    let report = try units.report()
    #expect(report.defects(.emptyParent).map(\.units) == [["W"]])
    #expect(report.defects(.emptyParent).map(\.level) == [.village])
  }

  @Test func `parts that do not touch are an exclave`() throws {
    let torn = UnitSketch(.grid, "V1", fieldBox(0, 0, 1, 1), fieldBox(3, 0, 1, 1))
    let report = try [torn].report()
    #expect(report.defects(.exclave).map(\.units) == [["V1"]])
    #expect(report.defects(.exclave).first?.detail == .parts(2))
    #expect(report.verdict == .seamless)
    let joined = UnitSketch(.grid, "V1", fieldBox(0, 0, 1, 1), fieldBox(1, 1, 1, 1))
    #expect(try [joined].report().defects(.exclave).isEmpty)
  }

  @Test func `the smaller part is the exclave`() throws {
    let torn = UnitSketch(.grid, "V1", fieldBox(0, 0, 1, 1), fieldBox(3, 0, 2, 2))
    let exclave = try #require(try [torn].report().defects(.exclave).first)
    #expect(exclave.geometry.bbox == [106, 26, 106.001, 26.001])
  }

  @Test func `a ring that touches itself at a point is a good member`() throws {
    let notched = UnitSketch(.grid, "V1", fieldRing((0, 0), (4, 0), (4, 4), (2, 0), (0, 4)))
    let filling = UnitSketch(.grid, "V2", fieldRing((0, 4), (2, 0), (4, 4)))
    let around = UnitSketch(.village, "V", fieldRing((0, 0), (2, 0), (4, 0), (4, 4), (0, 4)))
    let report = try [around, notched, filling].report()
    #expect(report.defects(.selfTouch).map(\.units) == [["V1"]])
    #expect(report.defects(.selfTouch).map(\.at) == [Position(x: 106.002, y: 26)])
    #expect(!report.defects.contains { $0.kind.severity == .error }, "\(report.outline)")
  }

  @Test func `a plan of grids only misses its outline`() throws {
    let report = try [west, east].report()
    #expect(report.outline == ["no-outline "])
    #expect(report.verdict == .seamless)
  }

  @Test func `every kind has the severity of its rule`() {
    let warnings: Set<DefectKind> = [.unmatchedVertices, .exclave, .unassigned]
    let remarks: Set<DefectKind> = [.selfTouch, .noOutline]
    for kind in DefectKind.allCases {
      let expected: Severity =
        warnings.contains(kind) ? .warning : remarks.contains(kind) ? .info : .error
      #expect(kind.severity == expected)
    }
    #expect(Severity.allCases.sorted() == [.error, .warning, .info])
  }

  private func reference(_ number: Int) -> FeatureReference {
    FeatureReference(file: "grid.geojson", number: number)
  }
}
