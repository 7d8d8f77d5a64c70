/// The part of a plan that a description tells of.
public struct DescribedPart: Sendable {
  /// The unit that was asked for; `nil` for the whole plan.
  public let unit: Int?
  /// The levels of the plan, or those below the unit.
  public let levels: [LevelDescription]
  /// The units to list, the widest level first, then by code.
  public let units: [Int]

  /// Chooses a part.
  ///
  /// - Parameters:
  ///   - description: The whole plan in numbers.
  ///   - plan: The plan.
  ///   - unit: A unit, which is listed with its children; `nil` for all units.
  ///   - level: The only level to tell of, of a unit with all that is below; all when `nil`.
  public init(
    of description: PlanDescription, in plan: Plan, unit: Int? = nil, level: Level? = nil
  ) {
    self.unit = unit
    guard let unit else {
      levels = description.levels.filter { level == nil || $0.level == level }
      units = plan.units.indices.filter { level == nil || plan.units[$0].level == level }
        .sorted(by: plan.precedes)
      return
    }
    let below = Dictionary(grouping: plan.descendants(of: unit)) { plan.units[$0].level }
    levels = below.keys.sorted().filter { level == nil || $0 == level }.map {
      LevelDescription($0, below[$0] ?? [], of: plan, described: description.units)
    }
    let listed =
      level.map { level in
        (below[level] ?? []) + (plan.units[unit].level == level ? [unit] : [])
      } ?? [unit] + plan.children[unit]
    units = listed.sorted(by: plan.precedes)
  }
}

extension Plan {
  /// All units below a unit.
  fileprivate func descendants(of unit: Int) -> [Int] {
    children[unit] + children[unit].flatMap(descendants)
  }
}
