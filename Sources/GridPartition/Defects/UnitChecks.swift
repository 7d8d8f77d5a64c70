internal import Geometry

extension Plan {
  /// Examines the shape of every unit.
  ///
  /// - Returns: For each unit whether its winding number is 0 or 1 everywhere.
  func checkUnits(_ list: inout DefectList) -> [Bool] {
    var sweep = RegionSweep()
    let emptyParents = emptyParents()
    let progress = WorkProgress.current
    progress?.begin(.boundaries, of: store.edgeCount(ofPolygons: 0..<store.polygonCount))
    return units.indices.map { index in
      let unit = units[index]
      defer { progress?.advance(by: store.edgeCount(ofPolygons: unit.polygons)) }
      for (problem, at) in unit.brokenRings {
        list.add(
          .invalidRing, units: [index], parent: unit.parentCode, points: at.map { [$0] } ?? [],
          detail: .ring(problem, unit.attributes.source))
      }
      guard unit.hasShape else {
        if children[index].isEmpty, unit.brokenRings.isEmpty, !emptyParents.contains(index) {
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
    let sizes = pieces.map { piece in
      let area = piece.reduce(Int128(0)) { $0 + store.doubledArea(ofPolygons: $1..<$1 + 1) }
      let lowest = piece.compactMap { lowestPosition(ofPolygons: $0..<$0 + 1) }.min()
      return (area: area, lowest: lowest)
    }
    // Of pieces of the same size the westernmost stands for the unit.
    let largest = sizes.indices.max { a, b in
      if sizes[a].area != sizes[b].area { return sizes[a].area < sizes[b].area }
      guard let first = sizes[a].lowest, let second = sizes[b].lowest else { return false }
      return second < first
    }
    let detached = pieces.indices.filter { $0 != largest }.flatMap { pieces[$0] }
    list.add(
      .exclave, units: [unit], parent: units[unit].parentCode, polygons: detached,
      detail: .parts(pieces.count))
  }

  /// The units that have no child while their siblings have some.
  private func emptyParents() -> Set<Int> {
    var result: Set<Int> = []
    for level in levels {
      let members = units(of: level)
      let fertile = Set(members.filter { !children[$0].isEmpty }.map { units[$0].parent })
      for unit in members where fertile.contains(units[unit].parent) {
        let namesakes = units(of: level, code: units[unit].code)
        if namesakes.allSatisfy({ children[$0].isEmpty }) { result.insert(unit) }
      }
    }
    return result
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
      checkTwins(among: units(of: level), &list)
    }
    for index in emptyParents().sorted() {
      list.add(
        .emptyParent, units: [index], parent: units[index].parentCode,
        polygons: Array(units[index].polygons),
        detail: .features([units[index].attributes.source]))
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
    // Twins have the same box and area, so only units that share them are compared.
    let alike = Dictionary(grouping: members.filter { units[$0].hasShape }) {
      Extent(
        box: store.envelope(ofPolygons: units[$0].polygons),
        doubledArea: store.doubledArea(ofPolygons: units[$0].polygons))
    }
    for (_, candidates) in twins(alike) {
      var classes: [[Int]] = []
      for unit in candidates {
        if let place = classes.firstIndex(where: { isSameArea($0[0], unit) }) {
          classes[place].append(unit)
        } else {
          classes.append([unit])
        }
      }
      for twins in classes where twins.count > 1 {
        let same = twins.sorted { codePrecedes(units[$0].code, units[$1].code) }
        list.add(
          .duplicateGeometry, units: same, parent: commonParent(of: same),
          polygons: Array(units[same[0]].polygons),
          detail: .features(same.map { units[$0].attributes.source }))
      }
    }
  }

  /// Whether two units cover the same places: their boundaries cancel along every line.
  private func isSameArea(_ a: Int, _ b: Int) -> Bool {
    var owned: [OwnedEdge] = []
    for (owner, unit) in [(Int32(0), a), (1, b)] {
      store.forEachEdge(ofPolygons: units[unit].polygons) { from, to in
        owned.append(OwnedEdge(from: from, to: to, owner: owner))
      }
    }
    let chain = BoundaryChain(of: EdgeSet(owned), parent: 1)
    return SupportingLineReduction(of: chain).stretches.isEmpty
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
    lowestPosition(ofPolygons: units[unit].polygons).map { [$0] } ?? []
  }

  private func lowestPosition(ofPolygons polygons: Range<Int>) -> LatticePoint? {
    var lowest: LatticePoint?
    store.forEachEdge(ofPolygons: polygons) { _, to in lowest = min(lowest ?? to, to) }
    return lowest
  }
}

private struct Extent: Hashable {
  let box: Envelope
  let doubledArea: Int128
}

extension RingProblem {
  init(_ fault: RegionShape.Fault) {
    switch fault {
    case .crossing: self = .crossing
    case .winding: self = .winding
    }
  }
}
