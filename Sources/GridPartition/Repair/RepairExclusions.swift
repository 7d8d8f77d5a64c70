internal import Geometry

/// What a repair must not do, because an attempt showed that it does harm.
struct RepairExclusions {
  /// Names a face of an arrangement by its lowest node and its owners.
  struct Place: Hashable {
    let lowest: LatticePoint
    let windings: [Arrangement.Winding]
  }

  /// Vertices that are not to be moved.
  var fixed: Set<LatticePoint> = []
  /// Places that stay as they are.
  var frozen: Set<Place> = []
  /// Units that a place must not be taken from, as they would fall apart.
  var keepers: [Place: Int] = [:]
  /// Units that lose a place: it is a sliver that would be cut off from the rest of them.
  var detached: [Place: Set<Int>] = [:]
  /// Units that keep everything as it is.
  var untouchable: Set<Int> = []

  /// Names a face.
  static func place(of face: Int, in arrangement: Arrangement) -> Place {
    var lowest = LatticePoint(x: .max, y: .max)
    arrangement.forEachHalfEdge(of: [face]) { halfEdge in
      let node = arrangement.node(atStartOf: halfEdge)
      lowest = min(lowest, arrangement.roundedPoint(ofNode: node))
    }
    return Place(lowest: lowest, windings: arrangement.windings[face])
  }
}
