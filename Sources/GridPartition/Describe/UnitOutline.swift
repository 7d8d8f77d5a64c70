internal import CoordinateSystems
internal import Geometry

/// The rings around a unit, ready to be measured.
struct UnitOutline {
  typealias Offset = (x: Double, y: Double)

  /// What the unit lies on.
  let ground: Ground
  /// A position near the unit.
  let origin: (x: Double, y: Double)
  /// Shells counterclockwise and holes clockwise, not closed, from the origin.
  let rings: [[Offset]]
  /// How many shells there are.
  let parts: Int

  /// The area on the ellipsoid in square metres.
  var area: Double { rings.reduce(0) { $0 + ground.area(ofRing: $1, origin: origin) } }

  /// The length of all rings in metres.
  var perimeter: Double {
    rings.reduce(0) { $0 + ground.perimeter(ofRing: $1, origin: origin) }
  }
}

extension Plan {
  /// The outline of a unit; of one without polygon that of its children together.
  ///
  /// - Complexity: O(*n*) in the number of positions; without polygon O(*n* log *n*) in those of the
  ///   children.
  func outline(of unit: Int) -> UnitOutline {
    guard units[unit].hasShape else { return outlineOfChildren(of: unit) }
    let polygons = units[unit].polygons
    let corner = store.envelope(ofPolygons: polygons).minimum
    let rings = polygons.flatMap { polygon in
      store.rings(ofPolygon: polygon).map { ring in
        store.points[store.positions(ofRing: ring)].map { point in
          (x: lattice.ordinate(of: point.x - corner.x), y: lattice.ordinate(of: point.y - corner.y))
        }
      }
    }
    return UnitOutline(
      ground: ground, origin: ordinates(of: corner), rings: rings, parts: polygons.count)
  }

  private func outlineOfChildren(of unit: Int) -> UnitOutline {
    let rings = ringsAroundChildren(of: unit)
    guard let corner = rings.first?.vertices.first?.whole else {
      return UnitOutline(ground: ground, origin: (0, 0), rings: [], parts: 0)
    }
    let offsets = rings.map { ring in
      ring.vertices.map { vertex in
        let offset = vertex.offset(from: corner)
        return (x: offset.x / lattice.unitsPerCoordinate, y: offset.y / lattice.unitsPerCoordinate)
      }
    }
    return UnitOutline(
      ground: ground, origin: ordinates(of: corner), rings: offsets,
      parts: rings.count { $0.doubledArea > 0 })
  }

  private func ordinates(of point: LatticePoint) -> (x: Double, y: Double) {
    (lattice.ordinate(of: point.x), lattice.ordinate(of: point.y))
  }

  /// The rings around the places that a unit's children cover.
  ///
  /// Exact: common boundaries cancel, also where neighbours have different vertices, and places that
  /// are covered more than once count once.
  private func ringsAroundChildren(of unit: Int) -> [RegionRing] {
    var owned: [OwnedEdge] = []
    forEachBoundaryEdge(of: unit) { from, to in
      owned.append(OwnedEdge(from: from, to: to, owner: 0))
    }
    let chain = BoundaryChain(of: EdgeSet(owned), parent: nil)
    owned.removeAll()
    for stretch in SupportingLineReduction(of: chain).stretches {
      let (from, to) =
        stretch.multiplicity > 0 ? (stretch.low, stretch.high) : (stretch.high, stretch.low)
      let edge = OwnedEdge(from: from, to: to, owner: 0)
      owned.append(contentsOf: repeatElement(edge, count: abs(stretch.multiplicity)))
    }
    let arrangement = Arrangement(of: EdgeSet(owned))
    let isCovered = arrangement.windings.map { ($0.first?.number ?? 0) > 0 }
    let covered = isCovered.indices.filter { isCovered[$0] }
    return arrangement.rings(around: covered) { isCovered[$0] }
  }
}
