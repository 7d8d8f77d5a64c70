public import Geometry

/// The locator of the units of one level.
public struct LevelIndex: Sendable {
  /// The unit of each area; areas are in the order of the rule: voids last, then by code.
  public let units: FlatTable<Int32>
  /// Areas from this one on are voids.
  public let firstVoid: Int
  public let locator: TileLocator

  /// Takes tables that belong together.
  public init(units: FlatTable<Int32>, firstVoid: Int, locator: TileLocator) {
    self.units = units
    self.firstVoid = firstVoid
    self.locator = locator
  }

  init(
    _ level: Level, of plan: Plan, beside others: [LevelIndex]?, _ loop: ParallelLoop
  ) {
    let units = plan.units
    let ordered = plan.units(of: level).filter { units[$0].hasShape }
      .sorted(by: plan.goesBefore)
    self.init(
      units: FlatTable(ordered.map(Int32.init)),
      firstVoid: ordered.firstIndex { units[$0].isVoid } ?? ordered.count,
      locator: TileLocator(
        areas: ordered.map { units[$0].polygons }, of: plan.store,
        beside: others?.map(\.locator), loop: loop))
  }
}

extension Plan {
  /// Whether a unit goes before another one of its level where both have a place: voids after grids,
  /// then by code, then in reading order.
  func goesBefore(_ a: Int, _ b: Int) -> Bool {
    if units[a].isVoid != units[b].isVoid { return units[b].isVoid }
    if units[a].code != units[b].code { return codePrecedes(units[a].code, units[b].code) }
    return a < b
  }
}
