internal import CoordinateSystems
public import Geometry

/// What a repair leads to.
public struct RepairOutcome: Sendable {
  /// The plan as it is afterwards.
  public let plan: Plan
  /// What was done, in order.
  public internal(set) var patches: [RepairPatch]
  /// The units that have changed, ascending.
  public internal(set) var changed: [Int]
  /// What a check says of the plan afterwards.
  public let report: CheckReport

  /// What is not as it should be afterwards, remarks left out.
  public var left: [Defect] { report.defects.filter { $0.kind.severity < .info } }
}

extension RepairOutcome {
  /// Also says of vertices that were only written otherwise, beyond the digits of the lattice.
  ///
  /// - Parameter units: For each unit where its vertices were and where they are.
  public mutating func note(respelled units: [Int: [(from: Position, to: Position)]]) {
    for (unit, moves) in units.sorted(by: { $0.key < $1.key }) {
      let farthest = moves.map { move in
        plan.ground.distance(from: (move.from.x, move.from.y), to: (move.to.x, move.to.y))
      }.max()
      patches.append(
        RepairPatch(
          kind: .movedVertices, level: plan.units[unit].level, from: plan.units[unit].code, to: nil,
          area: 0, rule: .sameDigits, movement: farthest ?? 0,
          geometry: .points(moves.map(\.to))))
    }
    changed = Set(changed).union(units.keys).sorted()
  }
}
