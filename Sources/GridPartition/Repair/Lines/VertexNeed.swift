internal import Geometry

/// Which nodes have to be vertices when places have changed hands.
struct VertexNeed {
  private let decisions: OwnerDecisions
  private let arrangement: Arrangement
  private let remains: [Bool]
  private let edgesAt: [Int: [Int]]

  /// - Parameters:
  ///   - decisions: Who gets which place.
  ///   - remains: For each half-edge whether a boundary still runs along it.
  ///   - edgesAt: The edges through a node or to it.
  init(_ decisions: OwnerDecisions, _ remains: [Bool], _ edgesAt: [Int: [Int]]) {
    (self.decisions, self.remains, self.edgesAt) = (decisions, remains, edgesAt)
    arrangement = decisions.places.arrangement
  }

  /// Whether boundaries turn or meet at a node, or some unit that runs straight through had a vertex
  /// there.
  func isNeeded(_ node: Int) -> Bool {
    let left = arrangement.halfEdges(leavingNode: node).filter { remains[Int($0)] }.map(Int.init)
    if left.isEmpty { return false }
    guard left.count == 2, arrangement.areParallel(left[0], left[1]) else { return true }
    guard let point = arrangement.latticePoint(ofNode: node) else { return false }
    let set = decisions.places.set
    let edges = edgesAt[node] ?? []
    // Without an edge that goes on there is no line to follow but through the vertex.
    guard edges.contains(where: { set.edges[$0].low != point && set.edges[$0].high != point })
    else {
      return true
    }
    let here = arrangement.faces(besides: left[0])
    if decisions.cuts[here.left] != nil || decisions.cuts[here.right] != nil { return true }
    let (one, other) = (decisions.windings(of: here.left), decisions.windings(of: here.right))
    return edges.contains { edge in
      (set.edges[edge].low == point || set.edges[edge].high == point)
        && set.steps(of: set.edges[edge]).contains { step in
          one[Int(step.owner)] != other[Int(step.owner)]
        }
    }
  }
}
