internal import Geometry

/// What is left of a coverage when everything has cancelled, along lines.
struct CoverageResidue {
  /// Every place is covered once.
  let isPlain: Bool
  /// Edges without partner; without outline only those that are no part of the coverage's own.
  let edgeCount: Int
  /// Boxes around the places that are not covered once, when all units are sound.
  let places: [Envelope]

  init(_ reduction: SupportingLineReduction, _ chain: BoundaryChain, hasOutline: Bool) {
    let unmatched = reduction.mismatches.reduce(0) {
      $0 + ($1.vertices.isEmpty ? 0 : $1.sources.count)
    }
    var sweep = RegionSweep()
    let isPlain =
      hasOutline ? reduction.stretches.isEmpty : sweep.enclosesOnce(reduction.stretches)
    guard !isPlain else {
      self.isPlain = true
      edgeCount = hasOutline ? chain.residualEdgeCount : unmatched
      places = []
      return
    }
    let arrangement = Arrangement(of: EdgeSet(Self.edges(of: reduction)))
    // With outline it has been taken off: nothing is to be left.
    let isRight = arrangement.windings.map { windings in
      hasOutline ? windings.isEmpty : windings.count == 1 && windings[0].number == 1
    }
    places = isRight.indices.dropFirst().filter { !isRight[$0] }.map {
      arrangement.envelope(ofFace: $0).grown(by: 2)
    }
    self.isPlain = !hasOutline && places.isEmpty
    edgeCount =
      hasOutline ? chain.residualEdgeCount : unmatched + Self.inner(arrangement, isOnce: isRight)
  }

  private static func edges(of reduction: SupportingLineReduction) -> [OwnedEdge] {
    reduction.stretches.flatMap { stretch in
      let (from, to) =
        stretch.multiplicity > 0 ? (stretch.low, stretch.high) : (stretch.high, stretch.low)
      return repeatElement(
        OwnedEdge(from: from, to: to, owner: 0), count: abs(stretch.multiplicity))
    }
  }

  /// How many stretches do not lie between the outside and a place covered once.
  private static func inner(_ arrangement: Arrangement, isOnce: [Bool]) -> Int {
    var count = 0
    for halfEdge in stride(from: 0, to: arrangement.halfEdgeCount, by: 2) {
      let faces = [
        Int(arrangement.faceOfHalfEdge[halfEdge]), Int(arrangement.faceOfHalfEdge[halfEdge + 1]),
      ]
      if !faces.contains(0) || !faces.contains(where: { isOnce[$0] }) { count += 1 }
    }
    return count
  }
}
