internal import Geometry

/// Proves a coverage exact, or finds where it is not.
///
/// The verdict rests on the integer chain and its reduction. Faces are built from an exact
/// arrangement to name and measure what is wrong; they must agree with the chain.
struct CoverageCheck {
  /// The owner that stands for the parent in sets of edges.
  static let parentOwner: Int32 = -1

  private let plan: Plan
  private let coverage: Coverage
  private let hasOutline: Bool
  /// What is left when the boundaries of the children and of the parent cancel.
  private let chain: BoundaryChain

  /// Prepares the check of a coverage whose edges have been cancelled with those of others.
  init(_ plan: Plan, _ coverage: Coverage, _ chain: BoundaryChain) {
    self.plan = plan
    self.coverage = coverage
    self.chain = chain
    hasOutline = plan.hasOutline(coverage)
  }

  init(_ plan: Plan, _ coverage: Coverage) {
    self.init(plan, coverage, plan.chains(of: [coverage])[0])
  }

  /// Checks the coverage.
  ///
  /// - Parameter isSound: Whether every winding number of the units and of the parent is 0 or 1.
  /// - Returns: What the chain says, and the places that are not exact.
  /// - Throws: ``AreaIdentityFault`` when faces and units do not add up.
  func run(isSound: Bool) throws(AreaIdentityFault) -> CoverageResult {
    guard !chain.edges.isEmpty || !isSound else { return CoverageResult() }
    let reduction = SupportingLineReduction(of: chain)
    var result = CoverageResult()
    let residue = CoverageResidue(reduction, chain, hasOutline: hasOutline)
    result.residualEdges = residue.edgeCount
    if !residue.isPlain || !isSound {
      result.findings = try findings(in: isSound ? residue.places : nil)
      result.isAreaExact = residue.isPlain || (!hasOutline && result.findings.isEmpty)
    }
    // The outline that is not known ends no run: a boundary that goes on along it lacks a vertex.
    let open = !hasOutline && result.isAreaExact
    let mismatches = reduction.mismatches.filter { open || !$0.vertices.isEmpty }
    result.isEdgeMatched =
      result.isAreaExact && (hasOutline ? chain.edges.isEmpty : mismatches.isEmpty)
    result.findings += unmatched(mismatches, withOpenEnds: open)
    return result
  }

  /// The places that are not exact.
  ///
  /// - Parameter places: Boxes, each place lies within one of them; `nil` when some unit is not sound, so
  ///   that they can be anywhere.
  /// - Returns: Gaps, overlaps and overreach.
  /// - Throws: ``AreaIdentityFault`` when faces and units do not add up.
  private func findings(in places: [Envelope]?) throws(AreaIdentityFault) -> [CoverageFinding] {
    let near = places.map { children(near: $0) } ?? Array(coverage.children.indices)
    let faces = CoverageFaces(
      set: EdgeSet(ownedEdges(of: near) { _ in true }), hasOutline: hasOutline, within: places)
    if places != nil { try verifyAreas(faces, of: near) }
    return faces.findings(isMeantHole: isMeantHole)
  }

  /// The children, as offsets in the coverage, whose boxes meet some places: within these places they
  /// are all that there is.
  private func children(near places: [Envelope]) -> [Int] {
    let tree = EnvelopeTree(places)
    return coverage.children.indices.filter { offset in
      var box = Envelope.empty
      plan.forEachShape(of: coverage.children[offset]) {
        box.expand(by: plan.store.box(ofPolygons: $0))
      }
      var isNear = false
      tree.forEachMember(meeting: box) { _ in isNear = true }
      return isNear
    }
  }

  /// Whether a hole is said by an outline: it lies in one unit of the widest level, which is itself
  /// the outline of others.
  private func isMeantHole(_ borderers: [Int]) -> Bool {
    guard coverage.isTop, borderers.count == 1, let only = borderers.first else { return false }
    let unit = coverage.children[only]
    return plan.units[unit].hasShape && !plan.children[unit].isEmpty
  }

  /// Stretches with different vertices, joined where they meet and concern the same units.
  private func unmatched(
    _ mismatches: [SupportingLineReduction.Mismatch], withOpenEnds: Bool
  ) -> [CoverageFinding] {
    guard !mismatches.isEmpty else { return [] }
    // The edges of this set are those of the chain, in the same order.
    let filter = EdgeFilter(chain)
    let set = EdgeSet(ownedEdges(of: coverage.children.indices) { filter.contains($0) })
    let owners = mismatches.map { mismatch in
      Set(
        mismatch.sources.flatMap { source in
          set.steps(of: set.edges[source]).map { Int($0.owner) }.filter { $0 >= 0 }
        }
      ).sorted()
    }
    var sets = DisjointSets(count: mismatches.count)
    var first: [MismatchEnd: Int] = [:]
    for (index, mismatch) in mismatches.enumerated() {
      for end in [mismatch.low, mismatch.high] {
        let key = MismatchEnd(at: end, owners: owners[index])
        if let other = first[key] { sets.join(index, other) } else { first[key] = index }
      }
    }
    return sets.groups().compactMap { group in
      guard let any = group.first else { return nil }
      return CoverageFinding(
        kind: .unmatchedVertices, children: owners[any], multiplicity: nil,
        stretches: group.map { (mismatches[$0].low, mismatches[$0].high) },
        vertices: Set(
          group.flatMap { mismatches[$0].vertices + (withOpenEnds ? mismatches[$0].openEnds : []) }
        ).sorted())
    }
  }

  /// The edges of some children and of the parent that are wanted.
  private func ownedEdges(
    of offsets: some Sequence<Int>, where isWanted: (OwnedEdge) -> Bool
  ) -> [OwnedEdge] {
    var owned: [OwnedEdge] = []
    func add(_ owner: Int32, _ from: LatticePoint, _ to: LatticePoint) {
      let edge = OwnedEdge(from: from, to: to, owner: owner)
      if isWanted(edge) { owned.append(edge) }
    }
    for offset in offsets {
      plan.forEachBoundaryEdge(of: coverage.children[offset]) { add(Int32(offset), $0, $1) }
    }
    for parent in coverage.parents {
      plan.store.forEachEdge(ofPolygons: plan.units[parent].polygons) {
        add(CoverageCheck.parentOwner, $0, $1)
      }
    }
    return owned
  }

  /// Compares what the faces of some children and of the parent add up to with their exact areas.
  private func verifyAreas(
    _ faces: CoverageFaces, of offsets: [Int]
  ) throws(AreaIdentityFault) {
    let part = Coverage(
      level: coverage.level, parents: coverage.parents, parentCode: coverage.parentCode,
      children: offsets.map { coverage.children[$0] }, isTop: coverage.isTop)
    let exact = plan.parts(of: part).reduce(Int128(0)) { sum, part in
      let area = plan.store.doubledArea(ofPolygons: part.polygons)
      return part.isSubtracted ? sum - area : sum + area
    }
    let sum = faces.surplus()
    guard sum.agrees(with: exact) else {
      throw AreaIdentityFault(
        parent: coverage.parentCode, faces: sum.total, units: Double(exact), bound: sum.bound)
    }
  }
}

private struct MismatchEnd: Hashable {
  let at: LatticePoint
  let owners: [Int]
}
