/// A directed lattice edge and whose boundary it belongs to.
@frozen
public struct OwnedEdge: Sendable, BitwiseCopyable {
  /// The lower end in the order of a sweep.
  public let low: LatticePoint
  /// The upper end in the order of a sweep.
  public let high: LatticePoint
  /// The boundary's owner: any number the caller chose.
  public let owner: Int32
  /// +1 when the boundary runs from `low` to `high`, so that the owner lies left of that direction;
  /// -1 when it runs the other way.
  public let direction: Int32

  /// Creates an edge of a boundary that runs from one position to another.
  @inlinable
  public init(from: LatticePoint, to: LatticePoint, owner: Int32) {
    let forward = from < to
    self.low = forward ? from : to
    self.high = forward ? to : from
    self.owner = owner
    self.direction = forward ? 1 : -1
  }
}

/// What an owner adds on the left of an edge, compared with its right.
public struct WindingStep: Hashable, Sendable, BitwiseCopyable {
  public let owner: Int32
  /// The owner's winding number left of the edge less that on its right; 0 only on a seam.
  public let change: Int32
}

/// Different lattice edges, each with the owners whose winding number changes across it.
///
/// An owner that has an edge in both directions (a spike, two parts side by side) does not change
/// there and is not listed. Edges stay as long as an owner is left.
public struct EdgeSet: Sendable {
  public struct Edge: Sendable, BitwiseCopyable {
    public let low: LatticePoint
    public let high: LatticePoint
    fileprivate let firstStep: Int
    fileprivate let stepCount: Int
  }

  public private(set) var edges: [Edge] = []
  private var allSteps: [WindingStep] = []

  /// Groups owned edges.
  ///
  /// - Parameter owned: Closed boundaries.
  /// - Complexity: O(*n* log *n*).
  public init(_ owned: [OwnedEdge]) {
    let sorted = owned.sorted { a, b in
      if a.low != b.low { return a.low < b.low }
      if a.high != b.high { return a.high < b.high }
      return a.owner < b.owner
    }
    edges.reserveCapacity(sorted.count / 2)
    allSteps.reserveCapacity(sorted.count)
    var index = 0
    while index < sorted.count {
      let first = sorted[index]
      let start = allSteps.count
      while index < sorted.count, sorted[index].low == first.low, sorted[index].high == first.high {
        let owner = sorted[index].owner
        var change: Int32 = 0
        while index < sorted.count, sorted[index].owner == owner, sorted[index].low == first.low,
          sorted[index].high == first.high
        {
          change += sorted[index].direction
          index += 1
        }
        if change != 0 { allSteps.append(WindingStep(owner: owner, change: change)) }
      }
      if allSteps.count > start {
        edges.append(
          Edge(
            low: first.low, high: first.high, firstStep: start,
            stepCount: allSteps.count - start))
      }
    }
  }

  /// The owners that change across an edge, by ascending number.
  public func steps(of edge: Edge) -> ArraySlice<WindingStep> {
    allSteps[edge.firstStep..<edge.firstStep + edge.stepCount]
  }
}
