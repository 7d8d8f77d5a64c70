internal import Geometry

/// What is in a plan: its levels and units in numbers.
public struct PlanDescription: Sendable {
  /// The levels that have units, from the widest to the smallest.
  public let levels: [LevelDescription]
  /// The units, by their index in the plan.
  public let units: [UnitDescription]

  /// Measures a plan, on all cores.
  ///
  /// - Complexity: O(*n* log *n*) in the number of positions.
  public init(of plan: Plan) {
    let neighbours = plan.levels.reduce(into: [[Int]](repeating: [], count: plan.units.count)) {
      plan.addNeighbours(on: $1, to: &$0)
    }
    let grids = plan.gridCounts
    let size = 64
    let chunks = ParallelLoop.onAllCores.map((plan.units.count + size - 1) / size) { chunk in
      (chunk * size..<min((chunk + 1) * size, plan.units.count)).map { unit in
        UnitDescription(
          plan.outline(of: unit), children: plan.children[unit].count, grids: grids[unit],
          neighbours: neighbours[unit].sorted {
            codePrecedes(plan.units[$0].code, plan.units[$1].code)
          })
      }
    }
    let units = Array(chunks.joined())
    self.units = units
    levels = plan.levels.map { level in
      let polygons = plan.units(of: level).map { plan.units[$0].polygons }
      return LevelDescription(
        level, of: plan, units: units,
        vertices: plan.store.differentPoints(ofPolygons: polygons, .onAllCores))
    }
  }
}

extension Plan {
  /// How many units of the smallest level lie below each unit, voids left out.
  fileprivate var gridCounts: [Int] {
    var counts = [Int](repeating: 0, count: units.count)
    for unit in self.units(of: smallestLevel) where !units[unit].isVoid {
      for ancestor in ancestors(of: unit) { counts[ancestor] += 1 }
    }
    return counts
  }

  /// Finds the neighbours of all units of a level at once.
  fileprivate func addNeighbours(on level: Level, to neighbours: inout [[Int]]) {
    let members = units(of: level)
    var parts: [(polygons: Range<Int>, area: Int32)] = []
    for (area, unit) in members.enumerated() {
      addShapes(of: unit, area: Int32(area), to: &parts)
    }
    let shared = SharedBoundaries(count: members.count, parts: parts, of: store, .onAllCores)
    for (area, unit) in members.enumerated() {
      neighbours[unit] = shared[area].map { members[Int($0)] }
    }
  }

  /// The polygons of a unit, or those of its children that stand in for them.
  private func addShapes(
    of unit: Int, area: Int32, to parts: inout [(polygons: Range<Int>, area: Int32)]
  ) {
    if units[unit].hasShape {
      parts.append((units[unit].polygons, area))
    } else {
      for child in children[unit] { addShapes(of: child, area: area, to: &parts) }
    }
  }
}
