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
    let bits = Int.bitWidth - (members.count + members.count / 2).leadingZeroBitCount
    var table = [Int32](repeating: -1, count: 1 << bits)
    var isCommon = [Bool](repeating: false, count: members.count)
    for (offset, unit) in members.enumerated() {
      let box = shellBox(of: unit, in: plan)
      var place = Int(Self.hash(box) >> UInt64(64 - bits))
      while table[place] >= 0 {
        let other = Int(table[place])
        if shellBox(of: members[other], in: plan) == box {
          isCommon[offset] = true
          isCommon[other] = true
          break
        }
        place = (place + 1) & (table.count - 1)
      }
      if table[place] < 0 { table[place] = Int32(offset) }
    }
    return members.indices.filter { isCommon[$0] }.map { members[$0] }
  }

  /// The box around the shells of a unit.
  func shellBox(of unit: Int, in plan: Plan) -> Envelope {
    guard !uncommon.isEmpty, uncommon[unit] != nil else { return boxes[unit] }
    return plan.store.envelope(ofPolygons: plan.units[unit].polygons)
  }

  private static func hash(_ box: Envelope) -> UInt64 {
    [box.minimum.x, box.minimum.y, box.maximum.x, box.maximum.y].reduce(UInt64(0)) {
      sum, ordinate in
      let mixed = (sum ^ UInt64(bitPattern: ordinate)) &* 0x9E37_79B9_7F4A_7C15
      return mixed ^ mixed >> 32
    } &* 0xBF58_476D_1CE4_E5B9
  }
}
