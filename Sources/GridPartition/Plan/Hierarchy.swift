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
  private(set) var unitsByCode: [Level: UnitsByCode] = [:]
  private(set) var unitsByLevel: [Level: [Int]] = [:]

  init(of units: consuming [PlanUnit]) {
    self.units = consume units
    children = [[Int]](repeating: [], count: self.units.count)
    var members = [[Int]](repeating: [], count: Level.allCases.count)
    for index in self.units.indices { members[self.units[index].level.rank].append(index) }
    levels = Level.allCases.filter { !members[$0.rank].isEmpty }
    for level in levels {
      unitsByCode[level] = UnitsByCode(members[level.rank], of: self.units)
      unitsByLevel[level] = members[level.rank]
    }
    for level in levels { adopt(level) }
  }

  private mutating func adopt(_ level: Level) {
    guard let above = levels.last(where: { $0 < level }), let parents = unitsByCode[above] else {
      for index in unitsByLevel[level] ?? [] {
        units[index].parentCode = units[index].attributes.parent
      }
      return
    }
    let codes = (unitsByLevel[above] ?? []).map { units[$0].code }
    let significant = Dictionary(
      codes.map { (Hierarchy.significantPart(of: $0), $0) },
      uniquingKeysWith: { codePrecedes($0, $1) ? $0 : $1 })
    let lengths = Set(codes.map(\.count)).union(significant.keys.map(\.count))
      .sorted(by: >)
    // Neighbours in a file often name the same parent.
    var last: (stated: String, parent: Int)?
    for index in unitsByLevel[level] ?? [] {
      let parent: Int
      if let stated = units[index].attributes.parent {
        if let last, last.stated == stated {
          parent = last.parent
        } else {
          guard let first = parents.first(stated, of: units) else { continue }
          parent = first
          last = (stated, first)
        }
        units[index].parentCode = stated
      } else {
        guard let code = units[index].attributes.code,
          let prefix = prefix(of: code, among: parents, significant, lengths),
          let first = parents.first(prefix, of: units)
        else { continue }
        parent = first
        units[index].parentCode = prefix
      }
      units[index].parent = parent
      children[parent].append(index)
    }
  }

  /// The parent's code that is the longest prefix of a code; of `lengths`, those of the codes and of
  /// their significant parts, the longest comes first.
  private func prefix(
    of code: String, among parents: UnitsByCode, _ significant: [String: String], _ lengths: [Int]
  ) -> String? {
    let count = code.count
    for length in lengths where length > 0 && length <= count {
      let prefix = String(code.prefix(length))
      if parents.first(prefix, of: units) != nil { return prefix }
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
