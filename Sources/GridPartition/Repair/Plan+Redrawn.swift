public import Geometry

extension Plan {
  /// The plan with other polygons for some units.
  ///
  /// - Parameter shapes: Polygons as open rings, the shell first; units that are not here keep theirs.
  /// - Returns: `nil` when a ring bounds no area.
  /// - Complexity: O(*n*) in the size of the plan.
  func redrawn(_ shapes: [Int: [[[LatticePoint]]]]) -> Plan? {
    var store = PolygonStore()
    var (units, fingerprints) = ([PlanUnit](), self.fingerprints)
    units.reserveCapacity(self.units.count)
    for (index, unit) in self.units.enumerated() {
      let first = store.polygonCount
      if let polygons = shapes[index] {
        for rings in polygons {
          guard store.append(rings: rings).isEmpty else { return nil }
        }
      } else {
        store.append(polygons: unit.polygons, of: self.store)
      }
      let range = first..<store.polygonCount
      units.append(
        PlanUnit(
          attributes: unit.attributes, polygons: range,
          brokenRings: shapes[index] == nil ? unit.brokenRings : []))
      if shapes[index] != nil { fingerprints[index] = BoundaryFingerprint(of: range, in: store) }
    }
    return Plan(
      source: source, crs: crs, lattice: lattice, units: units, store: store, moved: moved,
      fingerprints: fingerprints)
  }

  /// The polygons of a unit as open rings.
  func shape(of unit: Int) -> [[[LatticePoint]]] {
    units[unit].polygons.map { polygon in
      store.rings(ofPolygon: polygon).map { Array(store.points[store.positions(ofRing: $0)]) }
    }
  }
}

extension Plan {
  /// The polygons of the widest level, as the outline for another plan.
  public func outline() -> PolygonStore {
    var outline = PolygonStore()
    for unit in levels.first.map({ units(of: $0) }) ?? [] {
      outline.append(polygons: units[unit].polygons, of: store)
    }
    return outline
  }
}
