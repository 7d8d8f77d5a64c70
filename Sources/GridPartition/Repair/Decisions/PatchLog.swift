internal import Geometry

/// What decisions did, as patches with sizes.
struct PatchLog {
  private let decisions: OwnerDecisions
  private let places: DamagedPlaces
  private let plan: Plan

  init(_ decisions: OwnerDecisions) {
    self.decisions = decisions
    places = decisions.places
    plan = places.plan
  }

  private struct Key: Hashable {
    let kind: RepairKind
    let level: Level
    let from: Int?
    let to: Int?
    let rule: RepairRule
  }

  /// Places that changed hands: faces that touch and went the same way are one patch.
  func patches() -> [RepairPatch] {
    var result: [RepairPatch] = []
    var facesOf: [Key: [Int]] = [:]
    var order: [Key] = []
    for entry in decisions.entries {
      let key = Key(
        kind: entry.kind, level: entry.level, from: entry.from, to: entry.to, rule: entry.rule)
      if let piece = entry.piece {
        result.append(patch(key, piece: piece, of: entry.face))
        continue
      }
      if facesOf[key] == nil { order.append(key) }
      facesOf[key, default: []].append(entry.face)
    }
    for key in order {
      for group in connected(facesOf[key] ?? []) { result.append(patch(key, faces: group)) }
    }
    return result
  }

  private func connected(_ faces: [Int]) -> [[Int]] {
    let place = Dictionary(uniqueKeysWithValues: zip(faces, faces.indices))
    var sets = DisjointSets(count: faces.count)
    for (index, face) in faces.enumerated() {
      places.arrangement.forEachHalfEdge(of: [face]) { halfEdge in
        let other = Int(places.arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
        if let otherIndex = place[other] { sets.join(index, otherIndex) }
      }
    }
    return sets.groups().map { $0.map { faces[$0] } }
  }

  private func patch(_ key: Key, faces: [Int]) -> RepairPatch {
    let members = Set(faces)
    let rings = places.arrangement.rings(around: faces) { members.contains($0) }
    return patch(key, rings: rings, movement: movement(of: members))
  }

  private func patch(_ key: Key, piece: [Int], of face: Int) -> RepairPatch {
    var nodes: [Int] = []
    places.arrangement.forEachHalfEdge(of: [face]) {
      nodes.append(places.arrangement.node(atStartOf: $0))
    }
    let ring = RegionRing(
      vertices: piece.map { RegionRing.Vertex(places.arrangement.roundedPoint(ofNode: nodes[$0])) })
    return patch(key, rings: [ring], movement: movement(of: [face]))
  }

  private func patch(_ key: Key, rings: [RegionRing], movement: Double) -> RepairPatch {
    let measure = decisions.measure
    let shells = rings.filter { $0.doubledArea > 0 }
    let holes = rings.filter { $0.doubledArea <= 0 }
    // A region that touches itself has several shells; holes are shown with the first one.
    let polygons = shells.enumerated().map { index, shell in
      ([shell] + (index == 0 ? holes : [])).map(measure.closedRing)
    }
    let area = rings.isEmpty ? 0 : measure.measure(shells + holes).size.area
    return RepairPatch(
      kind: key.kind, level: key.level, from: key.from.map { plan.units[$0].code },
      to: key.to.map { plan.units[$0].code }, area: area, rule: key.rule, movement: movement,
      geometry: .polygons(polygons))
  }

  /// How far the boundaries that are gone were from those that are there now, at most.
  private func movement(of faces: Set<Int>) -> Double {
    let arrangement = places.arrangement
    var kept: [(LatticePoint, LatticePoint)] = []
    var gone: Set<LatticePoint> = []
    arrangement.forEachHalfEdge(of: faces.sorted()) { halfEdge in
      let other = Int(arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
      guard !faces.contains(other) else { return }
      let a = arrangement.roundedPoint(ofNode: arrangement.node(atStartOf: halfEdge))
      let b = arrangement.roundedPoint(
        ofNode: arrangement.node(atStartOf: Arrangement.twin(of: halfEdge)))
      let face = Int(arrangement.faceOfHalfEdge[halfEdge])
      let remains =
        decisions.cuts[face] == nil && decisions.cuts[other] == nil
        && decisions.windings(of: face) != decisions.windings(of: other)
      if remains {
        kept.append((a, b))
      } else {
        // The farthest place of an edge may lie between its ends.
        for quarter: Int64 in 0...4 {
          gone.insert(
            LatticePoint(x: a.x + (b.x - a.x) * quarter / 4, y: a.y + (b.y - a.y) * quarter / 4))
        }
      }
    }
    guard !kept.isEmpty else { return 0 }
    return gone.reduce(0) { farthest, point in
      let nearest = kept.reduce(Double.infinity) {
        min($0, decisions.scale.distance(point, from: $1.0, to: $1.1))
      }
      return max(farthest, nearest)
    }
  }
}
