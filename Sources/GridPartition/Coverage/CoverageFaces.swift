internal import Geometry

/// The faces of a coverage with the units that own them.
struct CoverageFaces {
  private let arrangement: Arrangement
  /// For each face the children whose winding number is not 0, ascending.
  private let owners: [[Int]]
  /// Whether a face lies in the parent; without outline, whether it is bounded.
  private let isInside: [Bool]
  /// Whether all owners of a face are known.
  private let isKnown: [Bool]

  /// Finds the faces.
  ///
  /// - Parameters:
  ///   - set: The edges of the children and of the parent.
  ///   - hasOutline: Whether there is a parent.
  ///   - places: Boxes that faces have to be in to count; the edges of all children that meet them are
  ///     there. Everything counts when `nil`.
  init(set: EdgeSet, hasOutline: Bool, within places: [Envelope]?) {
    let arrangement = Arrangement(of: set)
    self.arrangement = arrangement
    owners = arrangement.windings.map { windings in
      windings.compactMap { $0.owner >= 0 ? Int($0.owner) : nil }
    }
    isInside = arrangement.windings.indices.map { face in
      hasOutline ? arrangement.windings[face].contains { $0.owner < 0 } : face != 0
    }
    isKnown = Self.isKnown(arrangement, within: places)
  }

  private static func isKnown(_ arrangement: Arrangement, within places: [Envelope]?) -> [Bool] {
    guard let places else { return [Bool](repeating: true, count: arrangement.faceCount) }
    let tree = EnvelopeTree(places)
    return (0..<arrangement.faceCount).map { face in
      let box = arrangement.envelope(ofFace: face)
      var isWithin = false
      tree.forEachMember(meeting: box) { isWithin = isWithin || places[$0].contains(box) }
      return isWithin
    }
  }

  /// Connected faces of one kind with the same units.
  ///
  /// - Parameter isMeantHole: Whether a hole bordered by these children is none of our business.
  /// - Returns: Gaps, then overlaps, then places beyond the parent.
  func findings(isMeantHole: ([Int]) -> Bool) -> [CoverageFinding] {
    var result: [CoverageFinding] = []
    for group in groups(where: { isInside[$0] && owners[$0].isEmpty }) {
      let finding = finding(.gap, group, children: borderers(of: group), multiplicity: 0)
      if !isMeantHole(finding.children) { result.append(finding) }
    }
    for group in groups(where: { owners[$0].count > 1 }) {
      let owners = owners[group.faces[0]]
      result.append(finding(.overlap, group, children: owners, multiplicity: owners.count))
    }
    for group in groups(where: { !isInside[$0] && !owners[$0].isEmpty }) {
      let owners = owners[group.faces[0]]
      result.append(finding(.overreach, group, children: owners, multiplicity: owners.count))
    }
    return result
  }

  /// Twice the signed sum of the areas of all faces, each times how often it is covered too much.
  func surplus() -> WeighedArea {
    arrangement.area { $0.owner < 0 ? -$0.number : $0.number }
  }

  private typealias Group = (faces: [Int], isMember: [Int: Void])

  /// Wanted faces, joined where they share an edge and have the same owners.
  private func groups(where isWanted: (Int) -> Bool) -> [Group] {
    let wanted = owners.indices.filter { isKnown[$0] && isWanted($0) }
    let place = Dictionary(uniqueKeysWithValues: zip(wanted, wanted.indices))
    var sets = DisjointSets(count: wanted.count)
    for (index, face) in wanted.enumerated() {
      arrangement.forEachHalfEdge(of: [face]) { halfEdge in
        let other = Int(arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
        if let otherIndex = place[other], owners[other] == owners[face] {
          sets.join(index, otherIndex)
        }
      }
    }
    return sets.groups().map { members in
      let faces = members.map { wanted[$0] }
      return (faces, Dictionary(uniqueKeysWithValues: faces.map { ($0, ()) }))
    }
  }

  private func finding(
    _ kind: DefectKind, _ group: Group, children: [Int], multiplicity: Int
  ) -> CoverageFinding {
    CoverageFinding(
      kind: kind, children: children, multiplicity: multiplicity,
      rings: arrangement.rings(around: group.faces) { group.isMember[$0] != nil })
  }

  /// The children that a group of faces meets along an edge.
  private func borderers(of group: Group) -> [Int] {
    let boundary = arrangement.boundaryHalfEdges(of: group.faces) { group.isMember[$0] != nil }
    let across = boundary.flatMap { halfEdge in
      owners[Int(arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])]
    }
    return Set(across).sorted()
  }
}
