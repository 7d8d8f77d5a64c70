/// Brings directed edges together that are the same or run opposite ways.
struct EdgeMatcher: Sendable {
  private(set) var edges: [NetworkEdge] = []
  private(set) var knots = KnotSteps()
  private var directed: [OwnedEdge] = []
  /// For each edge the next one between the same positions; `nobody` for the last one.
  private var followers: [Int32] = []
  /// For each edge that is the first between two positions the last one; `nobody` for the others.
  private var lasts: [Int32] = []
  /// The first edges between two positions, by a hash of these; `nobody` where there is none.
  private var slots: [Int32] = []

  private static let nobody: Int32 = -1

  /// Takes all edges of which the lower ends lie in some region.
  ///
  /// - Parameter appendEdges: Appends them, fewer than 2³⁰; those of an owner behind those of lower
  ///   ones.
  /// - Complexity: O(*n*), no allocation once the edges of larger regions were taken.
  mutating func match(_ appendEdges: (inout [OwnedEdge]) -> Void) {
    directed.removeAll(keepingCapacity: true)
    appendEdges(&directed)
    chain()
    for index in directed.indices where lasts[index] != Self.nobody {
      append(chainFrom: index)
    }
  }

  /// Chains the edges between the same positions.
  private mutating func chain() {
    let count = directed.count
    Self.fill(&followers, count)
    Self.fill(&lasts, count)
    let bits = Int64.bitWidth - (2 * count).leadingZeroBitCount
    Self.fill(&slots, 1 << bits)
    for index in 0..<count {
      let edge = directed[index]
      var slot = Self.hash(of: edge, bits: bits)
      while slots[slot] != Self.nobody, !isSame(edge, Int(slots[slot])) {
        slot = (slot + 1) & (slots.count - 1)
      }
      if slots[slot] == Self.nobody {
        slots[slot] = Int32(index)
        lasts[index] = Int32(index)
      } else {
        let first = Int(slots[slot])
        followers[Int(lasts[first])] = Int32(index)
        lasts[first] = Int32(index)
      }
    }
  }

  private func isSame(_ edge: OwnedEdge, _ index: Int) -> Bool {
    directed[index].low == edge.low && directed[index].high == edge.high
  }

  private static func fill(_ numbers: inout [Int32], _ count: Int) {
    numbers.removeAll(keepingCapacity: true)
    numbers.append(contentsOf: repeatElement(nobody, count: count))
  }

  /// A number of so many bits that both positions have a part in.
  private static func hash(of edge: OwnedEdge, bits: Int) -> Int {
    let hash = mix(mix(mix(mix(0, edge.low.x), edge.low.y), edge.high.x), edge.high.y)
    return Int(hash >> UInt64(UInt64.bitWidth - bits))
  }

  /// Hashes one more ordinate, by the golden ratio; its high bits are the good ones.
  private static func mix(_ hash: UInt64, _ ordinate: Int64) -> UInt64 {
    ((hash ^ hash >> 32) ^ UInt64(bitPattern: ordinate)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Makes one edge of the network of all that are between two positions.
  private mutating func append(chainFrom start: Int) {
    let first = directed[start]
    let second = followers[start] == Self.nobody ? nil : directed[Int(followers[start])]
    let isPair =
      second.map {
        followers[Int(followers[start])] == Self.nobody && $0.owner != first.owner
          && $0.direction != first.direction
      } ?? false
    guard second == nil || isPair else {
      edges.append(
        NetworkEdge(
          low: first.low, high: first.high, left: NetworkEdge.knot, right: Int32(knots.count)))
      knots.append(steps(from: start))
      return
    }
    let other = second?.owner ?? NetworkEdge.none
    let (left, right) = first.direction > 0 ? (first.owner, other) : (other, first.owner)
    edges.append(NetworkEdge(low: first.low, high: first.high, left: left, right: right))
  }

  /// The owners of the edges of a chain, each once.
  private func steps(from start: Int) -> [WindingStep] {
    var steps: [WindingStep] = []
    var next = Int32(start)
    while next != Self.nobody {
      let edge = directed[Int(next)]
      var change = edge.direction
      if let last = steps.last, last.owner == edge.owner {
        change += last.change
        steps.removeLast()
      }
      steps.append(WindingStep(owner: edge.owner, change: change))
      next = followers[Int(next)]
    }
    return steps
  }
}
