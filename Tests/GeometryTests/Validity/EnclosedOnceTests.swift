import Geometry
import TestSupport
import Testing

/// The sweep over a boundary against the faces of the arrangement.
@Suite struct EnclosedOnceTests {
  private func reduced(_ rings: [[LatticePoint]]) -> [SupportingLineReduction.Stretch] {
    let owned = rings.flatMap { TestSupport.owned(0, $0) }
    return SupportingLineReduction(of: BoundaryChain(of: EdgeSet(owned), parent: nil)).stretches
  }

  private func enclosesOnce(_ rings: [LatticePoint]...) -> Bool {
    var sweep = RegionSweep()
    return sweep.enclosesOnce(reduced(rings))
  }

  /// Whether every face but the one around all has the winding number 1.
  private func areFacesOnce(_ stretches: [SupportingLineReduction.Stretch]) -> Bool {
    let owned = stretches.flatMap { stretch in
      let edge =
        stretch.multiplicity > 0
        ? OwnedEdge(from: stretch.low, to: stretch.high, owner: 0)
        : OwnedEdge(from: stretch.high, to: stretch.low, owner: 0)
      return [OwnedEdge](repeating: edge, count: abs(stretch.multiplicity))
    }
    let arrangement = Arrangement(of: EdgeSet(owned))
    return arrangement.windings.dropFirst().allSatisfy { $0.count == 1 && $0[0].number == 1 }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `it agrees with the faces`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for part in 0..<20 {
      let rings = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Bool.random(using: &random)
          ? random.ring(count: Int.random(in: 3...6, using: &random), in: 0...6)
          : box(
            Int64.random(in: 0...6, using: &random), Int64.random(in: 0...6, using: &random),
            Int64.random(in: 1...4, using: &random), Int64.random(in: 1...4, using: &random))
      }
      let stretches = reduced(rings)
      var sweep = RegionSweep()
      let isOnce = sweep.enclosesOnce(stretches)
      #expect(isOnce == areFacesOnce(stretches), "seed \(seed), part \(part): \(rings)")
    }
  }

  @Test func `boxes that touch at corners enclose a place that is a hole`() {
    let ring = [box(0, 0, 2, 2), box(2, 2, 2, 2), box(4, 0, 2, 2)]
    #expect(enclosesOnce(ring[0], ring[1], ring[2]))
    #expect(!enclosesOnce(ring[0], ring[1], ring[2], box(2, -2, 2, 2)))
  }

  @Test func `a hole is enclosed and an island in it does not fill it`() {
    let hole = Array(box(2, 2, 5, 5).reversed())
    #expect(!enclosesOnce(box(0, 0, 9, 9), hole))
    #expect(!enclosesOnce(box(0, 0, 9, 9), hole, box(3, 3, 2, 2)))
  }

  @Test func `nothing at all encloses nothing twice`() {
    #expect(enclosesOnce())
  }
}
