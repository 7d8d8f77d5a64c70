import Geometry
import TestSupport
import Testing

@Suite struct BoundaryChainTests {
  private let low = LatticePoint(0, 0)
  private let high = LatticePoint(3, 5)

  private func forward(_ owner: Int32) -> OwnedEdge {
    OwnedEdge(from: low, to: high, owner: owner)
  }

  private func backward(_ owner: Int32) -> OwnedEdge {
    OwnedEdge(from: high, to: low, owner: owner)
  }

  private func multiplicities(_ owned: [OwnedEdge], parent: Int32? = nil) -> [Int] {
    BoundaryChain(of: EdgeSet(owned), parent: parent).edges.map(\.multiplicity)
  }

  @Test func `an edge and its reverse of two units cancel`() {
    #expect(multiplicities([forward(1), backward(2)]) == [])
  }

  @Test func `an edge and its reverse stay in the set with both owners`() throws {
    let set = EdgeSet([backward(2), forward(1)])
    let edge = try #require(set.edges.first)
    #expect(set.edges.count == 1)
    #expect((edge.low, edge.high) == (low, high))
    let steps = set.steps(of: edge)
    #expect(steps.map(\.owner) == [1, 2])
    #expect(steps.map(\.change) == [1, -1])
  }

  @Test func `a unit that has an edge in both directions is not on it`() {
    #expect(EdgeSet([forward(1), backward(1)]).edges.isEmpty)
    let set = EdgeSet([forward(1), backward(2), backward(1)])
    #expect(set.edges.map { set.steps(of: $0).map(\.owner) } == [[2]])
  }

  @Test func `three units on one edge do not cancel`() {
    #expect(multiplicities([forward(1), backward(2), forward(3)]) == [1])
    #expect(multiplicities([forward(1), forward(2), forward(3)]) == [3])
  }

  @Test func `a unit that comes twice does not cancel`() {
    #expect(multiplicities([forward(1), forward(1)]) == [2])
    #expect(multiplicities([forward(1), forward(1), backward(2)]) == [1])
  }

  @Test func `the parent's boundary is subtracted`() {
    #expect(multiplicities([forward(1), forward(9)], parent: 9) == [])
    #expect(multiplicities([forward(1), backward(9)], parent: 9) == [2])
    #expect(multiplicities([forward(9)], parent: 9) == [-1])
  }

  @Test func `a cancelled edge leaves the others with their places in the set`() {
    let other = OwnedEdge(from: high, to: LatticePoint(4, 5), owner: 1)
    let set = EdgeSet([other, forward(1), backward(2)])
    let chain = BoundaryChain(of: set, parent: nil)
    #expect(chain.edges.map(\.source) == [1])
    #expect(chain.edges.map(\.low) == [set.edges[1].low])
    #expect(chain.residualEdgeCount == 1)
  }

  @Test func `residual edges count as often as they are left`() {
    let chain = BoundaryChain(of: EdgeSet([forward(1), forward(2), forward(3)]), parent: nil)
    #expect(chain.residualEdgeCount == 3)
  }

  @Test(arguments: 0..<32 as Range<UInt64>)
  func `the order of the edges does not matter`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let edges = (0..<60).compactMap { _ -> OwnedEdge? in
      let (from, to) = (random.point(in: 0...2), random.point(in: 0...2))
      return from == to
        ? nil : OwnedEdge(from: from, to: to, owner: Int32.random(in: -1...3, using: &random))
    }
    let (set, shuffled) = (EdgeSet(edges), EdgeSet(edges.shuffled(using: &random)))
    #expect(set.edges.map(\.low) == shuffled.edges.map(\.low))
    #expect(set.edges.map(\.high) == shuffled.edges.map(\.high))
    #expect(
      set.edges.map { Array(set.steps(of: $0)) }
        == shuffled.edges.map { Array(shuffled.steps(of: $0)) })
    let sums = Dictionary(
      edges.map { (Segment(low: $0.low, high: $0.high, owner: $0.owner), $0.direction) },
      uniquingKeysWith: +
    ).filter { $0.value != 0 }
    let found = set.edges.flatMap { edge in
      set.steps(of: edge).map {
        (Segment(low: edge.low, high: edge.high, owner: $0.owner), $0.change)
      }
    }
    #expect(Dictionary(uniqueKeysWithValues: found) == sums, "seed \(seed)")
  }
}

private struct Segment: Hashable {
  let low: LatticePoint
  let high: LatticePoint
  let owner: Int32
}
