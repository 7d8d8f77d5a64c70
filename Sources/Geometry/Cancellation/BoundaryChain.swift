/// What is left when the boundaries of a parent's children and of the parent cancel each other.
///
/// *C = Σ ∂Pᵢ − ∂V* as signed counts of lattice edges. An edge and its reverse cancel; three units
/// on one edge, or one unit twice, do not. When every unit's winding number is 0 or 1 everywhere, an
/// empty chain proves that the children cover the parent once, for any coordinates.
public struct BoundaryChain: Sendable {
  public struct Edge: Sendable, BitwiseCopyable {
    public let low: LatticePoint
    public let high: LatticePoint
    /// Boundaries from `low` to `high` less boundaries the other way; never 0.
    public let multiplicity: Int
    /// The edge's offset in the edge set, which knows its owners; without a set, in the chain.
    public let source: Int
  }

  /// The edges that do not cancel, by their lower ends, then by their upper ones.
  public let edges: [Edge]

  /// Cancels the edges of a set.
  ///
  /// - Parameters:
  ///   - set: The boundaries of the children and of the parent.
  ///   - parent: The owner whose boundary is subtracted; its edges are in the set in their own
  ///     direction. `nil` when the parent has no outline.
  /// - Complexity: O(*n*).
  public init(of set: EdgeSet, parent: Int32?) {
    var edges: [Edge] = []
    for (source, edge) in set.edges.enumerated() {
      var sum = 0
      for step in set.steps(of: edge) {
        sum += step.owner == parent ? -Int(step.change) : Int(step.change)
      }
      if sum != 0 {
        edges.append(Edge(low: edge.low, high: edge.high, multiplicity: sum, source: source))
      }
    }
    self.edges = edges
  }

  /// Takes edges of which none is there twice, in any order.
  init(_ left: [SignedEdge]) {
    edges = left.sorted(by: SignedEdge.precedes).enumerated().map { offset, edge in
      Edge(low: edge.low, high: edge.high, multiplicity: Int(edge.multiplicity), source: offset)
    }
  }

  /// How many directed edges are left, each as often as it counts.
  public var residualEdgeCount: Int { edges.reduce(0) { $0 + abs($1.multiplicity) } }
}
