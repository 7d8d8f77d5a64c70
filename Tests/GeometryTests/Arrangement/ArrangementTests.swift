import Geometry
import TestSupport
import Testing

@Suite struct ArrangementTests {
  private func arrange(_ owned: [OwnedEdge]...) -> Arrangement {
    Arrangement(of: EdgeSet(owned.flatMap { $0 }))
  }

  /// The owners of each bounded face with twice its area, in a fixed order.
  private func faces(_ arrangement: Arrangement) -> [[Int]] {
    (1..<max(1, arrangement.faceCount)).map { face in
      [Int(arrangement.doubledArea(of: face))]
        + arrangement.windings[face].flatMap { [Int($0.owner), Int($0.number)] }
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test func `nothing makes one face without bounds`() {
    let arrangement = arrange()
    #expect(arrangement.faceCount == 1)
    #expect(arrangement.halfEdgeCount == 0)
    #expect(arrangement.windings == [[]])
  }

  @Test func `a box has an inside and an outside`() {
    let arrangement = arrange(owned(7, box(0, 0, 4, 4)))
    #expect(faces(arrangement) == [[32, 7, 1]])
    #expect(arrangement.windings[0].isEmpty)
    #expect(arrangement.halfEdgeCount == 8)
  }

  @Test func `a clockwise ring has the winding number minus one`() {
    #expect(faces(arrange(owned(7, box(0, 0, 4, 4).reversed()))) == [[32, 7, -1]])
  }

  @Test func `boxes that overlap make three faces`() {
    let arrangement = arrange(owned(1, box(0, 0, 4, 4)), owned(2, box(2, 2, 4, 4)))
    #expect(faces(arrangement) == [[8, 1, 1, 2, 1], [24, 1, 1], [24, 2, 1]])
  }

  @Test func `boxes with a common edge make two faces and the edge is one piece`() {
    let arrangement = arrange(owned(1, box(0, 0, 4, 4)), owned(2, box(4, 0, 4, 4)))
    #expect(faces(arrangement) == [[32, 1, 1], [32, 2, 1]])
    #expect(arrangement.halfEdgeCount == 14)
  }

  @Test func `an edge along part of another one is cut at its ends`() {
    let arrangement = arrange(owned(1, box(0, 0, 4, 6)), owned(2, box(4, 2, 4, 2)))
    #expect(faces(arrangement) == [[16, 2, 1], [48, 1, 1]])
    #expect(arrangement.halfEdgeCount == 2 * 9)
  }

  @Test func `islands inside faces inside islands have their own windings`() {
    let nested = (0..<5 as Range<Int64>).map { level in
      owned(Int32(level), box(level * 2, level * 2, 40 - 4 * level, 40 - 4 * level))
    }
    let arrangement = Arrangement(of: EdgeSet(nested.flatMap { $0 }))
    #expect(arrangement.faceCount == 6)
    for face in 1..<6 {
      let depth = arrangement.windings[face].count
      #expect(arrangement.windings[face].map(\.owner) == Array(0..<Int32(depth)))
      let size = Int64(40 - 4 * (depth - 1))
      let hole = depth == 5 ? 0 : (size - 4) * (size - 4)
      #expect(arrangement.doubledArea(of: face) == Double(2 * (size * size - hole)))
      #expect(arrangement.rings(around: [face]) { $0 == face }.count == (depth == 5 ? 1 : 2))
    }
  }

  @Test func `two islands side by side lie in the face around them`() {
    let arrangement = arrange(
      owned(1, box(0, 0, 20, 20)), owned(2, box(2, 2, 4, 4)), owned(3, box(10, 2, 4, 4)),
      owned(4, box(30, 0, 4, 4)))
    #expect(
      faces(arrangement) == [[32, 1, 1, 2, 1], [32, 1, 1, 3, 1], [32, 4, 1], [736, 1, 1]])
  }

  @Test func `an island above a vertex of the face around it is nested right`() {
    let diamond = ring((10, 0), (20, 10), (10, 20), (0, 10))
    let arrangement = arrange(owned(1, diamond), owned(2, box(10, 5, 2, 2)))
    #expect(faces(arrangement) == [[8, 1, 1, 2, 1], [392, 1, 1]])
  }

  @Test func `an island under the ceiling of a notch is outside`() {
    let notched = ring((0, 0), (2, 0), (2, 8), (8, 8), (8, 0), (10, 0), (10, 10), (0, 10))
    let arrangement = arrange(owned(1, notched), owned(2, box(4, 2, 2, 2)))
    #expect(faces(arrangement) == [[8, 2, 1], [104, 1, 1]])
  }

  @Test func `boxes that touch at a point are two faces with a ring each`() {
    let arrangement = arrange(owned(1, box(0, 0, 4, 4)), owned(1, box(4, 4, 4, 4)))
    #expect(faces(arrangement) == [[32, 1, 1], [32, 1, 1]])
    let rings = arrangement.rings(around: [1, 2]) { $0 != 0 }
    #expect(rings.map(\.doubledArea) == [32, 32])
  }

  @Test func `a face that is closed through a touching point is bounded`() {
    // Four boxes around a middle one that is in none of them; neighbours meet in corners only.
    let boxes = [box(0, 2, 2, 2), box(2, 0, 2, 2), box(4, 2, 2, 2), box(2, 4, 2, 2)]
    let arrangement = arrange(boxes.flatMap { owned(1, $0) })
    #expect(faces(arrangement) == [[8], [8, 1, 1], [8, 1, 1], [8, 1, 1], [8, 1, 1]])
  }

  @Test func `a ring that touches itself splits into rings that do not`() {
    let arrangement = arrange(owned(1, ring((0, 0), (8, 0), (8, 8), (4, 0), (0, 8))))
    let rings = arrangement.rings(around: [1, 2]) { $0 != 0 }
    #expect(rings.map(\.vertices.count) == [3, 3])
  }

  @Test func `rings around several faces leave out what lies between them`() {
    let arrangement = arrange(owned(1, box(0, 0, 4, 4)), owned(2, box(4, 0, 4, 4)))
    let rings = arrangement.rings(around: [1, 2]) { $0 != 0 }
    #expect(rings.map(\.exactDoubledArea) == [64])
    #expect(arrangement.boundaryHalfEdges(of: [1, 2]) { $0 != 0 }.count == 6)
  }

  @Test func `a ring starts at its lowest vertex whatever vertex it is made from`() {
    let vertices = box(3, 3, 4, 4).map { RegionRing.Vertex($0) }
    for shift in 0..<4 {
      let ring = RegionRing(vertices: Array(vertices[shift...] + vertices[..<shift]))
      #expect(ring.vertices == vertices)
    }
  }

  @Test(arguments: [0, 10, -10, (1 << 39) - 3, 3 - (1 << 39)] as [Int64])
  func `a crossing off the lattice is a whole point and a rest`(shift: Int64) {
    // The diagonal and 1 - x/3 cross at (3/4, 3/4).
    let knot = ring((0, 0), (3, 3), (3, 0), (0, 1)).map {
      LatticePoint($0.x + shift, $0.y + shift)
    }
    let vertices = arrange(owned(1, knot)).ringsByFace.joined().flatMap(\.vertices)
    let crossings = Set(vertices.filter { $0.restX != 0 })
    #expect(crossings.map(\.whole) == [LatticePoint(shift, shift)])
    #expect(crossings.map(\.restX) == [0.75])
    #expect(crossings.map(\.restY) == [0.75])
  }

  @Test func `an edge in both directions of one owner is not there`() {
    #expect(arrange(owned(1, ring((0, 0), (5, 5)))).faceCount == 1)
    let spiked = ring((0, 0), (4, 0), (4, 4), (2, 4), (2, 9), (2, 4), (0, 4))
    #expect(faces(arrange(owned(1, spiked))) == [[32, 1, 1]])
  }

  @Test func `the diagonals of the lattice cross in its middle`() {
    let limit = Lattice.limit
    let corners = box(-limit, -limit, 2 * limit, 2 * limit)
    let knot = [corners[0], corners[2], corners[1], corners[3]]
    let arrangement = arrange(owned(1, knot), owned(2, corners))
    #expect(arrangement.faceCount == 5)
    let full = 0x1p81
    for face in 1..<5 { #expect(arrangement.doubledArea(of: face) == full / 4) }
    let own = (1..<5).map { arrangement.windingNumbers(of: $0)[1] ?? 0 }.sorted()
    #expect(own == [-1, 0, 0, 1])
  }
}
