internal import Geometry

/// Who gets each damaged place, from the widest level down.
///
/// At each level a place lies in one unit of the level above. Only children of that unit may have it:
/// none is a gap, several an overlap, and others reach beyond their parent.
struct OwnerDecisions {
  /// A face, or a piece of one, that changes hands.
  struct Entry {
    let face: Int
    let kind: RepairKind
    let level: Level
    let from: Int?
    let to: Int?
    let rule: RepairRule
    /// A part of the face, as its half-edges' start nodes in order; `nil` for all of it.
    var piece: [Int]?
  }

  let places: DamagedPlaces
  let options: RepairOptions
  let exclusions: RepairExclusions
  /// Whether gaps that could be cut better later are given away now.
  let isFinal: Bool
  let measure: RegionMeasure
  let scale: PlanScale
  /// For each face the change of the units' winding numbers.
  private(set) var changes: [Int: [Int: Int]] = [:]
  private(set) var entries: [Entry] = []
  /// Faces that are cut, each with the new owners of its pieces, by the offsets of its half-edges.
  private(set) var cuts: [Int: [(unit: Int, piece: [Int])]] = [:]
  /// Units that are going to change: they have changed before, or the choices to come will be such
  /// that they do.
  private(set) var expected: Set<Int>
  /// Whether a gap waits for the crossings on its border to become vertices.
  private(set) var isWaiting = false

  var level = Level.grid
  /// For each face the units of the level at hand that have it, as far as it is decided.
  var owners: [[Int]] = []
  /// Faces of which it is not decided on this level.
  var isOpen: [Bool] = []
  private(set) var isFrozen: [Bool]
  /// Units that lose a face because it would be cut off from them.
  private var detached: [Int: Set<Int>] = [:]
  /// Places of the level at hand that are still to be decided.
  private(set) var pending: Set<Int> = []
  /// For each node the edges that go through it without a vertex.
  let edgesThrough: [Int: [Int]]
  let isLocked: [Int: Bool]

  /// Decides.
  ///
  /// - Parameters:
  ///   - places: The damaged places.
  ///   - options: What may be done.
  ///   - exclusions: What must not be done.
  ///   - changed: Units that have changed by now; they may change again rather than others.
  ///   - isFinal: Whether gaps that could be cut better later are given away now.
  init(
    _ places: DamagedPlaces, _ options: RepairOptions, _ exclusions: RepairExclusions,
    changed: Set<Int>, isFinal: Bool
  ) {
    (self.places, self.options, self.exclusions) = (places, options, exclusions)
    self.isFinal = isFinal
    measure = RegionMeasure(
      lattice: places.plan.lattice, ground: places.plan.ground, hairline: options.maximumGapWidth)
    scale = PlanScale(of: places.plan)
    isFrozen = [Bool](repeating: false, count: places.arrangement.faceCount)
    let edgesThrough = places.edgesThroughNodes()
    self.edgesThrough = edgesThrough
    expected = changed
    for edge in places.unmatched.flatMap({ edgesThrough[$0] ?? [] }) {
      for step in places.set.steps(of: places.set.edges[edge]) where step.owner >= 0 {
        expected.insert(Int(step.owner))
      }
    }
    isLocked = Dictionary(
      uniqueKeysWithValues: places.units.map { unit in
        (
          unit,
          options.locked.contains(places.plan.units[unit].code)
            || exclusions.untouchable.contains(unit)
        )
      })
    if !exclusions.detached.isEmpty {
      for face in places.arrangement.windings.indices.dropFirst() {
        let place = RepairExclusions.place(of: face, in: places.arrangement)
        detached[face] = exclusions.detached[place]
      }
    }
    if !exclusions.frozen.isEmpty {
      for face in places.faces {
        let place = RepairExclusions.place(of: face, in: places.arrangement)
        isFrozen[face] = exclusions.frozen.contains(place)
      }
    }
    for level in places.plan.levels { decide(level) }
  }

