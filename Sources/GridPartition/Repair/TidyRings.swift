internal import Geometry

extension PlanRepair {
  /// Closes rings, and leaves out rings and parts of rings that bound no area.
  mutating func tidyRings() throws(AreaIdentityFault) {
    var shapes: [Int: [[[LatticePoint]]]] = [:]
    let plan = check.plan
    for (index, unit) in plan.units.enumerated()
    where unit.hasShape && !options.locked.contains(unit.code) {
      let isUncommon = check.shapes.uncommon[index] != nil
      guard isUncommon || !unit.brokenRings.isEmpty else { continue }
      let shape = plan.shape(of: index)
      let tidy = isUncommon ? shape.map { $0.map(Self.withoutSpikes) } : shape
      if tidy != shape || !unit.brokenRings.isEmpty { shapes[index] = tidy }
    }
    guard !shapes.isEmpty, let redrawn = plan.redrawn(shapes) else { return }
    let patches = shapes.keys.sorted().map { unit in
      RepairPatch(
        kind: .invalidRing, level: plan.units[unit].level, from: nil, to: plan.units[unit].code,
        area: 0, rule: .properRing, movement: 0, geometry: .none)
    }
    take(Step(check: try check.recheck(redrawn), patches: patches, units: Set(shapes.keys)))
  }

  /// A ring without the places where it runs out and back along the same edge.
  private static func withoutSpikes(_ ring: [LatticePoint]) -> [LatticePoint] {
    var kept: [LatticePoint] = []
    for point in ring {
      kept.append(point)
      while kept.count > 2,
        isSpike(kept[kept.count - 3], kept[kept.count - 2], kept[kept.count - 1])
      {
        kept.remove(at: kept.count - 2)
        if kept[kept.count - 1] == kept[kept.count - 2] { kept.removeLast() }
      }
    }
    // The start may be the tip, or beside it.
    while kept.count > 3 {
      if isSpike(kept[kept.count - 2], kept[kept.count - 1], kept[0]) {
        kept.removeLast()
        if kept[kept.count - 1] == kept[0] { kept.removeLast() }
      } else if isSpike(kept[kept.count - 1], kept[0], kept[1]) {
        kept.removeFirst()
        if kept[kept.count - 1] == kept[0] { kept.removeLast() }
      } else {
        break
      }
    }
    return kept.count > 2 ? kept : ring
  }

  /// Whether a ring turns back at `b` along the line it came from.
  private static func isSpike(_ a: LatticePoint, _ b: LatticePoint, _ c: LatticePoint) -> Bool {
    guard orientation(a, b, c) == .collinear else { return false }
    let (dx, dy) = ((b.x - a.x).signum(), (b.y - a.y).signum())
    let (ex, ey) = ((c.x - b.x).signum(), (c.y - b.y).signum())
    return dx == -ex && dy == -ey
  }
}
