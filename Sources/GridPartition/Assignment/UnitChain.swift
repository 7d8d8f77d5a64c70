/// The codes of the units that an answer names beside the grid.
struct UnitChain {
  let village: String?
  let station: String?
  let town: String?
}

extension Plan {
  /// The units that an answer names for a place in a unit: those above a unit of the smallest level,
  /// any other unit and those above it.
  ///
  /// A code that only groups grids, for want of a level above, stands for the village.
  func chain(of unit: Int) -> UnitChain {
    let isSmallest = units[unit].level == smallestLevel
    let members = isSmallest ? ancestors(of: unit) : [unit] + ancestors(of: unit)
    let code = { (level: Level) in
      members.first { units[$0].level == level }.map { units[$0].code }
    }
    if isSmallest, units[unit].parent == nil, let grouping = units[unit].parentCode {
      return UnitChain(village: grouping, station: nil, town: nil)
    }
    return UnitChain(village: code(.village), station: code(.station), town: code(.town))
  }
}
