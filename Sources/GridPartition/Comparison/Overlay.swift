internal import Geometry

/// Lays the redrawn units of two plans over each other, exactly.
///
/// Chunks of redrawn units that lie together are laid over all units of both plans whose boxes meet
/// theirs. Every face of the arrangement knows its units in both plans; a chunk tells of the faces that
/// belonged to one of its units, or belong to one and to no other redrawn unit before.
struct Overlay {
  /// A unit of either plan; units of the old plan come first, and within a plan the one that a place
  /// belongs to where it lies in several.
  private struct Member {
    let isOld: Bool
    let unit: Int
  }

  private let old: Plan
  private let new: Plan
  private let oldUnits: [Int]
  private let newUnits: [Int]
  private var redrawn: [Member]
  private let oldBoxes: [Envelope]
  private let newBoxes: [Envelope]
  private var isGone: Set<Int>
  private var isRedrawn: Set<Int>
  /// Pairs of units that answer otherwise than before, though nothing was redrawn around them.
  private(set) var recoded: [(old: Int, new: Int)] = []

  init(_ old: Plan, _ oldUnits: [Int], _ new: Plan, _ newUnits: [Int], _ pairing: UnitPairing) {
    (self.old, self.new) = (old, new)
    self.oldUnits = oldUnits.sorted(by: old.goesBefore)
    self.newUnits = newUnits.sorted(by: new.goesBefore)
    redrawn =
      pairing.gone.map { Member(isOld: true, unit: $0) }
      + pairing.redrawn.map { Member(isOld: false, unit: $0) }
    isGone = Set(pairing.gone)
    isRedrawn = Set(pairing.redrawn)
    let isNeeded = !redrawn.isEmpty
    oldBoxes = isNeeded ? self.oldUnits.map { old.envelope(of: $0) } : []
    newBoxes = isNeeded ? self.newUnits.map { new.envelope(of: $0) } : []
    takeRecoded(pairing)
  }

  /// Takes pairs of the same boundary under another code, or of another kind, as redrawn where a redrawn
  /// unit may overlap with them, as these decide which of them has the place.
  private mutating func takeRecoded(_ pairing: UnitPairing) {
    let pairs = pairing.same.filter { pair in
      let (before, now) = (old.units[pair.old], new.units[pair.new])
      return before.code != now.code || before.isVoid != now.isVoid
    }
    guard !pairs.isEmpty, !redrawn.isEmpty else {
      recoded = pairs
      return
    }
    let tree = EnvelopeTree(redrawn.map { plan(of: $0).envelope(of: $0.unit) })
    for pair in pairs {
      var isBeside = false
      tree.forEachMember(meeting: new.envelope(of: pair.new)) { _ in isBeside = true }
      guard isBeside else {
        recoded.append(pair)
        continue
      }
      redrawn += [Member(isOld: true, unit: pair.old), Member(isOld: false, unit: pair.new)]
      isGone.insert(pair.old)
      isRedrawn.insert(pair.new)
    }
  }

  /// The pieces of which a redrawn unit has a share, on all cores.
  ///
  /// - Throws: ``AreaIdentityFault`` when the faces do not add up to the units, which are known exactly.
  /// - Complexity: O((*n* + *k*) log *n*) in the edges of the redrawn units and of those around them,
  ///   where *k* counts crossings.
  func pieces() throws(AreaIdentityFault) -> [Piece] {
    guard !redrawn.isEmpty else { return [] }
    let plans = redrawn.map { plan(of: $0) }
    let edges = zip(plans, redrawn).map { $0.edgeCount(of: $1.unit) }
    let chunks = SpatialChunks(
      starts: zip(plans, redrawn).map { plan, member in
        let box = plan.envelope(of: member.unit)
        return box.isEmpty ? LatticePoint(x: 0, y: 0) : box.minimum
      }, edgeCounts: edges)
    let trees = (old: EnvelopeTree(oldBoxes), new: EnvelopeTree(newBoxes))
    let progress = WorkProgress.current
    let amount = edges.reduce(0, +)
    progress?.begin(.comparing, of: amount)
    let loop = ParallelLoop.onAllCores.telling(progress, amount: amount)
    let found = loop.map(chunks.chunks.count) { number in
      let own = chunks.order[chunks.chunks[number]].map { redrawn[Int($0)] }
      return Result { () throws(AreaIdentityFault) in try pieces(of: own, trees) }
    }
    var all: [Piece] = []
    for result in found { all += try result.get() }
    return all
  }

