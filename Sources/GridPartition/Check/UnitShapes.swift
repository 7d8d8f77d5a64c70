internal import Geometry

/// What is known of the shapes of all units, found on all cores.
struct UnitShapes: Sendable {
  /// So many units are looked at in one step.
  private static let stepSize = 512

  /// The box around all positions of each unit; empty for a unit without polygon.
  let boxes: [Envelope]
  /// The shapes of the units that are not just one simple ring.
  let uncommon: [Int: RegionShape]

  /// Looks at all units of a plan.
  init(of plan: Plan) {
    let found = Self.look(at: Array(plan.units.indices), of: plan)
    boxes = found.boxes
    uncommon = Dictionary(uniqueKeysWithValues: found.uncommon)
  }

  /// Looks at the units that changed; of the others, knows what was known.
  init(of plan: Plan, _ match: UnitMatch, before: UnitShapes, of planBefore: Plan) {
    let found = Self.look(at: match.changed, of: plan)
    var boxes = match.before.map { $0 < 0 ? .empty : before.boxes[Int($0)] }
    for (unit, box) in zip(match.changed, found.boxes) { boxes[unit] = box }
    self.boxes = boxes
    var uncommon = Dictionary(uniqueKeysWithValues: found.uncommon)
    if !before.uncommon.isEmpty {
      for (unit, old) in match.before.enumerated() where old >= 0 {
        guard var shape = before.uncommon[Int(old)] else { continue }
        let shift =
          plan.units[unit].polygons.lowerBound - planBefore.units[Int(old)].polygons.lowerBound
        shape.pieces = shape.pieces.map { $0.map { $0 + shift } }
        uncommon[unit] = shape
      }
    }
    self.uncommon = uncommon
  }

  private static func look(
    at units: [Int], of plan: Plan
  ) -> (boxes: [Envelope], uncommon: [(Int, RegionShape)]) {
    let steps = (units.count + stepSize - 1) / stepSize
    let edges = units.reduce(0) { $0 + plan.store.edgeCount(ofPolygons: plan.units[$1].polygons) }
    let progress = WorkProgress.current
    progress?.begin(.boundaries, of: edges)
    let found = ParallelLoop.onAllCores.telling(progress, amount: edges).map(steps) { step in
      var sweep = RegionSweep()
      var (boxes, uncommon) = ([Envelope](), [(Int, RegionShape)]())
      for unit in units[step * stepSize..<min((step + 1) * stepSize, units.count)] {
        let polygons = plan.units[unit].polygons
        let box = plan.store.box(ofPolygons: polygons)
        boxes.append(box)
        if !polygons.isEmpty, !sweep.provesSimple(plan.store, polygons: polygons, in: box) {
          uncommon.append((unit, sweep.examine(plan.store, polygons: polygons)))
        }
      }
      return (boxes: boxes, uncommon: uncommon)
    }
    return (found.flatMap(\.boxes), found.flatMap(\.uncommon))
  }

  /// Whether the winding number of units is 0 or 1 everywhere.
  func areSound(_ units: [Int]) -> Bool {
    uncommon.isEmpty || units.allSatisfy { uncommon[$0]?.fault == nil }
  }

  /// Those of some units whose shells have a box that those of another one have as well, in order.
  ///
  /// - Complexity: O(*n*) expected.
  func unitsOfCommonBox(among members: [Int], of plan: Plan) -> [Int] {
    let hashes = ParallelLoop.onAllCores.array(members.count, inStepsOf: Self.stepSize) {
      range, hashes in
      for offset in range { hashes.append(shellBox(of: members[offset], in: plan).hashValue) }
    }
    var table = NumberTable(expecting: members.count)
    var isCommon = [Bool](repeating: false, count: members.count)
    for (offset, hash) in hashes.enumerated() {
      let other = table.insert(offset, hash) {
        shellBox(of: members[$0], in: plan) == shellBox(of: members[offset], in: plan)
      }
      guard let other else { continue }
      isCommon[offset] = true
      isCommon[other] = true
    }
    return members.indices.filter { isCommon[$0] }.map { members[$0] }
  }

  /// The box around the shells of a unit.
  func shellBox(of unit: Int, in plan: Plan) -> Envelope {
    guard !uncommon.isEmpty, uncommon[unit] != nil else { return boxes[unit] }
    return plan.store.envelope(ofPolygons: plan.units[unit].polygons)
  }
}
