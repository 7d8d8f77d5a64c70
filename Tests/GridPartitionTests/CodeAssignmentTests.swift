import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

/// Codes for grids that have none, and for grids that were redrawn.
@Suite struct CodeAssignmentTests {
  private let parent = "441882118201"

  private func grid(_ code: String?, _ shells: [LatticePoint]) -> UnitSketch {
    UnitSketch(.grid, code, parent: parent, shells)
  }

  private func code(_ number: Int) -> String { CodeScheme.standard.code(number, under: parent) }

  /// The numbers that grids have afterwards, in the order of the sketches.
  private func numbers(
    _ grids: [UnitSketch], after before: [UnitSketch]? = nil, used: [Int] = []
  ) throws -> [Int?] {
    let (plan, old) = (try grids.plan(), try before?.plan())
    let inForce = before?.compactMap(\.attributes.code) ?? []
    let assignment = try CodeAssignment(
      of: plan, after: old, used: Set(used.map(code) + inForce), by: .standard)
    var codes = grids.map(\.attributes.code)
    for change in assignment.changes { codes[change.unit] = change.code }
    return codes.map { $0.flatMap { CodeScheme.standard.number(in: $0, under: parent) } }
  }

  @Test func `numbers run from west to east, and from north to south where that is equal`() throws {
    let grids = [
      grid(nil, fieldBox(2, 0, 2, 2)), grid(nil, fieldBox(0, 0, 2, 2)),
      grid(nil, fieldBox(0, 2, 2, 2)), grid(nil, fieldBox(2, 2, 1, 2)),
    ]
    #expect(try numbers(grids) == [4, 2, 1, 3])
  }

  @Test func `the order of the file does not matter`() throws {
    var random = SplitMix64(seed: 5)
    let mesh = PlanMesh(columns: 4, rows: 4, spacing: fieldStep, using: &random)
    let cells = (0..<16).map { grid(nil, mesh.cell($0 % 4, $0 / 4)) }
    let first = try numbers(cells)
    #expect(Set(first) == Set(1...16))
    let order = Array(cells.indices).shuffled(using: &random)
    let second = try numbers(order.map { cells[$0] }.map { $0 })
    #expect(second == order.map { first[$0] })
  }

  @Test func `untouched grids keep their codes, and used codes do not come back`() throws {
    let before = [grid(code(7), fieldBox(0, 0, 2, 2)), grid(code(3), fieldBox(2, 0, 2, 2))]
    let redrawn = before + [grid(nil, fieldBox(4, 0, 2, 2)), grid(nil, fieldBox(6, 0, 2, 2))]
    #expect(try numbers(redrawn, after: before, used: [1, 2, 4]) == [7, 3, 5, 6])
  }

  @Test func `a split keeps the code on the larger share and names the ancestor`() throws {
    let before = [grid(code(1), fieldBox(0, 0, 4, 2))]
    // An editor leaves the same code on both halves.
    let halves = [grid(code(1), fieldBox(0, 0, 1, 2)), grid(code(1), fieldBox(1, 0, 3, 2))]
    #expect(try numbers(halves, after: before) == [2, 1])
    let assignment = try CodeAssignment(
      of: halves.plan(), after: before.plan(), used: [code(1)], by: .standard)
    #expect(assignment.changes.map(\.ancestors) == [[code(1)]])
    #expect(try numbers(halves.map { grid(nil, $0.polygons[0][0]) }, after: before) == [2, 1])
  }

  @Test func `a merged grid has the code of its larger part`() throws {
    let before = [grid(code(1), fieldBox(0, 0, 1, 2)), grid(code(2), fieldBox(1, 0, 3, 2))]
    #expect(try numbers([grid(nil, fieldBox(0, 0, 4, 2))], after: before) == [2])
  }

  @Test func `a code that was given up is taken away from a grid that bears it`() throws {
    #expect(try numbers([grid(code(4), fieldBox(0, 0, 1, 1))], used: [4]) == [1])
  }

  @Test func `a code of another village or of another kind is replaced`() throws {
    let grids = [grid("441882118202001", fieldBox(0, 0, 1, 1)), grid("7", fieldBox(1, 0, 1, 1))]
    #expect(try numbers(grids) == [1, 2])
  }

  @Test func `999 is the end`() throws {
    let one = [grid(nil, fieldBox(0, 0, 1, 1))]
    #expect(try numbers(one, used: Array(1...998)) == [999])
    #expect(throws: CodeProblem.self) { try numbers(one, used: Array(1...999)) }
  }

  @Test func `a grid without parent, and one under a code of another length, have no code`() throws
  {
    let orphan = [UnitSketch(.grid, nil, fieldBox(0, 0, 1, 1))]
    #expect(throws: CodeProblem.self) {
      try CodeAssignment(of: orphan.plan(), after: nil, used: [], by: .standard)
    }
    let short = [UnitSketch(.grid, nil, parent: "4418", fieldBox(0, 0, 1, 1))]
    #expect(throws: CodeProblem.self) {
      try CodeAssignment(of: short.plan(), after: nil, used: [], by: .standard)
    }
    let scheme = try #require(CodeScheme("4+2"))
    let assignment = try CodeAssignment(of: short.plan(), after: nil, used: [], by: scheme)
    #expect(assignment.changes.map(\.code) == ["441801"])
  }

  @Test(arguments: ["", "12", "12+", "+3", "0+3", "12+0", "12+10", "12+3+1", "a+b", "65+3"])
  func `a scheme that is none is refused`(text: String) {
    #expect(CodeScheme(text) == nil)
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `a representative point is inside`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let mesh = RaggedMesh(
      columns: 3, rows: 3, origin: fieldOrigin, cell: (fieldStep, fieldStep),
      vertices: Int.random(in: 4...80, using: &random), seed: random.next())
    let plan = try (0..<9).map { UnitSketch(.grid, "\($0)", mesh.cell($0 % 3, $0 / 3)) }.plan()
    let assigner = try Assigner(plan)
    for unit in plan.units.indices {
      let point = try #require(plan.representativePoint(of: unit))
      let nearest = LatticePoint(x: Int64(point.x.rounded()), y: Int64(point.y.rounded()))
      #expect(assigner.assign([nearest])[0].grid == unit, "seed \(seed), \(point)")
    }
  }
}
