/// The units above a grid that answers name.
public struct UnitChain: Sendable {
  public let village: String?
  public let station: String?
  public let town: String?
}

extension Plan {
  /// The codes of the units that a unit belongs to.
  ///
  /// A code that only groups grids, for want of a level above, stands for the village.
  public func chain(above unit: Int) -> UnitChain {
    let ancestors = ancestors(of: unit)
    let code = { (level: Level) in
      ancestors.first { units[$0].level == level }.map { units[$0].code }
    }
    let grouping = units[unit].parent == nil ? units[unit].parentCode : nil
    return UnitChain(village: code(.village) ?? grouping, station: code(.station), town: code(.town))
  }
}