  /// The winding numbers of a face afterwards; not for a face that is cut.
  func windings(of face: Int) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for winding in places.arrangement.windings[face] {
      result[Int(winding.owner)] = Int(winding.number)
    }
    for (unit, change) in changes[face] ?? [:] {
      let number = (result[unit] ?? 0) + change
      result[unit] = number == 0 ? nil : number
    }
    return result
  }

  private mutating func decide(_ level: Level) {
    let arrangement = places.arrangement
    let plan = places.plan
    let (above, wasOpen) = (owners, isOpen)
    let isTop = level == plan.levels.first
    self.level = level
    owners = arrangement.windings.map { windings in
      windings.compactMap { winding in
        let unit = Int(winding.owner)
        return unit >= 0 && plan.units[unit].level == level ? unit : nil
      }
    }
    isOpen = isTop ? isFrozen : zip(wasOpen, isFrozen).map { $0 || $1 }
    var parents = [Int?](repeating: nil, count: isTop ? 0 : owners.count)
    var (overlaps, gaps) = ([Int](), [Int]())
    let faces = Set(detached.isEmpty ? [] : places.faces)
    let others = detached.keys.filter { !faces.contains($0) }.sorted()
    for face in places.faces + others where !isOpen[face] {
      let claims = owners[face]
      guard let place = placeOfFace(face, isTop: isTop, above) else {
        isOpen[face] = true
        continue
      }
      if !isTop { parents[face] = place.parent }
      let lost = detached[face] ?? []
      let rightful = claims.filter { place.takes($0, in: plan) && !lost.contains($0) }
      guard place.isInside else {
        settle(face, to: nil, kind: .overreach, rule: .outline)
        continue
      }
      switch rightful.count {
      case 0 where place.isCovered:
        let rule = lost.isEmpty ? RepairRule.parent : .keepsUnitWhole
        if claims.isEmpty || settle(face, to: nil, kind: .overreach, rule: rule) {
          gaps.append(face)
        }
      case 0: settle(face, to: nil, kind: .overreach, rule: .parent)
      case 1:
        let isProper = claims.count > 1 || windingNumber(of: rightful[0], in: face) == 1
        settle(
          face, to: rightful[0], kind: isProper ? .overreach : .invalidRing,
          rule: isProper ? .parent : .properRing)
      default: overlaps.append(face)
      }
    }
    pending = Set(overlaps + gaps)
    expected =
      ChangeCover(
        waysOfOverlaps(overlaps, parents) + waysOfGaps(gaps, parents), known: expected
      ).units
    decideOverlaps(overlaps, parents)
    decideGaps(gaps, parents)
    pending = []
  }

  /// What a face is a place of.
  private struct Place {
    /// The unit of the level above; `nil` for the widest level.
    let parent: Int?
    /// Whether the level has anything to do there.
    let isInside: Bool
    /// Whether somebody has to have it.
    let isCovered: Bool

    func takes(_ unit: Int, in plan: Plan) -> Bool {
      guard let parent else { return true }
      return plan.units[unit].parentCode == plan.units[parent].code
    }
  }

  /// `nil` when that is not decided.
  private func placeOfFace(_ face: Int, isTop: Bool, _ above: [[Int]]) -> Place? {
    if isTop {
      let isInside =
        options.outline.polygonCount == 0
        || places.arrangement.windings[face].contains { $0.owner == DamagedPlaces.outlineOwner }
      return Place(parent: nil, isInside: isInside, isCovered: true)
    }
    guard above[face].count < 2 else { return nil }
    guard let parent = above[face].first else {
      return Place(parent: nil, isInside: false, isCovered: false)
    }
    let bearers = places.plan.units(
      of: places.plan.units[parent].level, code: places.plan.units[parent].code)
    let isCovered = bearers.contains { !places.plan.children[$0].isEmpty }
    return Place(parent: parent, isInside: true, isCovered: isCovered)
  }

  func windingNumber(of unit: Int, in face: Int) -> Int {
    places.arrangement.windings[face].first { $0.owner == Int32(unit) }.map { Int($0.number) } ?? 0
  }

  /// Gives a face to one unit of the level at hand, or to none.
  ///
  /// - Returns: `false` when it cannot be, as a locked unit would change.
  @discardableResult
  mutating func settle(_ face: Int, to owner: Int?, kind: RepairKind, rule: RepairRule) -> Bool {
    pending.remove(face)
    var losers: [Int] = []
    for unit in owners[face] where unit != owner { losers.append(unit) }
    let gains = owner.map { !owners[face].contains($0) } ?? false
    let turns = owner.map { !gains && windingNumber(of: $0, in: face) != 1 } ?? false
    let changing = losers + (gains || turns ? owner.map { [$0] } ?? [] : [])
    guard changing.allSatisfy({ !(isLocked[$0] ?? false) }) else {
      isOpen[face] = true
      return false
    }
    for unit in losers { change(unit, in: face, to: 0) }
    if let owner, gains || turns { change(owner, in: face, to: 1) }
    for loser in losers {
      entries.append(
        Entry(face: face, kind: kind, level: level, from: loser, to: owner, rule: rule))
    }
    if losers.isEmpty, gains || turns {
      entries.append(Entry(face: face, kind: kind, level: level, from: nil, to: owner, rule: rule))
    }
    owners[face] = owner.map { [$0] } ?? []
    return true
  }

  private mutating func change(_ unit: Int, in face: Int, to number: Int) {
    guard places.plan.units[unit].hasShape else { return }
    let change = number - windingNumber(of: unit, in: face)
    guard change != 0 else { return }
    changes[face, default: [:]][unit] = change
    expected.insert(unit)
  }

  /// Gives the pieces of a face to several units.
  mutating func cut(_ face: Int, _ pieces: [(unit: Int, piece: [Int])], rule: RepairRule) {
    cuts[face] = pieces
    pending.remove(face)
    isOpen[face] = true
    for (unit, piece) in pieces {
      expected.insert(unit)
      entries.append(
        Entry(
          face: face, kind: .gap, level: level, from: nil, to: unit, rule: rule, piece: piece))
    }
  }

  mutating func wait() { isWaiting = true }
}

