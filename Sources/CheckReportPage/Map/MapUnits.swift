internal import Geometry
internal import GridPartition

/// Which units are drawn, and in which colours.
///
/// The units of the smallest level are areas in colour, each in a group: that of its parent. Groups
/// that are neighbours have different colours, and units that are neighbours within a group different
/// shades of it. A plan of a single group has its colours unit by unit. Units of the levels above are
/// outlines.
struct MapUnits {
  /// Of more units than that only those around defects are drawn.
  static let mostAreas = 60_000
  static let colours = 6

  /// An area that is drawn.
  struct Area {
    let unit: Int
    let group: Int
    let colour: Int
    let shade: Int
  }

  /// The areas, group by group.
  private(set) var areas: [Area] = []
  /// The units of the levels above that are drawn as outlines, the widest level first.
  let outlines: [Int]
  /// Whether all units of the smallest level are drawn.
  let isWhole: Bool
  /// How many units of the smallest level there are.
  let count: Int

  /// Chooses units.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - description: Its units in numbers, with their neighbours.
  ///   - defects: Units that they name are neighbours.
  ///   - isNear: Whether a unit lies around a defect.
  init(
    of plan: Plan, _ description: PlanDescription, _ defects: [Defect], isNear: (Int) -> Bool
  ) {
    let smallest = plan.units(of: plan.smallestLevel).filter { plan.units[$0].hasShape }
    count = smallest.count
    isWhole = smallest.count <= Self.mostAreas
    outlines = plan.levels.dropLast().flatMap { plan.units(of: $0) }.filter {
      plan.units[$0].hasShape
    }
    let drawn = isWhole ? smallest : smallest.filter(isNear)
    let groups = MapUnits.groups(of: drawn, in: plan)
    let neighbours = MapUnits.neighbours(of: drawn, in: plan, description, defects)
    let shades = NeighbourGraph(
      count: drawn.count, pairs: neighbours.filter { groups[$0.0] == groups[$0.1] }
    ).colouring(colours: Self.colours)
    let groupCount = (groups.max() ?? -1) + 1
    let colours = NeighbourGraph(
      count: groupCount, pairs: neighbours.map { (groups[$0.0], groups[$0.1]) }
    ).colouring(colours: Self.colours)
    areas = drawn.indices.map { index in
      Area(
        unit: drawn[index], group: groups[index],
        colour: groupCount > 1 ? colours[groups[index]] : shades[index],
        shade: groupCount > 1 ? shades[index] : 0)
    }
    areas.sort { ($0.group, $0.shade, $0.unit) < ($1.group, $1.shade, $1.unit) }
  }

  /// For each unit the number of its group, by the order of the parents' codes.
  private static func groups(of drawn: [Int], in plan: Plan) -> [Int] {
    let codes = drawn.map { plan.units[$0].parentCode ?? "" }
    let numbers = Dictionary(
      uniqueKeysWithValues: Set(codes).sorted(by: codePrecedes).enumerated().map { ($1, $0) })
    return codes.map { numbers[$0] ?? 0 }
  }

  /// Pairs of neighbours by their offsets: those with a common line, and those with a defect between.
  private static func neighbours(
    of drawn: [Int], in plan: Plan, _ description: PlanDescription, _ defects: [Defect]
  ) -> [(Int, Int)] {
    var offsets: [Int: Int] = [:]
    for (offset, unit) in drawn.enumerated() { offsets[unit] = offset }
    var pairs: [(Int, Int)] = []
    for (offset, unit) in drawn.enumerated() {
      for neighbour in description.units[unit].neighbours where neighbour < unit {
        if let other = offsets[neighbour] { pairs.append((offset, other)) }
      }
    }
    for defect in defects where defect.level == plan.smallestLevel {
      let units = defect.units.prefix(Self.mostAround).flatMap {
        plan.units(of: defect.level, code: $0)
      }.compactMap { offsets[$0] }
      for (index, unit) in units.enumerated() { pairs += units[..<index].map { (unit, $0) } }
    }
    return pairs
  }

  /// Around a large gap not all units are neighbours of all others.
  private static let mostAround = 4
}
