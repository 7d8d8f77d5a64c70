/// The faces into which the boundaries of owners divide the plane, exactly.
///
/// Every face knows the winding number of every owner in it. Nodes are exact rationals, directions
/// those of the lattice edges that carry the pieces, so no decision depends on rounding.
///
/// Piece `p` has two half-edges: `2p` runs from its lower node to its upper one, `2p + 1` back. A
/// face lies left of its half-edges.
public struct Arrangement: Sendable {
  let subdivision: Subdivision
  let directions: [LatticePoint]
  /// The half-edge that follows in the loop around the face to the left.
  let next: [Int32]
  /// Half-edges that leave a node, counterclockwise, with the ranges of the nodes.
  let outgoing: [Int32]
  let outgoingStarts: [Int32]
  /// The face left of each half-edge. Face 0 is the unbounded one.
  public let faceOfHalfEdge: [Int32]
  /// For each face one half-edge of every loop around it.
  let loops: [[Int32]]
  /// For each face the owners whose winding number is not 0 there, by ascending number.
  public let windings: [[Winding]]

  /// The winding number of an owner's boundary around a face.
  public struct Winding: Hashable, Sendable, BitwiseCopyable {
    public let owner: Int32
    public let number: Int32
  }

  public var faceCount: Int { loops.count }
  public var halfEdgeCount: Int { next.count }

  /// Divides the plane by a set of edges that are closed boundaries for each owner.
  ///
  /// - Complexity: O((*n* + *k*) log *n*), see ``Subdivision``.
  public init(of set: EdgeSet) {
    let grid = SegmentGrid(set.edges.map { ($0.low, $0.high) })
    let subdivision = Subdivision(set, grid: grid)
    self.subdivision = subdivision
    directions = subdivision.pieces.map { piece in
      let edge = set.edges[Int(piece.carrier)]
      return LatticePoint(x: edge.high.x - edge.low.x, y: edge.high.y - edge.low.y)
    }
    let star = NodeStars(subdivision, directions)
    (next, outgoing, outgoingStarts) = (star.next, star.outgoing, star.starts)
    let builder = FaceBuilder(subdivision, star, grid)
    faceOfHalfEdge = builder.faceOfHalfEdge
    loops = builder.loops
    windings = builder.windings()
  }

  /// The half-edge on the other side of the same piece.
  @inlinable
  public static func twin(of halfEdge: Int) -> Int { halfEdge ^ 1 }

  /// The node where a half-edge starts.
  func start(of halfEdge: Int) -> Int32 {
    let piece = subdivision.pieces[halfEdge / 2]
    return halfEdge & 1 == 0 ? piece.low : piece.high
  }
}

/// The half-edges around each node.
struct NodeStars {
  let outgoing: [Int32]
  let starts: [Int32]
  let next: [Int32]

  init(_ subdivision: Subdivision, _ directions: [LatticePoint]) {
    let pieces = subdivision.pieces
    var starts = [Int32](repeating: 0, count: subdivision.nodes.count + 1)
    for piece in pieces {
      starts[Int(piece.low) + 1] += 1
      starts[Int(piece.high) + 1] += 1
    }
    for node in subdivision.nodes.indices { starts[node + 1] += starts[node] }
    var outgoing = [Int32](repeating: 0, count: pieces.count * 2)
    var free = starts
    for (index, piece) in pieces.enumerated() {
      outgoing[Int(free[Int(piece.low)])] = Int32(2 * index)
      free[Int(piece.low)] += 1
      outgoing[Int(free[Int(piece.high)])] = Int32(2 * index + 1)
      free[Int(piece.high)] += 1
    }
    for node in subdivision.nodes.indices {
      let range = Int(starts[node])..<Int(starts[node + 1])
      outgoing[range].sort { NodeStars.precedes($0, $1, directions) }
    }
    var next = [Int32](repeating: 0, count: pieces.count * 2)
    for node in subdivision.nodes.indices {
      let range = Int(starts[node])..<Int(starts[node + 1])
      guard let last = range.last else { continue }
      // Arriving by the twin of a leaving half-edge, the next one clockwise keeps the face left.
      var before = outgoing[last]
      for index in range {
        next[Int(outgoing[index]) ^ 1] = before
        before = outgoing[index]
      }
    }
    (self.outgoing, self.starts, self.next) = (outgoing, starts, next)
  }

  /// Orders half-edges that leave one node by angle, from just after south counterclockwise round.
  ///
  /// Half-edges to upper nodes come first: they point east, or straight north.
  private static func precedes(_ a: Int32, _ b: Int32, _ directions: [LatticePoint]) -> Bool {
    if (a ^ b) & 1 != 0 { return a & 1 == 0 }
    let (u, v) = (directions[Int(a / 2)], directions[Int(b / 2)])
    return Int128(u.x) * Int128(v.y) - Int128(u.y) * Int128(v.x) > 0
  }
}
