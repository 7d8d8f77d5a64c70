internal import Geometry

extension Plan {
  /// Examines the shape of every unit.
  ///
  /// - Returns: For each unit whether its winding number is 0 or 1 everywhere.
  func checkUnits(_ list: inout DefectList) -> [Bool] {
    var sweep = RegionSweep()
    return units.indices.map { index in
      let unit = units[index]
      for (problem, at) in unit.brokenRings {
        list.add(
          .invalidRing, units: [index], parent: unit.parentCode, points: at.map { [$0] } ?? [],
          detail: .ring(problem, unit.attributes.source))
      }
      guard unit.hasShape else {
        if children[index].isEmpty, unit.brokenRings.isEmpty, !isEmptyParent(index) {
          list.add(
            .invalidRing, units: [index], parent: unit.parentCode, points: [],
            detail: .ring(.noPolygon, unit.attributes.source))
        }
        return true
      }
      let shape = sweep.examine(store, polygons: unit.polygons)
      if let fault = shape.fault {
        list.add(
          .invalidRing, units: [index], parent: unit.parentCode, points: [fault.at],
          detail: .ring(RingProblem(fault.kind), unit.attributes.source))
        return false
      }
      if !shape.selfTouches.isEmpty {
        list.add(
          .selfTouch, units: [index], parent: unit.parentCode, points: shape.selfTouches,
          detail: .vertices(shape.selfTouches.count))
      }
      if shape.pieces.count > 1 { addExclave(index, shape.pieces, &list) }
      return true
    }
  }

  /// Reports the pieces of a unit beside its largest one.
  private func addExclave(_ unit: Int, _ pieces: [[Int]], _ list: inout DefectList) {
    let areas = pieces.map { piece in
      piece.reduce(Int128(0)) { $0 + store.doubledArea(ofPolygons: $1..<$1 + 1) }
    }
    guard let largest = areas.indices.max(by: { areas[$0] < areas[$1] }) else { return }
    let detached = pieces.indices.filter { $0 != largest }.flatMap { pieces[$0] }
    let ordered = detached.sorted { a, b in
      let (boxA, boxB) = (
        store.envelope(ofPolygons: a..<a + 1), store.envelope(ofPolygons: b..<b + 1)
      )
      return (boxA.minimum, boxA.maximum) < (boxB.minimum, boxB.maximum)
    }
    list.add(
      .exclave, units: [unit], parent: units[unit].parentCode, polygons: ordered,
      detail: .parts(pieces.count))
  }

  /// Whether a unit has no child while others of its level have some.
  private func isEmptyParent(_ unit: Int) -> Bool {
    guard units[unit].level != smallestLevel, children[unit].isEmpty else { return false }
    let siblings = units(of: units[unit].level, code: units[unit].code)
    return siblings.allSatisfy { children[$0].isEmpty }
  }

  /// Checks codes, parents and shapes that occur twice.
  func checkCodes(_ list: inout DefectList) {
    for (index, unit) in units.enumerated() {
      let source = unit.attributes.source
      if unit.attributes.code == nil {
        list.add(
          .missingCode, units: [index], parent: unit.parentCode, points: anchor(of: index),
          detail: .features([source]))
      }
      if unit.parent == nil, levelAbove(unit.level) != nil {
        list.add(
          .orphan, units: [index], parent: unit.attributes.parent, polygons: Array(unit.polygons),
          detail: .statedParent(unit.attributes.parent, source))
      }
    }
    for level in levels {
      let members = units(of: level)
      let isParentLevel = members.contains { !children[$0].isEmpty }
      for index in members where isParentLevel && isEmptyParent(index) {
        list.add(
          .emptyParent, units: [index], parent: units[index].parentCode,
          polygons: Array(units[index].polygons),
          detail: .features([units[index].attributes.source]))
      }
      checkTwins(among: members, &list)
    }
  }

  /// Reports codes and shapes that several units of a level have.
  private func checkTwins(among members: [Int], _ list: inout DefectList) {
    let coded = members.filter { units[$0].attributes.code != nil }
    for (_, same) in twins(Dictionary(grouping: coded) { units[$0].code }) {
      list.add(
        .duplicateCode, units: same, parent: commonParent(of: same),
        points: same.flatMap(anchor).sorted(),
        detail: .features(same.map { units[$0].attributes.source }))
    }
    // Twins have the same box, so only units that share one are compared.
    let boxes = Dictionary(grouping: members.filter { units[$0].hasShape }) {
      store.envelope(ofPolygons: units[$0].polygons)
    }
    for (_, candidates) in twins(boxes) {
      let shapes = Dictionary(grouping: candidates) {
        canonicalShape(of: $0).withoutStraightVertices
      }
      for (_, same) in twins(shapes) {
        list.add(
          .duplicateGeometry, units: same, parent: commonParent(of: same),
          polygons: same.first.map { Array(units[$0].polygons) } ?? [],
          detail: .features(same.map { units[$0].attributes.source }))
      }
    }
  }

  private func twins<Key>(_ groups: [Key: [Int]]) -> [(key: Key, members: [Int])] {
    groups.filter { $0.value.count > 1 }.map { ($0.key, $0.value) }
      .sorted { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
  }

  private func commonParent(of members: [Int]) -> String? {
    let parents = Set(members.map { units[$0].parentCode })
    return parents.count == 1 ? parents.first ?? nil : nil
  }

  /// The lowest position of a unit, where a defect without extent is shown.
  private func anchor(of unit: Int) -> [LatticePoint] {
    var lowest: LatticePoint?
    store.forEachEdge(ofPolygons: units[unit].polygons) { _, to in
      lowest = lowest.map { min($0, to) } ?? to
    }
    return lowest.map { [$0] } ?? []
  }
}

extension RingProblem {
  init(_ fault: RegionShape.Fault) {
    switch fault {
    case .crossing: self = .crossing
    case .sharedEdge: self = .sharedEdge
    case .winding: self = .winding
    }
  }
}
