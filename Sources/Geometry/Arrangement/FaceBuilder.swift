/// Traces the loops around faces, nests them, and carries winding numbers from face to face.
struct FaceBuilder {
  private let subdivision: Subdivision
  private let star: NodeStars
  private let grid: SegmentGrid
  private(set) var faceOfHalfEdge: [Int32] = []
  private(set) var loops: [[Int32]] = []

  init(_ subdivision: Subdivision, _ star: NodeStars, _ grid: SegmentGrid) {
    self.subdivision = subdivision
    self.star = star
    self.grid = grid
    traceLoops()
  }

  private mutating func traceLoops() {
    var loopOfHalfEdge = [Int32](repeating: -1, count: star.next.count)
    var firstHalfEdges: [Int32] = []
    for start in star.next.indices where loopOfHalfEdge[start] < 0 {
      let loop = Int32(firstHalfEdges.count)
      firstHalfEdges.append(Int32(start))
      var halfEdge = start
      repeat {
        loopOfHalfEdge[halfEdge] = loop
        halfEdge = Int(star.next[halfEdge])
      } while halfEdge != start
    }
    nest(firstHalfEdges, loopOfHalfEdge)
  }

  /// Gives each loop its face: inner loops make one each, the loop around a component belongs to
  /// the face that the component lies in.
  private mutating func nest(_ firstHalfEdges: [Int32], _ loopOfHalfEdge: [Int32]) {
    let components = componentStarts()
    var faceOfLoop = [Int32](repeating: -1, count: firstHalfEdges.count)
    var outer = Set<Int32>()
    for component in components { outer.insert(loopOfHalfEdge[Int(component.halfEdge)]) }
    loops = [[]]
    for loop in firstHalfEdges.indices where !outer.contains(Int32(loop)) {
      faceOfLoop[loop] = Int32(loops.count)
      loops.append([firstHalfEdges[loop]])
    }
    let pieceBelow = PieceLocator(subdivision)
    for component in components {
      let loop = Int(loopOfHalfEdge[Int(component.halfEdge)])
      var face: Int32 = 0
      let isWanted = { (edge: Int) in pieceBelow.piece(on: edge, westOf: component.at.x) != nil }
      if components.count > 1, let edge = grid.firstSegment(below: component.at, where: isWanted),
        let piece = pieceBelow.piece(on: edge, westOf: component.at.x)
      {
        // Components come from west to east, so the loop above that piece has its face by now.
        face = faceOfLoop[Int(loopOfHalfEdge[2 * Int(piece)])]
      }
      faceOfLoop[loop] = face
      loops[Int(face)].append(firstHalfEdges[loop])
    }
    faceOfHalfEdge = loopOfHalfEdge.map { faceOfLoop[Int($0)] }
  }

  /// For each connected component, from west to east, its westernmost node and the half-edge there
  /// that has the component's outside on its left.
  private func componentStarts() -> [(at: LatticePoint, halfEdge: Int32)] {
    var sets = DisjointSets(count: subdivision.nodes.count)
    for piece in subdivision.pieces { sets.join(Int(piece.low), Int(piece.high)) }
    var westernmost: [Int: Int] = [:]
    for node in subdivision.nodes.indices where star.starts[node] < star.starts[node + 1] {
      let component = sets.representative(of: node)
      if let best = westernmost[component], subdivision.nodes[best] < subdivision.nodes[node] {
        continue
      }
      westernmost[component] = node
    }
    return westernmost.values.map { node in
      // The extreme point of closed boundaries is an end of one of their edges.
      let at = subdivision.nodes[node].nearestLatticePoint
      return (at, star.outgoing[Int(star.starts[node + 1]) - 1])
    }.sorted { $0.at < $1.at }
  }

  /// The winding numbers of every face, spread from the unbounded face over the pieces.
  func windings() -> [[Arrangement.Winding]] {
    var windings = [[Arrangement.Winding]](repeating: [], count: loops.count)
    var isKnown = [Bool](repeating: false, count: loops.count)
    isKnown[0] = true
    var pending = [0]
    while let face = pending.popLast() {
      for first in loops[face] {
        var halfEdge = Int(first)
        repeat {
          let other = Int(faceOfHalfEdge[halfEdge ^ 1])
          if !isKnown[other] {
            isKnown[other] = true
            windings[other] = crossing(halfEdge, from: windings[face])
            pending.append(other)
          }
          halfEdge = Int(star.next[halfEdge])
        } while halfEdge != Int(first)
      }
    }
    return windings
  }

  /// The winding numbers right of a half-edge, from those left of it.
  private func crossing(
    _ halfEdge: Int, from left: [Arrangement.Winding]
  ) -> [Arrangement.Winding] {
    let piece = subdivision.pieces[halfEdge / 2]
    let sign: Int32 = halfEdge & 1 == 0 ? -1 : 1
    var right = left
    for step in subdivision.steps[piece.firstStep..<piece.firstStep + piece.stepCount] {
      let place = right.firstIndex { $0.owner >= step.owner } ?? right.count
      var number = sign * step.change
      if place < right.count, right[place].owner == step.owner {
        number += right[place].number
        right.remove(at: place)
      }
      if number != 0 {
        right.insert(Arrangement.Winding(owner: step.owner, number: number), at: place)
      }
    }
    return right
  }
}

/// Finds the piece of an edge that spans an abscissa.
private struct PieceLocator {
  private let subdivision: Subdivision
  private let pieceBetween: [Int64: Int32]

  init(_ subdivision: Subdivision) {
    self.subdivision = subdivision
    pieceBetween = Dictionary(
      subdivision.pieces.enumerated().map {
        (PieceLocator.key($0.element.low, $0.element.high), Int32($0.offset))
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func key(_ low: Int32, _ high: Int32) -> Int64 { Int64(low) << 32 | Int64(high) }

  /// The piece of an edge just west of an abscissa; `nil` where the edge bounds nothing.
  func piece(on edge: Int, westOf x: Int64) -> Int32? {
    let along = subdivision.nodesAlong[edge]
    var (low, high) = (0, along.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      let node = subdivision.nodes[Int(along[middle])]
      if compare(node.x, node.denominator, Int128(x), 1) < 0 { low = middle } else { high = middle }
    }
    return pieceBetween[PieceLocator.key(along[low], along[high])]
  }
}