  private func plan(of member: Member) -> Plan { member.isOld ? old : new }

  /// The pieces that a chunk tells of.
  private func pieces(
    of own: [Member], _ trees: (old: EnvelopeTree, new: EnvelopeTree)
  ) throws(AreaIdentityFault) -> [Piece] {
    let members = neighbourhood(of: own, trees)
    var owned: [OwnedEdge] = []
    for (owner, member) in members.enumerated() {
      plan(of: member).forEachBoundaryEdge(of: member.unit) { from, to in
        owned.append(OwnedEdge(from: from, to: to, owner: Int32(owner)))
      }
    }
    let isOwn = ownership(of: own, among: members)
    let faces = OverlayFaces(
      Arrangement(of: EdgeSet(owned)), firstNew: members.firstIndex { !$0.isOld } ?? members.count)
    try verify(faces, members, isOwn)
    let measure = RegionMeasure(lattice: new.lattice, ground: new.ground, hairline: 0)
    return faces.groups { key in
      let before = key.old.map { members[$0].unit }
      if let old = key.old, let before, isGone.contains(before) { return isOwn[old] }
      guard let now = key.new, isRedrawn.contains(members[now].unit) else { return false }
      return isOwn[now]
    }.map { key, rings in
      Piece(
        old: key.old.map { members[$0].unit }, new: key.new.map { members[$0].unit },
        area: measure.area(of: rings), rings: rings)
    }
  }

  /// All units whose boxes meet that of a chunk's unit, in order.
  private func neighbourhood(
    of own: [Member], _ trees: (old: EnvelopeTree, new: EnvelopeTree)
  ) -> [Member] {
    var (places, newPlaces) = (Set<Int>(), Set<Int>())
    for member in own {
      let box = plan(of: member).envelope(of: member.unit)
      trees.old.forEachMember(meeting: box) { places.insert($0) }
      trees.new.forEachMember(meeting: box) { newPlaces.insert($0) }
    }
    return places.sorted().map { Member(isOld: true, unit: oldUnits[$0]) }
      + newPlaces.sorted().map { Member(isOld: false, unit: newUnits[$0]) }
  }

  private func ownership(of own: [Member], among members: [Member]) -> [Bool] {
    let ownOld = Set(own.filter(\.isOld).map(\.unit))
    let ownNew = Set(own.filter { !$0.isOld }.map(\.unit))
    return members.map { ($0.isOld ? ownOld : ownNew).contains($0.unit) }
  }

  /// Compares what the faces of a chunk's units add up to with their exact areas.
  private func verify(
    _ faces: OverlayFaces, _ members: [Member], _ isOwn: [Bool]
  ) throws(AreaIdentityFault) {
    let sum = faces.area(times: { isOwn[$0] })
    var exact: Int128 = 0
    for (member, isOwn) in zip(members, isOwn) where isOwn {
      let plan = plan(of: member)
      plan.forEachShape(of: member.unit) { exact += plan.store.doubledArea(ofPolygons: $0) }
    }
    guard sum.agrees(with: exact) else {
      throw AreaIdentityFault(
        parent: nil, faces: sum.total, units: Double(exact), bound: sum.bound)
    }
  }
}

extension Plan {
  /// How many edges a unit's boundary has; of one without polygon, those of its children.
  fileprivate func edgeCount(of unit: Int) -> Int {
    var count = 0
    forEachShape(of: unit) { count += store.edgeCount(ofPolygons: $0) }
    return count
  }
}
