internal import Geometry

/// Which nodes have to be vertices when places have changed hands.
struct VertexNeed {
  private let decisions: OwnerDecisions
  private let arrangement: Arrangement
  private let remains: [Bool]
  private let edgesAt: [Int: [Int]]
  /// Units that places are taken from or given to.
  private let changing: Set<Int>

  /// - Parameters:
  ///   - decisions: Who gets which place.
  ///   - remains: For each half-edge whether a boundary still runs along it.
  ///   - edgesAt: The edges through a node or to it.
  init(_ decisions: OwnerDecisions, _ remains: [Bool], _ edgesAt: [Int: [Int]]) {
    (self.decisions, self.remains, self.edgesAt) = (decisions, remains, edgesAt)
    arrangement = decisions.places.arrangement
    changing = Set(decisions.changes.values.flatMap(\.keys))
      .union(decisions.cuts.values.flatMap { $0.map(\.unit) })
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
    let bearers = units(of: edges) { edge in
      set.edges[edge].low == point || set.edges[edge].high == point
    }.filter { one[$0] != other[$0] }
    // A unit that changes anyway rather loses a vertex on a straight line than that others get it.
    let others = units(of: edges) { edge in
      set.edges[edge].low != point && set.edges[edge].high != point
    }
    return !bearers.isEmpty
      && (!changing.isSuperset(of: bearers) || changing.isSuperset(of: others))
  }

  /// The units that have some of the edges.
  private func units(of edges: [Int], where isWanted: (Int) -> Bool) -> Set<Int> {
    let set = decisions.places.set
    var units: Set<Int> = []
    for edge in edges where isWanted(edge) {
      for step in set.steps(of: set.edges[edge]) { units.insert(Int(step.owner)) }
    }
    return units
  }
}
