import Geometry
import GridPartition
import TestSupport
import Testing

/// How far vertices move in all.
@Suite struct RepairMovementTests {
  /// Tenths of a metre from a place, about.
  private func place(_ x: Int64, _ y: Int64) -> LatticePoint {
    let middle = fieldPoint(2, 2)
    return LatticePoint(middle.x + x * metre / 10, middle.y + y * metre / 10)
  }

  /// Units around a corner, one of which ends short of it by some tenths of a metre, beside a locked
  /// unit whose corner is four tenths farther on.
  ///
  /// The place between the former is mended first. Two of them lie on each other, which stays, so a
  /// last pass comes: in it the corner may take along the sound line that ends there.
  private func row(shortfall: Int64) -> [UnitSketch] {
    let corner = place(0, 0)
    let (upper, lower) = (place(-200, 1000), place(-200, -1000))
    let twin = [corner, place(1000, 600), upper]
    return [
      UnitSketch(.grid, "E", [place(4, 0), place(600, -1000), place(1100, 500)]),
      UnitSketch(.grid, "S", [corner, lower, place(-100, -1000)]),
      UnitSketch(.grid, "T", [corner, place(-100, -1000), place(0, -1000)]),
      UnitSketch(.grid, "V1", twin), UnitSketch(.grid, "V2", twin),
      UnitSketch(.grid, "W", [place(-shortfall, 0), upper, lower]),
    ]
  }

  private var options: RepairOptions {
    var options = RepairOptions()
    options.locked = ["E"]
    return options
  }

  @Test func `what a vertex moved in several passes is said of the whole way`() throws {
    let outcome = try row(shortfall: 1).repaired(options)
    let movements = outcome.patches.filter { $0.kind == .movedVertices }.map(\.movement)
    // A tenth of a metre is 0.09 m here from west to east.
    #expect(movements.count == 2)
    #expect(movements.allSatisfy { $0 < 0.46 } && movements.contains { $0 > 0.44 })
    #expect(outcome.rings(of: "W")[0].contains(place(4, 0)))
  }

  @Test func `no chain of movements leads beyond the tolerance`() throws {
    // To the corner it is 0.27 m, and 0.36 m on from there.
    let outcome = try row(shortfall: 3).repaired(options)
    let moved = outcome.patches.filter { $0.kind == .movedVertices }
    #expect(moved.map(\.from) == ["S"])
    #expect(moved.allSatisfy { $0.movement <= options.tolerance })
    #expect(outcome.rings(of: "T")[0].contains(place(4, 0)), "the corner itself may go on")
    #expect(outcome.patches.contains { $0.kind == .gap && $0.to == "W" })
    #expect(Set(outcome.left.map(\.kind)) == [.overlap, .duplicateGeometry])
    let second = try PlanCheck(outcome.plan).repaired(options)
    #expect(second.patches.isEmpty && second.plan.digest() == outcome.plan.digest())
  }

  @Test func `a vertex that would take a line over sound ground stays where it is`() throws {
    // In hundredths of a metre: at their middle vertices the lines are two apart. If one goes to the
    // other, its long line down to the south goes farther into the western half.
    func place(_ x: Int64, _ y: Int64) -> LatticePoint {
      let middle = fieldPoint(2, 2)
      return LatticePoint(middle.x + x * metre / 100, middle.y + y * metre / 100)
    }
    let (foot, head, beside) = (place(0, -8000), place(0, 1000), place(4, 0))
    let west = [place(-9000, -8000), foot, place(2, 0), head, place(-9000, 1000)]
    let east = [foot, place(9000, -8000), place(9000, 1000), head, beside, place(-9, -2800)]
    let outcome = try [UnitSketch(.grid, "V1", west), UnitSketch(.grid, "V2", east)].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(Set(outcome.patches.map(\.kind)) == [.gap, .overlap])
  }
}
