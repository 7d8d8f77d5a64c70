internal import Geometry

/// Units of one level that must cover their parent once.
public struct Coverage: Sendable {
  /// The level of the children.
  public let level: Level
  /// The units whose common outline is the parent's: several when a code is given twice, none when
  /// the parent is only implied.
  public let parents: [Int]
  /// The parent's code, as far as there is one.
  public let parentCode: String?
  public let children: [Int]
  /// Whether these are all units of the widest level, under a parent that is only implied.
  public let isTop: Bool
}

extension Plan {
  /// How many edges the boundaries of a coverage's children have.
  func edgeCount(of coverage: Coverage) -> Int {
    coverage.children.reduce(0) { $0 + store.edgeCount(ofPolygons: units[$1].polygons) }
  }

  /// The coverages to check: the children of every unit, and the units of the widest level.
  public func coverages() -> [Coverage] {
    var result: [Coverage] = []
    if let top = levels.first {
      let members = units(of: top)
      let parents = Set(members.map { units[$0].parentCode })
      result.append(
        Coverage(
          level: top, parents: [], parentCode: parents.count == 1 ? parents.first ?? nil : nil,
          children: members, isTop: true))
    }
    for level in levels.dropLast() {
      for parent in units(of: level) where !children[parent].isEmpty {
        guard let below = children[parent].first.map({ units[$0].level }) else { continue }
        let code = units[parent].code
        result.append(
          Coverage(
            level: below, parents: units(of: level, code: code), parentCode: code,
            children: children[parent], isTop: false))
      }
    }
    return result
  }
}
