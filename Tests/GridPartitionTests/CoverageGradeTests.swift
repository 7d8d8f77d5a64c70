import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct CoverageGradeTests {
  @Test func `units that share every vertex are seamless`() throws {
    let report = try [fullVillage, west, east].report()
    #expect(report.outline == [])
    #expect(report.verdict == .seamless)
    #expect(report.levels.map(\.residualEdges) == [0, 0])
    #expect(report.levels.map(\.units) == [1, 2])
    #expect(report.levels.map(\.edges) == [6, 8])
    #expect(report.levels.map(\.vertices) == [6, 6])
    #expect(report.levels.map(\.parents) == [1, 1])
  }

  @Test func `a vertex of the grids that the outline lacks makes the plan area-exact`() throws {
    let report = try [village, west, east].report()
    #expect(report.outline == ["unmatched-vertices V1 V2", "unmatched-vertices V1 V2"])
    #expect(report.verdict == .areaExact)
    #expect(report.levels.map(\.verdict) == [.seamless, .areaExact])
    let points = report.defects.flatMap(\.geometry.positions)
    #expect(Set(points) == Set([fieldPoint(2, 0), fieldPoint(2, 2)].map(position)))
  }

  @Test func `a vertex that only one neighbour has makes the plan area-exact`() throws {
    let bent = UnitSketch(.grid, "V2", fieldRing((2, 0), (4, 0), (4, 2), (2, 2), (2, 1)))
    let report = try [fullVillage, west, bent].report()
    #expect(report.outline == ["unmatched-vertices V1 V2"])
    #expect(report.verdict == .areaExact)
    #expect(report.levels.map(\.residualEdges) == [0, 3])
    #expect(report.defects.map(\.at) == [position(fieldPoint(2, 1))])
    #expect(report.defects.first.map { $0.size.length > 220 && $0.size.length < 223 } == true)
  }

  @Test func `a unit that only begins where the vertices match again is not concerned`() throws {
    let report = try [
      UnitSketch(.village, "V", fieldBox(0, 0, 4, 4)),
      UnitSketch(.grid, "V1", fieldBox(0, 0, 4, 2)),
      UnitSketch(.grid, "V2", fieldRing((0, 2), (1, 2), (2, 2), (2, 4), (0, 4))),
      UnitSketch(.grid, "V3", fieldBox(2, 1, 1, 1)),
    ].report()
    let shared = report.defects(.unmatchedVertices).filter { $0.units.contains("V2") }
    #expect(shared.map(\.units).contains(["V1", "V2"]))
    #expect(!shared.contains { $0.units.contains("V3") })
  }

  @Test func `a lattice unit is enough to make a plan defective`() throws {
    var bent = UnitSketch(.grid, "V2", fieldRing((2, 0), (4, 0), (4, 2), (2, 2), (2, 1)))
    bent.polygons[0][0][4].x += 1
    let report = try [fullVillage, west, bent].report()
    #expect(report.verdict == .defective)
    #expect(report.outline == ["gap V1 V2"])
    bent.polygons[0][0][4].x -= 2
    #expect(try [fullVillage, west, bent].report().outline == ["overlap V1 V2"])
  }

  @Test func `one level alone can be reported`() throws {
    let plan = try [village, west, UnitSketch(.grid, "V2", fieldBox(3, 0, 1, 2))].plan()
    let report = try plan.check(only: .village)
    #expect(report.verdict == .seamless)
    #expect(report.levels.map(\.level) == [.village])
    #expect(try plan.check(only: .grid).verdict == .defective)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `a shaken mesh is seamless`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let mesh = PlanMesh(columns: 4, rows: 3, spacing: 1000, using: &random)
    let report = try mesh.units.rewritten(using: &random).report()
    #expect(report.verdict == .seamless, "seed \(seed): \(report.outline)")
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `a vertex that one grid moves is found and what is lost equals what is covered twice`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let mesh = PlanMesh(columns: 3, rows: 3, spacing: 1000, using: &random)
    var units = mesh.units
    // The middle cell, so that no place lies beyond the outline.
    let corner = Int.random(in: 0..<4, using: &random)
    let before = try units.plan()
    let shift = random.point(in: -40...40)
    guard shift != LatticePoint(0, 0) else { return }
    units[5].polygons[0][0][corner].x += shift.x
    units[5].polygons[0][0][corner].y += shift.y
    let report = try units.report()
    #expect(report.verdict == .defective, "seed \(seed)")
    #expect(Set(report.defects.map(\.kind)).isSubset(of: [.gap, .overlap, .unmatchedVertices]))
    let gaps = report.defects(.gap).reduce(0) { $0 + $1.size.area }
    // A place in several grids beyond the first counts as often.
    let overlaps = report.defects(.overlap).reduce(0.0) {
      $0 + $1.size.area * Double(($1.multiplicity ?? 0) - 1)
    }
    let grown = try units.plan().area(of: 5) - before.area(of: 5)
    #expect(abs(overlaps - gaps - grown) < 1e-9 * (gaps + overlaps), "seed \(seed)")
  }

  private func position(_ point: LatticePoint) -> Position {
    Position(
      x: Lattice.geographic.ordinate(of: point.x), y: Lattice.geographic.ordinate(of: point.y))
  }
}
