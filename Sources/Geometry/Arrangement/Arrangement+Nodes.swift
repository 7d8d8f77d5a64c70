extension Arrangement {
  /// How many nodes there are: ends of edges, and places where edges meet.
  public var nodeCount: Int { subdivision.nodes.count }

  /// The node where a half-edge starts.
  public func node(atStartOf halfEdge: Int) -> Int { Int(start(of: halfEdge)) }

  /// The edge of the set that carries a half-edge.
  public func carrier(of halfEdge: Int) -> Int { Int(subdivision.pieces[halfEdge / 2].carrier) }

  /// The nodes along an edge of the set, from its low end to its high one.
  public func nodes(alongEdge edge: Int) -> [Int32] { subdivision.nodesAlong[edge] }

  /// The lattice point that a node is; `nil` for a crossing between lattice points.
  public func latticePoint(ofNode node: Int) -> LatticePoint? {
    subdivision.nodes[node].latticePoint
  }

  /// The lattice point nearest to a node.
  public func roundedPoint(ofNode node: Int) -> LatticePoint {
    subdivision.nodes[node].nearestLatticePoint
  }

  /// The half-edges that leave a node.
  public func halfEdges(leavingNode node: Int) -> ArraySlice<Int32> {
    outgoing[Int(outgoingStarts[node])..<Int(outgoingStarts[node + 1])]
  }

  /// The faces on both sides of a half-edge.
  public func faces(besides halfEdge: Int) -> (left: Int, right: Int) {
    (Int(faceOfHalfEdge[halfEdge]), Int(faceOfHalfEdge[Arrangement.twin(of: halfEdge)]))
  }

  /// Whether two half-edges lie on one straight line, or on parallel ones.
  public func areParallel(_ a: Int, _ b: Int) -> Bool {
    let (u, v) = (directions[a / 2], directions[b / 2])
    return Int128(u.x) * Int128(v.y) == Int128(u.y) * Int128(v.x)
  }

  /// The box around a face's nodes, each rounded to the nearest lattice point.
  public func envelope(ofFace face: Int) -> Envelope {
    var box = Envelope.empty
    forEachHalfEdge(of: [face]) { box.expand(by: roundedPoint(ofNode: node(atStartOf: $0))) }
    return box
  }
}
