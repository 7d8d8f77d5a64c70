public import Geometry

extension Plan {
  /// The area of a unit on the ellipsoid in square metres; of one without polygon, that of the
  /// places that its children cover.
  public func area(of unit: Int) -> Double { outline(of: unit).area }

  /// The polygons of a unit as closed rings, shells counterclockwise, in the plan's coordinates.
  public func polygons(of unit: Int) -> [[[Position]]] {
    units[unit].polygons.map { polygon in
      store.rings(ofPolygon: polygon).map { ring in
        let positions = store.points[store.positions(ofRing: ring)].map(position(of:))
        return positions + positions.prefix(1)
      }
    }
  }

  /// The box around a unit and, when it has no polygon, its children.
  public func envelope(of unit: Int) -> Envelope {
    guard !units[unit].hasShape else { return store.envelope(ofPolygons: units[unit].polygons) }
    var box = Envelope.empty
    for child in children[unit] { box.expand(by: envelope(of: child)) }
    return box
  }

  /// The units of the same level that run along a unit's boundary for some length, by code.
  ///
  /// - Complexity: O(*n* log *n*) in the edges of the level's units around it.
  public func neighbours(of unit: Int) -> [Int] {
    var edges: [(low: LatticePoint, high: LatticePoint)] = []
    forEachBoundaryEdge(of: unit) { from, to in edges.append((min(from, to), max(from, to))) }
    let tree = EnvelopeTree(edges.map { Envelope(of: [$0.low, $0.high]) })
    let box = envelope(of: unit)
    return units(of: units[unit].level).filter { other in
      guard other != unit, envelope(of: other).intersects(box) else { return false }
      var isNeighbour = false
      forEachBoundaryEdge(of: other) { from, to in
        guard !isNeighbour else { return }
        let (low, high) = (min(from, to), max(from, to))
        tree.forEachMember(meeting: Envelope(of: [low, high])) { index in
          let edge = edges[index]
          if orientation(edge.low, edge.high, low) == .collinear,
            orientation(edge.low, edge.high, high) == .collinear,
            max(edge.low, low) < min(edge.high, high)
          {
            isNeighbour = true
          }
        }
      }
      return isNeighbour
    }.sorted { codePrecedes(units[$0].code, units[$1].code) }
  }

  /// Finds a unit by code, on the smallest level that has it.
  public func unit(code: String) -> Int? {
    levels.reversed().lazy.compactMap { units(of: $0, code: code).first }.first
  }
}
