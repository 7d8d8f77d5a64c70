/// How incidents are spread over the units of a plan.
///
/// Balance is measured over the units of the smallest level that are responsible for incidents:
/// voids do not count.
public struct IncidentSpread: Sendable {
  /// For each unit how many incidents it and the units below it are given.
  public let byUnit: [Int]
  /// The balance over the whole plan; `nil` without responsible units.
  public let whole: Balance?
  /// The balance within each parent, the widest level first, then by code.
  public let parents: [ParentBalance]

  /// The balance within a unit, or within units that name the same code for want of a level above.
  public struct ParentBalance: Sendable {
    public let code: String
    /// The parent, as an index of the plan's units; `nil` for a code that only groups units.
    public let unit: Int?
    public let balance: Balance
  }

  /// Sums incidents up and measures how they are spread.
  ///
  /// - Parameters:
  ///   - counts: For each unit of the plan how many incidents it is given itself.
  ///   - plan: The plan.
  /// - Complexity: O(*n* log *n*) in the number of units.
  public init(of counts: [Int], in plan: Plan) {
    var sums = counts
    var below: [Int: [Int]] = [:]
    var groups: [String: [Int]] = [:]
    let members = plan.units(of: plan.smallestLevel)
    for unit in members {
      let ancestors = plan.ancestors(of: unit)
      for ancestor in ancestors { sums[ancestor] += counts[unit] }
      guard !plan.units[unit].isVoid else { continue }
      for ancestor in ancestors { below[ancestor, default: []].append(counts[unit]) }
      if ancestors.isEmpty, let code = plan.units[unit].parentCode {
        groups[code, default: []].append(counts[unit])
      }
    }
    byUnit = sums
    whole = Balance(of: members.filter { !plan.units[$0].isVoid }.map { counts[$0] })
    let units = below.compactMap { unit, counts in
      Balance(of: counts).map {
        ParentBalance(code: plan.units[unit].code, unit: unit, balance: $0)
      }
    }.sorted { a, b in
      guard let first = a.unit, let second = b.unit else { return false }
      return plan.precedes(first, second)
    }
    let others = groups.compactMap { code, counts in
      Balance(of: counts).map { ParentBalance(code: code, unit: nil, balance: $0) }
    }.sorted { codePrecedes($0.code, $1.code) }
    parents = units + others
  }
}

extension Plan {
  /// Whether a unit comes before another one: the widest level first, then the lowest code, then in
  /// reading order.
  public func precedes(_ a: Int, _ b: Int) -> Bool {
    if units[a].level != units[b].level { return units[a].level < units[b].level }
    if units[a].code != units[b].code { return codePrecedes(units[a].code, units[b].code) }
    return a < b
  }
}
