internal import Geometry

extension OwnerDecisions {
  /// A neighbour with this share of a gap's border gets all of it: no spike grows along others.
  private static let shareForAll = 0.4

  /// Gives gaps within the limits to neighbours of the same parent.
  mutating func decideGaps(_ faces: [Int], _ parents: [Int?]) {
    for group in groups(of: faces, parents) where !isMeant(group) && !isOutside(group) {
      if !decideGap(group, parents.isEmpty ? nil : parents[group[0]]) {
        for face in group { isOpen[face] = true }
      }
    }
  }

  /// Whether a hole is said by the one unit around it, which is itself the outline of others.
  private func isMeant(_ faces: [Int]) -> Bool {
    guard level == places.plan.levels.first, options.outline.polygonCount == 0 else { return false }
    let members = Set(faces)
    var around: Set<Int> = []
    places.arrangement.forEachHalfEdge(of: faces) { halfEdge in
      let other = Int(places.arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
      if !members.contains(other) { around.formUnion(owners[other]) }
    }
    guard around.count == 1, let only = around.first else { return false }
    return places.plan.units[only].hasShape && !places.plan.children[only].isEmpty
  }

  /// Whether a place that no unit of the widest level has is none that they enclose.
  private func isOutside(_ faces: [Int]) -> Bool {
    guard level == places.plan.levels.first, options.outline.polygonCount == 0 else { return false }
    let members = Set(faces)
    var isFound = false
    places.arrangement.forEachHalfEdge(of: faces) { halfEdge in
      let other = places.arrangement.faces(besides: halfEdge).right
      isFound = isFound || (!members.contains(other) && owners[other].isEmpty)
    }
    return isFound
  }

  /// For each gap within the limits the units that change as one of several with the same right gets
  /// it; none for one that is to be cut.
  func waysOfGaps(_ faces: [Int], _ parents: [Int?]) -> [[Set<Int>]] {
    groups(of: faces, parents).map { group in
      guard !isMeant(group), !isOutside(group),
        let gap = candidates(for: group, parents.isEmpty ? nil : parents[group[0]]), !gap.isShared
      else { return [] }
      return gap.equals.map { touched(giving: group, to: $0, [$0]) }
    }
  }

  /// Who may get a gap.
  private struct Candidates {
    /// Those with the longest borders.
    let equals: [Int]
    /// Whether there are several, none of which has so much of the border that it takes all.
    let isShared: Bool
  }

  /// Whether a place is so small and so narrow that it is given away when it is a gap.
  func isWithinLimits(_ faces: [Int]) -> Bool {
    let members = Set(faces)
    let rings = places.arrangement.rings(around: faces) { members.contains($0) }
      .sorted { ($0.doubledArea > 0 ? 0 : 1) < ($1.doubledArea > 0 ? 0 : 1) }
    let size = measure.measure(rings).size
    return size.area <= options.maximumGapArea && size.isHairline
  }

  /// `nil` when the gap is beyond the limits, or nobody may have it.
  private func candidates(for faces: [Int], _ parent: Int?) -> Candidates? {
    guard isWithinLimits(faces) else { return nil }
    let (lengths, perimeter) = borders(of: faces)
    let candidates = lengths.filter { unit, _ in isCandidate(unit, parent) }
    let equals = equals(of: candidates)
    guard let greatest = candidates.values.max(), !equals.isEmpty else { return nil }
    return Candidates(
      equals: equals,
      isShared: candidates.count > 1 && greatest < Self.shareForAll * perimeter)
  }

  /// Gives a gap away.
  ///
  /// - Returns: `false` when it stays for now.
  private mutating func decideGap(_ faces: [Int], _ parent: Int?) -> Bool {
    guard let gap = candidates(for: faces, parent),
      let best = best(for: faces, of: gap.equals, changing: { [$0] })
    else { return false }
    if gap.isShared {
      if let pieces = pieces(of: faces, parent) {
        cut(faces[0], pieces, rule: .meetingNeighbours)
        return true
      }
      if !isFinal, hasCrossing(faces) {
        wait()
        return false
      }
    }
    for face in faces { settle(face, to: best.unit, kind: .gap, rule: best.rule) }
    return true
  }

  private func isCandidate(_ unit: Int, _ parent: Int?) -> Bool {
    guard !(isLocked[unit] ?? false) else { return false }
    guard let parent else { return true }
    return places.plan.units[unit].parentCode == places.plan.units[parent].code
  }

  private func hasCrossing(_ faces: [Int]) -> Bool {
    var isFound = false
    places.arrangement.forEachHalfEdge(of: faces) { halfEdge in
      let node = places.arrangement.node(atStartOf: halfEdge)
      isFound = isFound || places.arrangement.latticePoint(ofNode: node) == nil
    }
    return isFound
  }

  /// Cuts a gap where neighbours meet; `nil` unless it is one simple ring of lattice points.
  private func pieces(of faces: [Int], _ parent: Int?) -> [(unit: Int, piece: [Int])]? {
    guard faces.count == 1 else { return nil }
    let arrangement = places.arrangement
    var halfEdges: [Int] = []
    arrangement.forEachHalfEdge(of: faces) { halfEdges.append($0) }
    let ring = halfEdges.compactMap {
      arrangement.latticePoint(ofNode: arrangement.node(atStartOf: $0))
    }
    guard ring.count == halfEdges.count, Set(ring).count == ring.count else { return nil }
    // A loop is followed from node to node; several loops are no simple ring.
    for (index, halfEdge) in halfEdges.enumerated() {
      let end = arrangement.node(atStartOf: Arrangement.twin(of: halfEdge))
      let next = halfEdges[index + 1 == halfEdges.count ? 0 : index + 1]
      guard arrangement.node(atStartOf: next) == end else { return nil }
    }
    let neighbours = halfEdges.map { halfEdge -> Int? in
      let face = Int(arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
      return owner(of: face).flatMap { isCandidate($0, parent) ? $0 : nil }
    }
    let meetings = Set(
      ring.indices.filter { index in
        let before = neighbours[index == 0 ? ring.count - 1 : index - 1]
        return before != nil && neighbours[index] != nil && before != neighbours[index]
      })
    let pieces = PolygonCuts.pieces(of: ring, cutAt: meetings)
    guard pieces.count > 1 else { return nil }
    return owners(of: pieces, halfEdges, neighbours)
  }

  /// Gives each piece to the neighbour with the longest border, pieces without one to the owner of
  /// a piece beside them.
  private func owners(
    of pieces: [[Int]], _ halfEdges: [Int], _ neighbours: [Int?]
  ) -> [(unit: Int, piece: [Int])]? {
    var units = pieces.map { piece -> Int? in
      var lengths: [Int: Double] = [:]
      for (index, next) in zip(piece, piece.dropFirst() + piece.prefix(1))
      where next == (index + 1) % halfEdges.count {
        if let unit = neighbours[index] {
          lengths[unit, default: 0] += length(of: halfEdges[index])
        }
      }
      return longest(of: lengths)
    }
    while let open = units.indices.first(where: { place in
      units[place] == nil
        && units.indices.contains { isBeside(pieces[$0], pieces[place]) && units[$0] != nil }
    }) {
      units[open] = units.indices.first { isBeside(pieces[$0], pieces[open]) && units[$0] != nil }
        .flatMap { units[$0] }
    }
    guard units.allSatisfy({ $0 != nil }) else { return nil }
    return zip(units, pieces).compactMap { unit, piece in unit.map { ($0, piece) } }
  }

  /// Whether two pieces have a diagonal in common.
  private func isBeside(_ a: [Int], _ b: [Int]) -> Bool {
    a != b && Set(a).intersection(b).count > 1
  }
}
