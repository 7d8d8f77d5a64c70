import Geometry
import TestSupport
import Testing

@Suite struct PolygonCutsTests {
  /// A strip with vertices every ten units on both sides.
  private let strip: [LatticePoint] =
    (0...4).map { LatticePoint(Int64($0) * 10, 0) }
    + (0...4).map { LatticePoint(40 - Int64($0) * 10, 1) }

  private func area(_ ring: [LatticePoint], _ piece: [Int]) -> Int64 {
    piece.indices.reduce(0) { sum, index in
      let (a, b) = (ring[piece[index]], ring[piece[(index + 1) % piece.count]])
      return sum + a.x * b.y - b.x * a.y
    }
  }

  @Test func `a strip is cut straight across at a meeting`() {
    let pieces = PolygonCuts.pieces(of: strip, cutAt: [2])
    #expect(pieces == [[0, 1, 2, 7, 8, 9], [2, 3, 4, 5, 6, 7]])
  }

  @Test func `without a meeting it stays whole`() {
    #expect(PolygonCuts.pieces(of: strip, cutAt: []) == [Array(strip.indices)])
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `pieces have the area of the whole, each turning left`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let lower = (0..<8).map {
      LatticePoint(Int64($0) * 50, Int64.random(in: -20...0, using: &random))
    }
    let upper = (0..<8).map {
      LatticePoint(350 - Int64($0) * 50, Int64.random(in: 1...20, using: &random))
    }
    let ring = lower + upper
    let meetings = Set((0..<16).filter { _ in Bool.random(using: &random) })
    let pieces = PolygonCuts.pieces(of: ring, cutAt: meetings)
    let areas = pieces.map { area(ring, $0) }
    #expect(areas.allSatisfy { $0 > 0 }, "seed \(seed)")
    #expect(areas.reduce(0, +) == area(ring, Array(ring.indices)), "seed \(seed)")
  }
}
