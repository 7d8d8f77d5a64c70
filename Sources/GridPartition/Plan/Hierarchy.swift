/// Who is whose parent.
///
/// A unit's parent level is the nearest one above that the plan has. A unit that names no parent
/// takes the one whose code is the longest prefix of its own. Statistical codes of twelve digits end
/// in zeros above village level; these zeros do not count for the prefix. Where there is no level
/// above, the code that units name only groups them.
struct Hierarchy {
  private(set) var units: [PlanUnit]
  let levels: [Level]
  private(set) var children: [[Int]]
  private(set) var unitsByCode: [Level: [String: [Int]]] = [:]

  init(of units: [PlanUnit]) {
    self.units = units
    let present = Set(units.map(\.level))
    levels = Level.allCases.filter(present.contains)
    children = [[Int]](repeating: [], count: units.count)
    for (index, unit) in units.enumerated() {
      unitsByCode[unit.level, default: [:]][unit.code, default: []].append(index)
    }
    for level in levels { adopt(level) }
  }

  private mutating func adopt(_ level: Level) {
    guard let above = levels.last(where: { $0 < level }), let parents = unitsByCode[above] else {
      for index in units.indices where units[index].level == level {
        units[index].parentCode = units[index].attributes.parent
      }
      return
    }
    let significant = Dictionary(
      parents.keys.map { (Hierarchy.significantPart(of: $0), $0) },
      uniquingKeysWith: { codePrecedes($0, $1) ? $0 : $1 })
    let longest = parents.keys.lazy.map(\.count).max() ?? 0
    for index in units.indices where units[index].level == level {
      guard let code = parentCode(of: units[index], among: parents, significant, longest),
        let parent = parents[code]?.first
      else { continue }
      units[index].parentCode = code
      units[index].parent = parent
      children[parent].append(index)
    }
  }

  private func parentCode(
    of unit: PlanUnit, among parents: [String: [Int]], _ significant: [String: String],
    _ longest: Int
  ) -> String? {
    if let stated = unit.attributes.parent { return parents[stated] == nil ? nil : stated }
    guard let code = unit.attributes.code else { return nil }
    for length in stride(from: min(code.count, longest), to: 0, by: -1) {
      let prefix = String(code.prefix(length))
      if parents[prefix] != nil { return prefix }
      if let match = significant[prefix] { return match }
    }
    return nil
  }

  /// A statistical code of twelve digits without the zeros that stand for "all below".
  private static func significantPart(of code: String) -> String {
    guard code.utf8.count == 12, code.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return code
    }
    if code.hasSuffix("000000") { return String(code.dropLast(6)) }
    return code.hasSuffix("000") ? String(code.dropLast(3)) : code
  }
}
