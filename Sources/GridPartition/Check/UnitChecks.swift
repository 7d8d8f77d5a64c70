internal import Geometry

extension Plan {
  /// Reports what the shapes of units say of them.
  ///
  /// - Returns: For each unit whether its winding number is 0 or 1 everywhere.
  func checkUnits(_ shapes: UnitShapes, _ list: inout DefectList) -> [Bool] {
    let emptyParents = emptyParents()
    for index in units.indices where !(units[index].hasShape && units[index].brokenRings.isEmpty) {
      let unit = units[index]
      for (problem, at) in unit.brokenRings {
        list.add(
          .invalidRing, units: [index], parent: unit.parentCode, points: at.map { [$0] } ?? [],
          detail: .ring(problem, unit.attributes.source))
      }
      if !unit.hasShape, children[index].isEmpty, unit.brokenRings.isEmpty,
        !emptyParents.contains(index)
      {
        list.add(
          .invalidRing, units: [index], parent: unit.parentCode, points: [],
          detail: .ring(.noPolygon, unit.attributes.source))
      }
    }
    var isSound = [Bool](repeating: true, count: units.count)
    for (index, shape) in shapes.uncommon.sorted(by: { $0.key < $1.key }) {
      if let fault = shape.fault {
        isSound[index] = false
        list.add(
          .invalidRing, units: [index], parent: units[index].parentCode, points: [fault.at],
          detail: .ring(RingProblem(fault.kind), units[index].attributes.source))
        continue
      }
      if !shape.selfTouches.isEmpty {
        list.add(
          .selfTouch, units: [index], parent: units[index].parentCode, points: shape.selfTouches,
          detail: .vertices(shape.selfTouches.count))
      }
      if shape.pieces.count > 1 { addExclave(index, shape.pieces, &list) }
    }
    return isSound
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
      guard !fertile.isEmpty else { continue }
      for unit in members where fertile.contains(units[unit].parent) {
        let namesakes = units(of: level, code: units[unit].code)
        if namesakes.allSatisfy({ children[$0].isEmpty }) { result.insert(unit) }
      }
    }
    return result
  }

  /// Checks codes, parents and shapes that occur twice.
  func checkCodes(_ shapes: UnitShapes, _ list: inout DefectList) {
    for index in units.indices where units[index].attributes.code == nil {
      list.add(
        .missingCode, units: [index], parent: units[index].parentCode, points: anchor(of: index),
        detail: .features([units[index].attributes.source]))
    }
    for level in levels.dropFirst() {
      for index in units(of: level) where units[index].parent == nil {
        let stated = units[index].attributes.parent
        list.add(
          .orphan, units: [index], parent: stated, polygons: Array(units[index].polygons),
          detail: .statedParent(stated, units[index].attributes.source))
      }
    }
    for level in levels {
      checkTwins(on: level, shapes, &list)
    }
    for index in emptyParents().sorted() {
      list.add(
        .emptyParent, units: [index], parent: units[index].parentCode,
        polygons: Array(units[index].polygons),
        detail: .features([units[index].attributes.source]))
    }
  }

  /// Reports codes and shapes that several units of a level have.
  private func checkTwins(on level: Level, _ shapes: UnitShapes, _ list: inout DefectList) {
    for bearers in sharedCodes(of: level) {
      let same = bearers.filter { units[$0].attributes.code != nil }
      guard same.count > 1 else { continue }
      list.add(
        .duplicateCode, units: same, parent: commonParent(of: same),
        points: same.flatMap(anchor).sorted(),
        detail: .features(same.map { units[$0].attributes.source }))
    }
    // Twins have the same box and area, so only units that share them are compared.
    let members = units(of: level).filter { units[$0].hasShape }
    let alike = Dictionary(grouping: shapes.unitsOfCommonBox(among: members, of: self)) {
      Extent(
        box: shapes.shellBox(of: $0, in: self),
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
