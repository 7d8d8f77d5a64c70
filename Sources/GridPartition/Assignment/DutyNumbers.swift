internal import Geometry

/// Numbers for the units of a version: one for each unit and each time in which the same members are
/// responsible for it.
struct DutyNumbers: Sendable {
  /// The first number.
  let base: Int
  /// How many there are.
  let count: Int
  /// For each unit the first of its numbers from the base on, then ``count``; empty when all units have one.
  private let firsts: [Int32]
  /// For each number when its time begins; empty when all units have one.
  private let starts: [Moment]

  private static let always = Moment(microseconds: .min)

  /// Numbers the units of a directory.
  ///
  /// - Complexity: O(*n*) in the number of units and duties.
  init(_ directory: UnitDirectory, _ roster: Roster, from base: Int) {
    self.base = base
    let unitCount = directory.entries.count
    let changes = roster.changes
    guard !changes.isEmpty else {
      (count, firsts, starts) = (unitCount, [], [])
      return
    }
    var firsts: [Int32] = []
    var starts: [Moment] = []
    firsts.reserveCapacity(unitCount + 1)
    starts.reserveCapacity(unitCount)
    for unit in 0..<unitCount {
      firsts.append(Int32(truncatingIfNeeded: starts.count))
      starts.append(Self.always)
      if let moments = changes[directory.code(of: unit)] { starts += moments }
    }
    firsts.append(Int32(truncatingIfNeeded: starts.count))
    (count, self.firsts, self.starts) = (starts.count, firsts, starts)
  }

  /// Whether each unit has one number, its own from the base on.
  var arePlain: Bool { firsts.isEmpty }

  /// The number of a unit at a moment.
  @inline(__always)
  func number(of unit: Int, at moment: Moment) -> Int {
    guard !arePlain else { return base + unit }
    var number = Int(firsts[unit])
    let end = Int(firsts[unit + 1])
    while number + 1 < end, starts[number + 1] <= moment { number += 1 }
    return base + number
  }

  /// The unit of a number, and a moment of its time.
  func place(of number: Int) -> (unit: Int, moment: Moment) {
    guard !arePlain else { return (number - base, Self.always) }
    let own = number - base
    var (low, high) = (0, firsts.count - 1)
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(firsts[middle]) <= own { low = middle } else { high = middle }
    }
    return (low, starts[own])
  }
}
