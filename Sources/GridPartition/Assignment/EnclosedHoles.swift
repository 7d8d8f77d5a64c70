public import Geometry

/// The places that are enclosed by units of coverages without outline, but in none of them.
public struct EnclosedHoles: Sendable {
  /// The vertices of all rings.
  public let vertices: FlatTable<RegionRing.Vertex>
  /// Past the vertices of each ring.
  public let ringEnds: FlatTable<Int32>
  /// Past the rings of each hole.
  public let holeEnds: FlatTable<Int32>

  /// Takes tables that belong together.
  public init(
    vertices: FlatTable<RegionRing.Vertex>, ringEnds: FlatTable<Int32>, holeEnds: FlatTable<Int32>
  ) {
    self.vertices = vertices
    self.ringEnds = ringEnds
    self.holeEnds = holeEnds
  }

  init(of plan: Plan) throws(AreaIdentityFault) {
    var vertices: [RegionRing.Vertex] = []
    var (ringEnds, holeEnds): ([Int32], [Int32]) = ([], [])
    var sweep = RegionSweep()
    for coverage in plan.coverages() {
      guard !coverage.parents.contains(where: { plan.units[$0].hasShape }) else { continue }
      let isSound = coverage.children.allSatisfy {
        sweep.examine(plan.store, polygons: plan.units[$0].polygons).fault == nil
      }
      let result = try CoverageCheck(plan, coverage).run(isSound: isSound)
      for finding in result.findings where finding.kind == .gap {
        for ring in finding.rings {
          vertices += ring.vertices
          ringEnds.append(Int32(vertices.count))
        }
        holeEnds.append(Int32(ringEnds.count))
      }
    }
    self.init(
      vertices: FlatTable(vertices), ringEnds: FlatTable(ringEnds), holeEnds: FlatTable(holeEnds))
  }

  var isEmpty: Bool { holeEnds.count == 0 }

  /// How holes are found by place.
  func tree() -> EnvelopeTree {
    EnvelopeTree(
      (0..<holeEnds.count).map { hole in
        var box = Envelope.empty
        for ring in rings(of: hole) {
          for vertex in self.vertices(of: ring).lazy.map({ vertices[$0] }) {
            box.expand(by: vertex.whole)
            box.expand(by: LatticePoint(x: vertex.whole.x + 1, y: vertex.whole.y + 1))
          }
        }
        return box
      })
  }

  /// Whether a position that lies on no unit's boundary lies in a hole.
  func contain(_ point: LatticePoint, _ tree: EnvelopeTree) -> Bool {
    var isInside = false
    tree.forEachMember(meeting: Envelope(minimum: point, maximum: point)) { hole in
      if !isInside { isInside = contains(point, hole) }
    }
    return isInside
  }

  private func rings(of hole: Int) -> Range<Int> {
    (hole == 0 ? 0 : Int(holeEnds[hole - 1]))..<Int(holeEnds[hole])
  }

  private func vertices(of ring: Int) -> Range<Int> {
    (ring == 0 ? 0 : Int(ringEnds[ring - 1]))..<Int(ringEnds[ring])
  }

  private func contains(_ point: LatticePoint, _ hole: Int) -> Bool {
    var isInside = false
    for ring in rings(of: hole) {
      let range = vertices(of: ring)
      guard let last = range.last else { continue }
      var a = vertices[last].offset(from: point)
      for index in range {
        let b = vertices[index].offset(from: point)
        if (a.y > 0) != (b.y > 0), (a.x * b.y - a.y * b.x > 0) == (b.y > a.y) { isInside.toggle() }
        a = b
      }
    }
    return isInside
  }
}
