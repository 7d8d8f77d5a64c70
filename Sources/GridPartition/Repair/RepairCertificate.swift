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
  /// A unit that fell apart first keeps the places that held it together; when that does not help, it
  /// loses the part that was cut off as well, if that is a sliver; else the places stay as they are.
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
      var isDetached = false
      for (face, changes) in decisions.changes.sorted(by: { $0.key < $1.key }) {
        guard let change = changes[unit], decisions.touches(face, corners) else { continue }
        isFound = true
        let place = RepairExclusions.place(of: face, in: decisions.places.arrangement)
        if change < 0, exclusions.keepers[place] == nil {
          exclusions.keepers[place] = unit
          isNew = true
        } else if isDetached || exclusions.detach(unit, within: corners, decisions) {
          (isDetached, isNew) = (true, true)
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

extension RepairExclusions {
  /// Takes slivers from a unit that places it lost have cut off from it.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - corners: The vertices of the parts that are cut off.
  ///   - decisions: What was decided.
  /// - Returns: Whether there are any that were not taken before.
  fileprivate mutating func detach(
    _ unit: Int, within corners: Set<LatticePoint>, _ decisions: OwnerDecisions
  ) -> Bool {
    var isNew = false
    for face in decisions.slivers(cutOffFrom: unit, within: corners) {
      let place = Self.place(of: face, in: decisions.places.arrangement)
      isNew = detached[place, default: []].insert(unit).inserted || isNew
    }
    return isNew
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

extension OwnerDecisions {
  /// Faces of a unit beside places that it loses, within the limits of gaps, that somebody can take.
  fileprivate func slivers(cutOffFrom unit: Int, within corners: Set<LatticePoint>) -> [Int] {
    let arrangement = places.arrangement
    var beside: Set<Int> = []
    for (face, changes) in changes where (changes[unit] ?? 0) < 0 {
      arrangement.forEachHalfEdge(of: [face]) {
        beside.insert(Int(arrangement.faceOfHalfEdge[Arrangement.twin(of: $0)]))
      }
    }
    return beside.sorted().filter { face in
      guard changes[face] == nil, cuts[face] == nil, windingNumber(of: unit, in: face) == 1 else {
        return false
      }
      var isWithin = true
      arrangement.forEachHalfEdge(of: [face]) { halfEdge in
        let node = arrangement.node(atStartOf: halfEdge)
        isWithin = isWithin && corners.contains(arrangement.roundedPoint(ofNode: node))
      }
      return isWithin && isWithinLimits([face]) && hasHeir(face, of: unit)
    }
  }

  /// Whether another child of a unit's parent borders one of its places.
  private func hasHeir(_ face: Int, of unit: Int) -> Bool {
    var isFound = false
    places.arrangement.forEachHalfEdge(of: [face]) { halfEdge in
      let other = Int(places.arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
      isFound =
        isFound
        || windings(of: other).keys.contains { heir in
          heir >= 0 && heir != unit && !(isLocked[heir] ?? false)
            && places.plan.units[heir].level == places.plan.units[unit].level
            && places.plan.units[heir].parentCode == places.plan.units[unit].parentCode
        }
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