extension OwnerDecisions {
  /// Faces that touch along an edge and have the same owners and the same parent, in order of their
  /// lowest nodes.
  func groups(of faces: [Int], _ parents: [Int?]) -> [[Int]] {
    let place = Dictionary(uniqueKeysWithValues: zip(faces, faces.indices))
    var sets = DisjointSets(count: faces.count)
    for (index, face) in faces.enumerated() {
      places.arrangement.forEachHalfEdge(of: [face]) { halfEdge in
        let other = Int(places.arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
        guard let otherIndex = place[other], owners[other] == owners[face],
          parents.isEmpty || parents[other] == parents[face]
        else { return }
        sets.join(index, otherIndex)
      }
    }
    return sets.groups().map { $0.map { faces[$0] } }.sorted {
      lowestPoint(of: $0) < lowestPoint(of: $1)
    }
  }

  private func lowestPoint(of faces: [Int]) -> LatticePoint {
    var lowest = LatticePoint(x: .max, y: .max)
    places.arrangement.forEachHalfEdge(of: faces) { halfEdge in
      lowest = min(
        lowest,
        places.arrangement.roundedPoint(ofNode: places.arrangement.node(atStartOf: halfEdge)))
    }
    return lowest
  }

  /// The length of a half-edge in metres.
  func length(of halfEdge: Int) -> Double {
    let arrangement = places.arrangement
    return scale.distance(
      arrangement.roundedPoint(ofNode: arrangement.node(atStartOf: halfEdge)),
      arrangement.roundedPoint(ofNode: arrangement.node(atStartOf: Arrangement.twin(of: halfEdge))))
  }

  /// The one unit that has a face; `nil` when there are none or several, or it is not decided.
  func owner(of face: Int) -> Int? {
    owners[face].count == 1 ? owners[face][0] : nil
  }

  /// For each unit the length of the border that faces have with places that are its alone, and the
  /// length of all their border.
  func borders(of faces: [Int]) -> (lengths: [Int: Double], perimeter: Double) {
    let members = Set(faces)
    var lengths: [Int: Double] = [:]
    var perimeter = 0.0
    places.arrangement.forEachHalfEdge(of: faces) { halfEdge in
      let other = Int(places.arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
      guard !members.contains(other) else { return }
      let length = length(of: halfEdge)
      perimeter += length
      if let owner = owner(of: other) { lengths[owner, default: 0] += length }
    }
    return (lengths, perimeter)
  }
}
