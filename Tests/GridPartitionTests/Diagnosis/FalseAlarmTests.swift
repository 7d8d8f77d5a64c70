import Foundation
import Geometry
import GridPartition
import TestSupport
import Testing

/// Plans with many unmatched edges and neither a displacement nor a rounding.
@Suite struct FalseAlarmTests {
  private func expectApart(_ town: RaggedTown, _ seed: UInt64) throws {
    let diagnosis = try #require(try town.diagnosis(), "seed \(seed)")
    #expect(diagnosis.cause == .digitisedApart, "seed \(seed)")
  }

  @Test(arguments: 0..<4 as Range<UInt64>, [20_000, 50_000] as [Int64])
  func `lines that were drawn twice by hand`(seed: UInt64, error: Int64) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    town.redraw(where: { _ in true }) { point in
      LatticePoint(
        x: point.x + Int64.random(in: -error...error, using: &random),
        y: point.y + Int64.random(in: -error...error, using: &random))
    }
    try expectApart(town, seed)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `hairlines without a rounding have no decimals to be told`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    town.redraw(where: { _ in true }) { point in
      LatticePoint(
        x: point.x + Int64.random(in: -500...500, using: &random),
        y: point.y + Int64.random(in: -500...500, using: &random))
    }
    let remarks = try town.units.report().remarks
    let isRounding = remarks.contains { remark in
      if case .rounding(.grid, _, _, nil) = remark { true } else { false }
    }
    #expect(isRounding, "seed \(seed): \(remarks)")
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `lines that were drawn twice by hand on a coarse lattice`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    town.redraw(where: { _ in true }) { point in
      LatticePoint(
        x: (point.x / 10_000 + Int64.random(in: -8...8, using: &random)) * 10_000,
        y: (point.y / 10_000 + Int64.random(in: -8...8, using: &random)) * 10_000)
    }
    try expectApart(town, seed)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `grids that lie each in another direction from their place`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    for unit in town.units.filter({ $0.attributes.isGrid }) {
      let (dx, dy) = (
        Int64.random(in: -300_000...300_000, using: &random),
        Int64.random(in: -300_000...300_000, using: &random)
      )
      town.redraw(where: { $0.code == unit.attributes.code }) { point in
        LatticePoint(x: point.x + dx, y: point.y + dy)
      }
    }
    try expectApart(town, seed)
  }

  @Test(arguments: 0..<2 as Range<UInt64>, [0.01, 0.1])
  func `grids that are turned or stretched`(seed: UInt64, amount: Double) throws {
    for (turn, stretch) in [(amount, 0.0), (0.0, amount)] {
      var town = RaggedTown(seed: seed)
      town.redraw(
        where: \.isGrid,
        inDegrees { x, y in
          let (dx, dy) = (x - 112.599, y - 24.759)
          return (
            112.599 + (1 + stretch) * (dx * cos(turn) - dy * sin(turn)),
            24.759 + (1 + stretch) * (dx * sin(turn) + dy * cos(turn))
          )
        })
      try expectApart(town, seed)
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `lines drawn anew with other vertices`(seed: UInt64) throws {
    let town = RaggedTown(seed: seed)
    let other = RaggedTown(seed: seed + 100)
    try expectApart(
      RaggedTown(
        town.units.filter { !$0.attributes.isGrid } + other.units.filter { $0.attributes.isGrid }),
      seed)
  }

  @Test(arguments: [2, 3])
  func `columns of a regular pattern that are missing are no displacement`(step: Int) throws {
    var units = [UnitSketch(.village, "V", fieldBox(0, 0, 12, 12))]
    for x in stride(from: 0 as Int64, to: 12, by: step) {
      for y in 0..<12 as Range<Int64> {
        units.append(UnitSketch(.grid, "V\(x)-\(y)", parent: "V", fieldBox(x, y, 1, 1)))
      }
    }
    try expectApart(RaggedTown(units), 0)
  }

  @Test func `grids that are narrower than their place are no displacement`() throws {
    var units = [UnitSketch(.village, "V", fieldBox(0, 0, 36, 36))]
    for x in 0..<6 as Range<Int64> {
      for y in 0..<6 as Range<Int64> {
        units.append(
          UnitSketch(.grid, "V\(x)-\(y)", parent: "V", fieldBox(6 * x + 1, 6 * y + 1, 4, 4)))
      }
    }
    try expectApart(RaggedTown(units), 0)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `an exact plan is not diagnosed`(seed: UInt64) throws {
    #expect(try RaggedTown(seed: seed).diagnosis() == nil, "seed \(seed)")
  }
}
