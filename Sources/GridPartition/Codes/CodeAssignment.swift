internal import Geometry

/// Why grids cannot be given codes.
public enum CodeProblem: Error, Sendable {
  /// Grids that belong to no unit.
  case noParent(units: [Int])
  /// Units above whose codes have another length than the scheme says.
  case wrongParentCode(parents: [String], length: Int)
  /// A unit above has no number left.
  case exhausted(parent: String, limit: Int)
  /// The plan cannot be compared with the one before.
  case comparison(ComparisonError)
}

/// Codes for the grids of a redrawn plan: those that have a good one keep it, the others get the code that
/// they come from or the lowest number that was never used.
public struct CodeAssignment: Sendable {
  /// A grid that gets another code.
  public struct Change: Sendable {
    public let unit: Int
    /// `nil` when it had none.
    public let before: String?
    public let code: String
    /// The codes of the grids of the plan before that it comes from, the largest share first.
    public let ancestors: [String]
  }

  /// The grids that get another code, from west to east, those of equal longitude from north to south.
  public let changes: [Change]

  /// Finds codes.
  ///
  /// A code is good when it is the parent's with a number behind it, and was not given up by a plan before.
  /// Of several grids with the same code the one with the largest share of the grid that had it before keeps
  /// it, or the first one in order; the order is from west to east, of equal longitudes from north to south,
  /// by ``Plan/representativePoint(of:)``. A grid without good code gets the one of the grid that it comes
  /// from, when nobody has it and nobody else has a larger share of that; all others get numbers in order.
  ///
  /// - Parameters:
  ///   - plan: The redrawn plan.
  ///   - before: The plan before, if there is one.
  ///   - used: All codes that grids ever had.
  ///   - scheme: How codes are made.
  /// - Throws: ``CodeProblem``; nothing is given then.
  public init(
    of plan: Plan, after before: Plan?, used: Set<String>, by scheme: CodeScheme
  ) throws(CodeProblem) {
    let grids = try Self.grids(of: plan, by: scheme)
    let shares = try Shares(of: plan, after: before)
    var code: [Int: String] = [:]
    var given = Set<String>()
    // The largest shares first; of equal ones the first in order.
    func settle(_ claims: [(code: String, unit: Int)]) {
      let shared = claims.map { (claim: $0, area: shares.area(of: $0.code, in: $0.unit)) }
      let order = shared.indices.sorted { a, b in
        shared[a].area != shared[b].area ? shared[a].area > shared[b].area : a < b
      }
      for (text, unit) in order.map({ shared[$0].claim })
      where code[unit] == nil && given.insert(text).inserted {
        code[unit] = text
      }
    }
    let isGood = { (text: String, parent: String) in
      scheme.number(in: text, under: parent) != nil
        && (!used.contains(text) || shares.isInForce(text))
    }
    settle(
      grids.compactMap { grid in
        guard let text = plan.units[grid.unit].attributes.code, isGood(text, grid.parent) else {
          return nil
        }
        return (text, grid.unit)
      })
    settle(
      grids.flatMap { grid in
        shares.ancestors(of: grid.unit).filter { isGood($0, grid.parent) }.map { ($0, grid.unit) }
      })
    var numbers = Numbers(used: used.union(given), scheme)
    for grid in grids where code[grid.unit] == nil {
      guard let free = numbers.next(under: grid.parent) else {
        throw .exhausted(parent: grid.parent, limit: scheme.limit)
      }
      code[grid.unit] = free
    }
    changes = grids.compactMap { grid in
      let known = plan.units[grid.unit].attributes.code
      guard let text = code[grid.unit], text != known else { return nil }
      return Change(
        unit: grid.unit, before: known, code: text, ancestors: shares.ancestors(of: grid.unit))
    }
  }

  /// The grids with their parents' codes, in order.
  private static func grids(
    of plan: Plan, by scheme: CodeScheme
  ) throws(CodeProblem) -> [(unit: Int, parent: String)] {
    let units = plan.units(of: .grid)
    let orphans = units.filter { plan.units[$0].parentCode == nil }
    guard orphans.isEmpty else { throw .noParent(units: orphans) }
    let places = units.map { unit in
      (unit: unit, at: plan.representativePoint(of: unit) ?? Position(x: .infinity, y: 0))
    }.sorted { a, b in
      if a.at.x != b.at.x { return a.at.x < b.at.x }
      return a.at.y != b.at.y ? a.at.y > b.at.y : a.unit < b.unit
    }
    let grids = places.map { (unit: $0.unit, parent: plan.units[$0.unit].parentCode ?? "") }
    let wrong = Set(grids.map(\.parent)).filter { $0.count != scheme.parentLength }
    guard wrong.isEmpty else {
      throw .wrongParentCode(parents: wrong.sorted(by: codePrecedes), length: scheme.parentLength)
    }
    return grids
  }
}

/// Which part of the grids of the plan before the grids of a plan have.
private struct Shares {
  private let codes: Set<String>
  private var areas: [Int: [String: Double]] = [:]
  private var ancestorCodes: [Int: [String]] = [:]

  init(of plan: Plan, after before: Plan?) throws(CodeProblem) {
    guard let before, before.levels.contains(.grid) else {
      codes = []
      return
    }
    codes = Set(before.units(of: .grid).map { before.units[$0].code })
    let comparison: Comparison
    do throws(ComparisonError) { comparison = try Comparison(old: before, new: plan) } catch {
      throw .comparison(error)
    }
    let layer = comparison.responsible
    for piece in layer.pieces {
      guard let old = piece.old, let new = piece.new else { continue }
      areas[new, default: [:]][before.units[old].code, default: 0] += piece.area
    }
    for change in layer.changes {
      guard let unit = change.new else { continue }
      ancestorCodes[unit] = change.ancestors.map { before.units[$0].code }
      // A unit that is as before is told in no piece; nobody has a larger share of it.
      if change.kind == .unchanged || change.kind == .reassigned || change.kind == .renamed {
        for ancestor in ancestorCodes[unit] ?? [] {
          areas[unit, default: [:]][ancestor] = .infinity
        }
      }
    }
  }

  /// Whether the plan before has a grid of that code.
  func isInForce(_ code: String) -> Bool { codes.contains(code) }

  /// How much of the grid that had a code lies in a unit, in square metres.
  func area(of code: String, in unit: Int) -> Double { areas[unit]?[code] ?? 0 }

  /// The codes of the grids that a unit comes from, the largest share first.
  func ancestors(of unit: Int) -> [String] { ancestorCodes[unit] ?? [] }
}

/// The numbers that were never used.
private struct Numbers {
  private let scheme: CodeScheme
  private let used: Set<String>
  private var last: [String: Int] = [:]

  init(used: Set<String>, _ scheme: CodeScheme) {
    self.used = used
    self.scheme = scheme
  }

  /// The lowest free code; `nil` when there is none.
  mutating func next(under parent: String) -> String? {
    var number = last[parent] ?? 0
    while number < scheme.limit {
      number += 1
      last[parent] = number
      let code = scheme.code(number, under: parent)
      if !used.contains(code) { return code }
    }
    return nil
  }
}
