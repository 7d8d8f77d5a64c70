/// The codes of the units that an answer names beside the grid.
public struct UnitChain: Sendable {
  public let village: String?
  public let station: String?
  public let town: String?

  static let none = UnitChain(village: nil, station: nil, town: nil)
}

extension Plan {
  /// The units around a position: above its grid or void, or those that hold a gap.
  public func chain(of assignment: Assignment) -> UnitChain {
    if let unit = assignment.grid ?? assignment.candidates.first { return chain(above: unit) }
    guard let unit = assignment.surroundings else { return .none }
    return chain(of: [unit] + ancestors(of: unit))
  }

  /// The units that a unit belongs to.
  ///
  /// A code that only groups grids, for want of a level above, stands for the village.
  public func chain(above unit: Int) -> UnitChain {
    let chain = chain(of: ancestors(of: unit))
    guard units[unit].parent == nil, let grouping = units[unit].parentCode else { return chain }
    return UnitChain(village: grouping, station: nil, town: nil)
  }

  private func chain(of members: [Int]) -> UnitChain {
    let code = { (level: Level) in members.first { units[$0].level == level }.map { units[$0].code }
    }
    return UnitChain(village: code(.village), station: code(.station), town: code(.town))
  }
}
