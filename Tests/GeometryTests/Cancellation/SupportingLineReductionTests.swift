import Geometry
import TestSupport
import Testing

@Suite struct SupportingLineReductionTests {
  private func reduce(_ owned: [OwnedEdge], parent: Int32? = nil) -> SupportingLineReduction {
    SupportingLineReduction(of: BoundaryChain(of: EdgeSet(owned), parent: parent))
  }

  @Test func `a vertex in the middle of a neighbour's edge leaves a mismatch and no stretch`() {
    let parent = owned(9, ring((0, 0), (2, 0), (4, 0), (4, 2), (4, 4), (0, 4), (0, 2)))
    let above = owned(1, box(0, 2, 4, 2))
    let below = owned(2, box(0, 0, 2, 2)) + owned(3, box(2, 0, 2, 2))
    let reduction = reduce(parent + above + below, parent: 9)
    #expect(reduction.stretches.isEmpty)
    #expect(reduction.mismatches.map(\.vertices) == [[LatticePoint(2, 2)]])
    #expect(reduction.mismatches.map(\.low) == [LatticePoint(0, 2)])
    #expect(reduction.mismatches.map(\.high) == [LatticePoint(4, 2)])
    #expect(reduction.mismatches.map(\.sources.count) == [3])
    #expect(reduction.mismatches.allSatisfy { $0.openEnds.isEmpty })
  }

  @Test func `edges that meet exactly leave nothing`() {
    let reduction = reduce(
      owned(1, box(0, 0, 2, 2)) + owned(9, box(0, 0, 2, 2)), parent: 9)
    #expect(reduction.stretches.isEmpty)
    #expect(reduction.mismatches.isEmpty)
  }

  @Test func `parallel lines one unit apart do not cancel`() {
    let limit = Lattice.limit
    let reduction = reduce([
      OwnedEdge(from: LatticePoint(-limit, -limit), to: LatticePoint(limit, limit - 1), owner: 1),
      OwnedEdge(from: LatticePoint(limit, limit), to: LatticePoint(-limit, 1 - limit), owner: 2),
    ])
    #expect(reduction.stretches.map(\.multiplicity).sorted() == [-1, 1])
  }

  @Test func `a line from corner to corner of the lattice cancels against its halves`() {
    let limit = Lattice.limit
    let (low, middle, high) = (
      LatticePoint(-limit, limit), LatticePoint(0, 0), LatticePoint(limit, -limit)
    )
    let reduction = reduce([
      OwnedEdge(from: low, to: high, owner: 1), OwnedEdge(from: high, to: middle, owner: 2),
      OwnedEdge(from: middle, to: low, owner: 3),
    ])
    #expect(reduction.stretches.isEmpty)
    #expect(reduction.mismatches.map(\.vertices) == [[middle]])
  }

  @Test func `where one boundary runs on without a partner the mismatch has an open end`() {
    let reduction = reduce([
      OwnedEdge(from: LatticePoint(0, 0), to: LatticePoint(4, 0), owner: 1),
      OwnedEdge(from: LatticePoint(3, 0), to: LatticePoint(0, 0), owner: 2),
    ])
    #expect(reduction.stretches.map(\.low) == [LatticePoint(3, 0)])
    #expect(reduction.mismatches.map(\.openEnds) == [[LatticePoint(3, 0)]])
    #expect(reduction.mismatches.map(\.vertices) == [[]])
  }

  @Test(arguments: 0..<96 as Range<UInt64>)
  func `random intervals on parallel lines reduce as unit steps do`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let slopes: [(Int64, Int64)] = [(1, 0), (0, 1), (1, 1), (2, -3), (3, 1)]
    let (dx, dy) = slopes[Int(seed) % slopes.count]
    // Several lines of one direction, the places on each counted in steps of the direction.
    let at = { (place: Int64, line: Int64) in
      LatticePoint(place * dx - line * dy, place * dy + line * dx)
    }
    var owned: [OwnedEdge] = []
    var steps: [UnitStep: Int] = [:]
    for owner in 0..<Int32.random(in: 1...30, using: &random) {
      let line = Int64.random(in: 0...2, using: &random)
      let from = Int64.random(in: -6...6, using: &random)
      let to = Int64.random(in: -6...6, using: &random)
      guard from != to else { continue }
      owned.append(OwnedEdge(from: at(from, line), to: at(to, line), owner: owner))
      for place in min(from, to)..<max(from, to) {
        steps[UnitStep(line: line, place: place), default: 0] += from < to ? 1 : -1
      }
    }
    var found: [UnitStep: Int] = [:]
    for stretch in reduce(owned).stretches {
      let (low, high) = (stretch.low, stretch.high)
      let square = dx * dx + dy * dy
      let line = (dx * low.y - dy * low.x) / square
      let (from, to) = ((dx * low.x + dy * low.y) / square, (dx * high.x + dy * high.y) / square)
      for place in min(from, to)..<max(from, to) {
        found[UnitStep(line: line, place: place), default: 0] +=
          from < to ? stretch.multiplicity : -stretch.multiplicity
      }
    }
    #expect(found == steps.filter { $0.value != 0 }, "seed \(seed)")
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `mismatches lie where all cancels and name every vertex there`(seed: UInt64) {
    let chain = randomLine(seed: seed)
    let reduction = SupportingLineReduction(of: chain)
    for mismatch in reduction.mismatches {
      let cancelled = mismatch.low.x..<mismatch.high.x
      #expect(
        reduction.stretches.allSatisfy { !($0.low.x..<$0.high.x).overlaps(cancelled) },
        "seed \(seed)")
      let ends = Set(chain.edges.flatMap { [$0.low, $0.high] })
      let inside = ends.filter { mismatch.low < $0 && $0 < mismatch.high }
      #expect(mismatch.vertices == inside.sorted(), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `the sources of a mismatch are the edges that run along it`(seed: UInt64) {
    let chain = randomLine(seed: seed)
    for mismatch in SupportingLineReduction(of: chain).mismatches {
      let along = chain.edges.filter { mismatch.low < $0.high && $0.low < mismatch.high }
      #expect(mismatch.sources == along.map(\.source).sorted(), "seed \(seed)")
    }
  }

  /// What edges of many owners along one line leave.
  private func randomLine(seed: UInt64) -> BoundaryChain {
    var random = SplitMix64(seed: seed)
    var owned: [OwnedEdge] = []
    for owner in 0..<Int32.random(in: 2...12, using: &random) {
      let from = Int64.random(in: 0...8, using: &random)
      let to = Int64.random(in: 0...8, using: &random)
      guard from != to else { continue }
      owned.append(OwnedEdge(from: LatticePoint(from, 0), to: LatticePoint(to, 0), owner: owner))
    }
    return BoundaryChain(of: EdgeSet(owned), parent: nil)
  }
}

private struct UnitStep: Hashable {
  let line: Int64
  let place: Int64
}
