import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct AssignerTests {
  private let plan: [UnitSketch] = [
    UnitSketch(.town, "T", fieldBox(-2, -2, 12, 12)),
    UnitSketch(.village, "TV", fieldBox(0, 0, 8, 4)),
    UnitSketch(.grid, "TV2", fieldBox(0, 0, 2, 2)), UnitSketch(.grid, "TV1", fieldBox(2, 0, 2, 2)),
    UnitSketch(.grid, "TV0", isVoid: true, fieldBox(0, 2, 4, 2)),
    UnitSketch(.grid, "TV3", fieldBox(4, 0, 2, 4)), UnitSketch(.grid, "TV4", fieldBox(5, 0, 2, 4)),
  ]

  /// An answer in short: status, grid, candidates.
  private func answer(
    _ point: LatticePoint, nearest: Double? = nil, in units: [UnitSketch]? = nil
  ) throws -> [String] {
    let plan = try (units ?? self.plan).plan()
    let answers = try Assigner(plan).assign([point], nearest: nearest)
    let answer = try #require(answers.first)
    return [answer.status.rawValue, answer.grid.map { plan.units[$0].code } ?? "-"]
      + answer.candidates.map { plan.units[$0].code }
  }

  private func half(_ x: Int64, _ y: Int64) -> LatticePoint {
    let point = fieldPoint(x, y)
    return LatticePoint(point.x + fieldStep / 2, point.y + fieldStep / 2)
  }

  @Test func `a place in one grid is inside it`() throws {
    #expect(try answer(half(0, 0)) == ["inside", "TV2"])
    #expect(try answer(half(2, 0)) == ["inside", "TV1"])
  }

  @Test func `a place on a boundary goes to the lowest code that touches it`() throws {
    #expect(try answer(fieldPoint(2, 1)) == ["boundary", "TV1", "TV1", "TV2"])
    #expect(try answer(fieldPoint(0, 0)) == ["boundary", "TV2", "TV2"])
    #expect(try answer(fieldPoint(4, 1)) == ["boundary", "TV1", "TV1", "TV3"])
  }

  @Test func `voids come after grids on a boundary`() throws {
    #expect(try answer(fieldPoint(1, 2)) == ["boundary", "TV2", "TV2", "TV0"])
    #expect(try answer(fieldPoint(2, 2)) == ["boundary", "TV1", "TV1", "TV2", "TV0"])
  }

  @Test func `a place in a void or on its own boundary has no grid`() throws {
    #expect(try answer(half(1, 2)) == ["void", "-", "TV0"])
    #expect(try answer(fieldPoint(1, 4)) == ["void", "-", "TV0"])
  }

  @Test func `a place in several grids goes to the lowest code`() throws {
    #expect(try answer(half(5, 1)) == ["overlap", "TV3", "TV3", "TV4"])
  }

  @Test func `a place inside one grid and on the boundary of another is inside the first`() throws {
    #expect(try answer(fieldPoint(5, 1)) == ["inside", "TV3"])
  }

  @Test func `a grid and a void at one place overlap`() throws {
    let lake = UnitSketch(.grid, "TV00", isVoid: true, fieldBox(0, 0, 2, 2))
    #expect(try answer(half(0, 0), in: plan + [lake]) == ["overlap", "TV2", "TV2", "TV00"])
  }

  @Test func `a place in the village but in no grid is a gap there`() throws {
    let built = try plan.plan()
    let assigner = try Assigner(built)
    let answers = assigner.assign([half(7, 1), half(9, 9), half(30, 30)])
    #expect(answers.map(\.status) == [.gap, .gap, .outside])
    #expect(answers.map { $0.surroundings.map { built.units[$0].code } } == ["TV", "T", nil])
    let directory = assigner.directory
    #expect(directory.village(of: answers[0]) == "TV")
    let place = try #require(directory.place(of: answers[0]))
    #expect(directory.text(directory.entries[place].town) == "T")
    #expect(directory.village(of: answers[1]) == nil)
  }

  @Test func `a place enclosed by grids without outline is a gap`() throws {
    let frame = [
      UnitSketch(.grid, "1", fieldBox(0, 0, 3, 1)), UnitSketch(.grid, "2", fieldBox(0, 1, 1, 2)),
      UnitSketch(.grid, "3", fieldBox(1, 2, 2, 1)), UnitSketch(.grid, "4", fieldBox(2, 1, 1, 1)),
    ]
    #expect(try answer(half(1, 1), in: frame) == ["gap", "-"])
    #expect(try answer(half(4, 1), in: frame) == ["outside", "-"])
  }

  @Test func `the nearest grid within reach takes what is in none`() throws {
    // Half a step of longitude at 26 degrees is 50.03 metres.
    #expect(try answer(half(7, 1), nearest: 51) == ["nearest", "TV4", "TV4"])
    #expect(try answer(half(7, 1), nearest: 50) == ["gap", "-"])
    #expect(try answer(half(1, 2), nearest: 100) == ["nearest", "TV2", "TV2"])
    #expect(try answer(fieldPoint(-1, 1), nearest: 200) == ["nearest", "TV2", "TV2"])
    #expect(try answer(half(0, 0), nearest: 100) == ["inside", "TV2"])
    #expect(try answer(half(7, 1), nearest: 0) == ["gap", "-"])
  }

  @Test func `the nearest grid is told with its distance`() throws {
    let assigner = try Assigner(try plan.plan())
    let point = half(7, 1)
    let distance = try #require(assigner.assign([point], nearest: 1e7).first?.distance)
    let lattice = Lattice.geographic
    let latitude = lattice.ordinate(of: point.y)
    let expected = Ellipsoid.wgs84.distance(
      from: (lattice.ordinate(of: point.x), latitude),
      to: (lattice.ordinate(of: fieldPoint(7, 0).x), latitude))
    #expect(abs(distance - expected) < 1e-6)
  }

  @Test func `a void is never the nearest`() throws {
    let lake = [
      UnitSketch(.grid, "1", isVoid: true, fieldBox(0, 0, 1, 1)),
      UnitSketch(.grid, "2", fieldBox(5, 0, 1, 1)),
    ]
    #expect(try answer(fieldPoint(2, 0), nearest: 1000, in: lake) == ["nearest", "2", "2"])
    #expect(try answer(fieldPoint(2, 0), nearest: 150, in: lake) == ["outside", "-"])
  }

  @Test func `of grids equally near the lowest code is nearest`() throws {
    let twins = [
      UnitSketch(.grid, "B", fieldBox(0, 0, 1, 1)), UnitSketch(.grid, "A", fieldBox(2, 0, 1, 1)),
    ]
    #expect(try answer(half(1, 0), nearest: 100, in: twins) == ["nearest", "A", "A"])
  }

  @Test func `no points have no answers`() throws {
    #expect(try Assigner(try plan.plan()).assign([]).isEmpty)
  }

  @Test(arguments: [(0.0, 0.0), (180, 90), (-180, -90), (180, -90)])
  func `the ends of the Earth have an answer`(longitude: Double, latitude: Double) throws {
    let point = try #require(
      Lattice.geographic.geographicPoint(of: Position(x: longitude, y: latitude)))
    #expect(try answer(point) == ["outside", "-"])
    #expect(try answer(point, nearest: 1000) == ["outside", "-"])
    #expect(try answer(point, nearest: 1e9)[0] == "nearest")
  }
}
