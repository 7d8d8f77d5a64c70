import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct RoundingTests {
  private func rounded(_ decimals: Int) -> (LatticePoint) -> LatticePoint {
    let step = (decimals..<9).reduce(1 as Int64) { step, _ in step * 10 }
    return { point in
      LatticePoint(
        x: (point.x + step / 2) / step * step, y: (point.y + step / 2) / step * step)
    }
  }

  private func expect(
    _ diagnosis: Diagnosis?, decimals: Int?, _ side: Diagnosis.Side, _ seed: UInt64
  ) {
    guard let diagnosis, case .rounded(let found, let step) = diagnosis.cause else {
      Issue.record("seed \(seed): \(String(describing: diagnosis))")
      return
    }
    #expect(found == decimals, "seed \(seed)")
    let metres = (0..<(decimals ?? 9)).reduce(111_000.0) { metres, _ in metres / 10 }
    #expect(abs(step / metres - 1) < 0.02, "seed \(seed)")
    #expect(diagnosis.side == side, "seed \(seed)")
    #expect(diagnosis.explained > 0.5, "seed \(seed)")
  }

  @Test(arguments: 0..<2 as Range<UInt64>, 5...8)
  func `grids that were rounded are told by their decimals`(seed: UInt64, decimals: Int) throws {
    var town = RaggedTown(seed: seed)
    town.redraw(where: \.isGrid, rounded(decimals))
    expect(try town.diagnosis(), decimals: decimals, .level, seed)
  }

  @Test(arguments: 0..<2 as Range<UInt64>, 5...8)
  func `outlines that were rounded are told by their decimals`(
    seed: UInt64, decimals: Int
  ) throws {
    var town = RaggedTown(seed: seed)
    town.redraw(where: { !$0.isGrid }, rounded(decimals))
    expect(try town.diagnosis(), decimals: decimals, .outlines, seed)
  }

  @Test(arguments: 0..<2 as Range<UInt64>, 5...8)
  func `units that were rounded after being cut apart are rounded on both sides`(
    seed: UInt64, decimals: Int
  ) throws {
    var random = SplitMix64(seed: seed)
    let half = (decimals..<9).reduce(1 as Int64) { step, _ in step * 10 } / 2
    var town = RaggedTown(seed: seed)
    let round = rounded(decimals)
    // What was cut apart differs a little before it is rounded.
    town.redraw(where: { _ in true }) { point in
      round(
        LatticePoint(
          x: point.x + Int64.random(in: -half / 2...half / 2, using: &random),
          y: point.y + Int64.random(in: -half / 2...half / 2, using: &random)))
    }
    expect(try town.diagnosis(), decimals: decimals, .both, seed)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `what differs in the last digit of the lattice has no decimals to be told`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    var town = RaggedTown(seed: seed)
    town.redraw(where: { _ in true }) { point in
      LatticePoint(
        x: point.x + Int64.random(in: 0...1, using: &random),
        y: point.y + Int64.random(in: 0...1, using: &random))
    }
    expect(try town.diagnosis(), decimals: nil, .both, seed)
  }
}
