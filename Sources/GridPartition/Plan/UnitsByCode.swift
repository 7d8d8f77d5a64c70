internal import Geometry

/// The units of one level by their codes.
struct UnitsByCode: Sendable {
  /// So many codes are hashed in one step on some core.
  private static let stepSize = 1 << 14

  private var firsts: NumberTable
  /// The further units that bear the code of the first one.
  private var others: [Int: [Int]] = [:]

  /// Collects the units of a level, in order.
  ///
  /// - Complexity: O(*n*) expected.
  init(_ members: [Int], of units: [PlanUnit]) {
    let hashes = ParallelLoop.onAllCores.array(members.count, inStepsOf: Self.stepSize) {
      range, hashes in
      for offset in range { hashes.append(units[members[offset]].code.hashValue) }
    }
    firsts = NumberTable(expecting: members.count)
    for (unit, hash) in zip(members, hashes) {
      let first = firsts.insert(unit, hash) { units[$0].code == units[unit].code }
      if let first { others[first, default: []].append(unit) }
    }
  }

  /// The units of each code that several bear.
  var shared: [[Int]] { others.sorted { $0.key < $1.key }.map { [$0.key] + $0.value } }

  /// The first unit that bears a code.
  func first(_ code: String, of units: [PlanUnit]) -> Int? {
    firsts.number(code.hashValue) { units[$0].code == code }
  }

  /// All units that bear a code, in order.
  func all(_ code: String, of units: [PlanUnit]) -> [Int] {
    first(code, of: units).map { [$0] + (others[$0] ?? []) } ?? []
  }
}
