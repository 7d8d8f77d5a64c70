/// A ring of positions in lattice units, not closed; exact but for the last rounding to doubles.
public struct RegionRing: Sendable {
  /// Whole lattice units relative to nothing, and the rest in [0, 1).
  public struct Vertex: Hashable, Sendable, BitwiseCopyable {
    public let whole: LatticePoint
    public let restX: Double
    public let restY: Double

    /// A vertex that is a lattice point.
    public init(_ point: LatticePoint) { (whole, restX, restY) = (point, 0, 0) }

    init(_ node: RationalPoint) {
      if let point = node.latticePoint {
        self = Vertex(point)
        return
      }
      let x = floorDivision(node.x, node.denominator)
      let y = floorDivision(node.y, node.denominator)
      whole = LatticePoint(x: Int64(x.quotient), y: Int64(y.quotient))
      restX = Double(x.remainder) / Double(node.denominator)
      restY = Double(y.remainder) / Double(node.denominator)
    }

    /// The offset from a lattice point in lattice units.
    public func offset(from origin: LatticePoint) -> Position {
      Position(
        x: Double(whole.x - origin.x) + restX, y: Double(whole.y - origin.y) + restY)
    }
  }

  /// The vertices from the lowest one on, so that the same ring is always the same sequence.
  public let vertices: [Vertex]

  /// Creates a ring from its vertices in order, starting anywhere.
  public init(vertices: [Vertex]) {
    let start = vertices.indices.min { vertices[$0] < vertices[$1] } ?? 0
    self.vertices = Array(vertices[start...] + vertices[..<start])
  }

  /// Twice the signed area in square lattice units, when all vertices are lattice points.
  public var exactDoubledArea: Int128? {
    guard isOnLattice else { return nil }
    let points = vertices.map(\.whole)
    return Geometry.doubledArea(of: points.span)
  }

  /// Twice the signed area in square lattice units, within ``roundingBound``.
  public var doubledArea: Double {
    guard let origin = vertices.first?.whole else { return 0 }
    var sum = 0.0
    var previous = vertices[vertices.count - 1].offset(from: origin)
    for vertex in vertices {
      let current = vertex.offset(from: origin)
      sum += previous.x * current.y - previous.y * current.x
      previous = current
    }
    return sum
  }

  /// How far ``doubledArea`` may be off because crossings are rounded to doubles.
  ///
  /// With *n* vertices within a box of size *E*, an offset is off by *E*·2⁻⁵³, a product of two by
  /// 3·*E*²·2⁻⁵³, and the sums add as much again: 8·*n*·*E*²·2⁻⁵³ holds with room to spare.
  public var roundingBound: Double {
    let box = Envelope(of: vertices.lazy.map(\.whole))
    let size = Double(max(box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y) + 1)
    return 8 * Double(vertices.count) * size * size * 0x1p-53
  }

  private var isOnLattice: Bool { vertices.allSatisfy { $0.restX == 0 && $0.restY == 0 } }
}

extension RegionRing.Vertex: Comparable {
  /// Orders by `x`, then by `y`.
  public static func < (a: RegionRing.Vertex, b: RegionRing.Vertex) -> Bool {
    (a.whole.x, a.restX, a.whole.y, a.restY) < (b.whole.x, b.restX, b.whole.y, b.restY)
  }
}

extension RegionRing {
  /// Orders by the lowest vertices, then by the vertices that follow.
  public func precedes(_ other: RegionRing) -> Bool {
    vertices.lexicographicallyPrecedes(other.vertices)
  }
}

extension Arrangement {
  /// The rings around a set of faces: counterclockwise shells, clockwise holes.
  ///
  /// A ring never visits a node twice; where a region touches itself there are two rings.
  ///
  /// - Parameters:
  ///   - faces: The faces of the region.
  ///   - isInside: Whether a face belongs to the region.
  /// - Returns: The rings, in no particular order.
  /// - Complexity: O(*n*) in the number of half-edges around the faces.
  public func rings(around faces: [Int], isInside: (Int) -> Bool) -> [RegionRing] {
    var isDone = Set<Int>()
    var rings: [RegionRing] = []
    for first in boundaryHalfEdges(of: faces, isInside: isInside) where !isDone.contains(first) {
      var walk: [Int32] = []
      var placeOfNode: [Int32: Int] = [:]
      var halfEdge = first
      repeat {
        isDone.insert(halfEdge)
        let node = start(of: halfEdge)
        if let place = placeOfNode[node] {
          rings.append(ring(Array(walk[place...])))
          for dropped in walk[place...] { placeOfNode[dropped] = nil }
          walk.removeSubrange(place...)
        }
        placeOfNode[node] = walk.count
        walk.append(node)
        halfEdge = following(halfEdge, isInside: isInside)
      } while halfEdge != first
      rings.append(ring(walk))
    }
    return rings
  }

  /// The half-edges of a region's boundary, the region to their left.
  public func boundaryHalfEdges(of faces: [Int], isInside: (Int) -> Bool) -> [Int] {
    var result: [Int] = []
    forEachHalfEdge(of: faces) { halfEdge in
      if !isInside(Int(faceOfHalfEdge[Arrangement.twin(of: halfEdge)])) { result.append(halfEdge) }
    }
    return result
  }

  /// Calls `body` with each half-edge around the faces.
  public func forEachHalfEdge(of faces: [Int], _ body: (Int) -> Void) {
    for face in faces {
      for first in loops[face] {
        var halfEdge = Int(first)
        repeat {
          body(halfEdge)
          halfEdge = Int(next[halfEdge])
        } while halfEdge != Int(first)
      }
    }
  }

  /// The boundary half-edge of the region that follows another one.
  private func following(_ halfEdge: Int, isInside: (Int) -> Bool) -> Int {
    var candidate = Int(next[halfEdge])
    while isInside(Int(faceOfHalfEdge[Arrangement.twin(of: candidate)])) {
      candidate = Int(next[Arrangement.twin(of: candidate)])
    }
    return candidate
  }

  private func ring(_ nodes: [Int32]) -> RegionRing {
    RegionRing(vertices: nodes.map { RegionRing.Vertex(subdivision.nodes[Int($0)]) })
  }
}
