internal import Geometry

/// Where a plan is damaged, and all units around.
///
/// Every unit whose box meets the box of a damaged place is here. So a face of their arrangement that
/// lies within such a box has all its owners.
struct DamagedPlaces {
  /// The owner that stands for the outline given for the widest level.
  static let outlineOwner: Int32 = -1

  let plan: Plan
  /// Units that have edges here, ascending.
  let units: [Int]
  let set: EdgeSet
  let arrangement: Arrangement
  /// Faces that lie within a damaged place.
  let faces: [Int]
  /// Nodes at which a neighbour lacks a vertex.
  let unmatched: [Int]

  /// Looks at the places that a check found; there may be none.
  ///
  /// - Parameters:
  ///   - check: The check of the plan.
  ///   - outline: Polygons that the widest level has to fill, if any.
  init?(_ check: PlanCheck, outline: PolygonStore) {
    plan = check.plan
    var areas: [Envelope] = []
    var vertices: Set<LatticePoint> = []
    for (_, result) in check.results {
      for finding in result.findings {
        if finding.kind == .unmatchedVertices {
          vertices.formUnion(finding.vertices)
        } else {
          areas.append(Self.box(of: finding.rings))
        }
      }
    }
    for (unit, shape) in check.shapes.uncommon where shape.fault != nil {
      areas.append(check.shapes.boxes[unit])
    }
    if outline.polygonCount > 0, let top = plan.levels.first {
      // Whatever is beyond the outline, or missing inside, is not known to the check.
      areas.append(outline.box(ofPolygons: 0..<outline.polygonCount))
      for unit in plan.units(of: top) { areas.append(check.shapes.boxes[unit]) }
    }
    guard !areas.isEmpty || !vertices.isEmpty else { return nil }
    let places = areas + vertices.map { Envelope(minimum: $0, maximum: $0) }
    units = Self.units(of: check, meeting: places)
    set = EdgeSet(Self.edges(of: units, in: plan, outline))
    arrangement = Arrangement(of: set)
    let arrangement = arrangement
    let tree = EnvelopeTree(areas)
    faces = arrangement.windings.indices.dropFirst().filter { face in
      let box = arrangement.envelope(ofFace: face)
      var isWithin = false
      tree.forEachMember(meeting: box) { isWithin = isWithin || areas[$0].contains(box) }
      return isWithin
    }
    unmatched =
      vertices.isEmpty
      ? []
      : (0..<arrangement.nodeCount).filter { node in
        arrangement.latticePoint(ofNode: node).map(vertices.contains) ?? false
      }
  }

  /// For each node the edges that go through it without a vertex.
  func edgesThroughNodes() -> [Int: [Int]] {
    var edges: [Int: [Int]] = [:]
    for edge in set.edges.indices {
      let along = arrangement.nodes(alongEdge: edge)
      guard along.count > 2 else { continue }
      for node in along.dropFirst().dropLast() { edges[Int(node), default: []].append(edge) }
    }
    return edges
  }

  static func box(of rings: [RegionRing]) -> Envelope {
    var box = Envelope.empty
    for vertex in rings.lazy.flatMap(\.vertices) {
      box.expand(by: vertex.whole)
      guard vertex.restX != 0 || vertex.restY != 0 else { continue }
      box.expand(by: LatticePoint(x: vertex.whole.x + 1, y: vertex.whole.y + 1))
    }
    return box
  }

  /// The units that belong to a coverage and come near places.
  static func units(of check: PlanCheck, meeting places: [Envelope]) -> [Int] {
    var isWanted = [Bool](repeating: false, count: check.plan.units.count)
    for (coverage, _) in check.results {
      for unit in coverage.children + coverage.parents { isWanted[unit] = true }
    }
    let boxes = check.plan.units.indices.map { isWanted[$0] ? check.shapes.boxes[$0] : .empty }
    let tree = EnvelopeTree(boxes)
    var found: Set<Int> = []
    for place in places {
      tree.forEachMember(meeting: place.grown(by: 2)) { found.insert($0) }
    }
    // The boundary of a unit without polygon is that of its children.
    for unit in found { found.formUnion(check.plan.ancestorsWithoutShape(of: unit)) }
    return found.sorted()
  }

  private static func edges(
    of units: [Int], in plan: Plan, _ outline: PolygonStore
  ) -> [OwnedEdge] {
    var owned: [OwnedEdge] = []
    let isHere = Set(units)
    for unit in units {
      let owner = Int32(unit)
      if plan.units[unit].hasShape {
        plan.forEachBoundaryEdge(of: unit) {
          owned.append(OwnedEdge(from: $0, to: $1, owner: owner))
        }
      } else {
        for child in plan.shapedDescendants(of: unit) where isHere.contains(child) {
          plan.forEachBoundaryEdge(of: child) {
            owned.append(OwnedEdge(from: $0, to: $1, owner: owner))
          }
        }
      }
    }
    outline.forEachEdge(ofPolygons: 0..<outline.polygonCount) {
      owned.append(OwnedEdge(from: $0, to: $1, owner: outlineOwner))
    }
    return owned
  }
}

extension Plan {
  /// The ancestors of a unit that have no polygon.
  fileprivate func ancestorsWithoutShape(of unit: Int) -> [Int] {
    ancestors(of: unit).filter { !units[$0].hasShape }
  }

  /// The nearest units below that have polygons.
  fileprivate func shapedDescendants(of unit: Int) -> [Int] {
    children[unit].flatMap { units[$0].hasShape ? [$0] : shapedDescendants(of: $0) }
  }
}
