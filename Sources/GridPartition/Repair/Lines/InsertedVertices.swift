internal import Geometry

/// Vertices that units got because a neighbour has them, without any place changing hands there.
struct InsertedVertices {
  private let before: Plan
  private let shapes: [Int: [[[LatticePoint]]]]
  private let decisions: OwnerDecisions

  init(_ before: Plan, _ shapes: [Int: [[[LatticePoint]]]], _ decisions: OwnerDecisions) {
    (self.before, self.shapes, self.decisions) = (before, shapes, decisions)
  }

  /// One patch for each unit.
  func patches() -> [RepairPatch] {
    let involved = Set(decisions.changes.values.flatMap(\.keys))
      .union(decisions.cuts.values.flatMap { $0.map(\.unit) })
    return shapes.keys.sorted().compactMap { unit in
      involved.contains(unit) ? nil : patch(of: unit)
    }
  }

  private func patch(of unit: Int) -> RepairPatch? {
    var edges: [(LatticePoint, LatticePoint)] = []
    var old: Set<LatticePoint> = []
    before.forEachBoundaryEdge(of: unit) { from, to in
      edges.append((from, to))
      old.insert(to)
    }
    let new = Set((shapes[unit] ?? []).flatMap { $0.flatMap { $0 } }).subtracting(old).sorted()
    guard !new.isEmpty else { return nil }
    let movement = new.reduce(0.0) { farthest, point in
      let near = edges.lazy.filter { Self.box($0).contains(point) }
      let distance = near.map { decisions.scale.distance(point, from: $0.0, to: $0.1) }.min()
      return max(farthest, distance ?? 0)
    }
    return RepairPatch(
      kind: .insertedVertices, level: before.units[unit].level, from: nil,
      to: before.units[unit].code, area: 0, rule: .onEdge, movement: movement,
      geometry: .points(new.map(before.position)))
  }

  private static func box(_ edge: (LatticePoint, LatticePoint)) -> Envelope {
    let box = Envelope(of: [edge.0, edge.1])
    return Envelope(
      minimum: LatticePoint(x: box.minimum.x - 1, y: box.minimum.y - 1),
      maximum: LatticePoint(x: box.maximum.x + 1, y: box.maximum.y + 1))
  }
}
