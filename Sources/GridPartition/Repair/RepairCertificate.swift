internal import Geometry

/// Whether an attempt did no harm: no unit is gone, crosses itself, or has fallen apart.
struct RepairCertificate {
  private let after: PlanCheck
  /// Units that are gone or broken.
  private var broken: Set<Int> = []
  /// Units that have more parts than before.
  private var parted: Set<Int> = []

  init(before: PlanCheck, after: PlanCheck, changed: Set<Int>) {
    self.after = after
    for unit in changed {
      if !after.plan.units[unit].hasShape || (after.hasFault(unit) && !before.hasFault(unit)) {
        broken.insert(unit)
      } else if after.pieceCount(of: unit) > before.pieceCount(of: unit) {
        parted.insert(unit)
      }
    }
  }

  var isGood: Bool { broken.isEmpty && parted.isEmpty }

  /// Excludes what did the harm.
  ///
  /// A unit that fell apart first keeps the places that held it together; when that does not help,
  /// these stay as they are.
  ///
  /// - Returns: Whether anything is excluded that was not before.
  func exclude(
    _ decisions: OwnerDecisions, _ snapping: VertexSnapping, _ exclusions: inout RepairExclusions
  ) -> Bool {
    var isNew = false
    if !broken.isEmpty { isNew = exclusions.exclude(broken, decisions, snapping) }
    for unit in parted.sorted() {
      let corners = smallParts(of: unit)
      var isFound = false
      for (face, changes) in decisions.changes.sorted(by: { $0.key < $1.key }) {
        guard let change = changes[unit], decisions.touches(face, corners) else { continue }
        isFound = true
        let place = RepairExclusions.place(of: face, in: decisions.places.arrangement)
        if change < 0, exclusions.keepers[place] == nil {
          exclusions.keepers[place] = unit
          isNew = true
        } else if exclusions.frozen.insert(place).inserted {
          isNew = true
        }
      }
      if !isFound { isNew = exclusions.exclude([unit], decisions, snapping) || isNew }
    }
    return isNew
  }

  /// The vertices of all parts of a unit but the largest one.
  private func smallParts(of unit: Int) -> Set<LatticePoint> {
    let store = after.plan.store
    let pieces = after.shapes.uncommon[unit]?.pieces ?? []
    let areas = pieces.map { piece in
      piece.reduce(Int128(0)) { $0 + store.doubledArea(ofPolygons: $1..<$1 + 1) }
    }
    guard let largest = areas.indices.max(by: { areas[$0] < areas[$1] }) else { return [] }
    var corners: Set<LatticePoint> = []
    for (index, piece) in pieces.enumerated() where index != largest {
      for polygon in piece {
        store.forEachEdge(ofPolygons: polygon..<polygon + 1) { _, point in corners.insert(point) }
      }
    }
    return corners
  }
}

extension OwnerDecisions {
  /// Whether a face has one of some vertices on its border.
  func touches(_ face: Int, _ vertices: Set<LatticePoint>) -> Bool {
    var isFound = false
    places.arrangement.forEachHalfEdge(of: [face]) { halfEdge in
      let node = places.arrangement.node(atStartOf: halfEdge)
      isFound = isFound || vertices.contains(places.arrangement.roundedPoint(ofNode: node))
    }
    return isFound
  }
}

extension RepairExclusions {
  /// Keeps vertices of some units where they are.
  mutating func fix(_ snapping: VertexSnapping, of units: some Collection<Int>) {
    let units = Set(units)
    for point in snapping.moves.keys where !units.isDisjoint(with: snapping.owners[point] ?? []) {
      fixed.insert(point)
    }
  }

  /// Leaves everything as it is that changes some units; when that is done already, the units.
  ///
  /// - Returns: Whether anything is excluded that was not before.
  mutating func exclude(
    _ units: Set<Int>, _ decisions: OwnerDecisions, _ snapping: VertexSnapping
  ) -> Bool {
    let before = fixed.count + frozen.count
    fix(snapping, of: units)
    let faces = decisions.changes.filter { !units.isDisjoint(with: $0.value.keys) }.map(\.key)
    let cut = decisions.cuts.filter { $0.value.contains { units.contains($0.unit) } }.map(\.key)
    for face in faces + cut {
      frozen.insert(Self.place(of: face, in: decisions.places.arrangement))
    }
    if fixed.count + frozen.count > before { return true }
    let known = untouchable.count
    untouchable.formUnion(units)
    return untouchable.count > known
  }
}
