public import GridPartition

/// How many incidents have each status.
public struct StatusTally: Hashable, Sendable {
  private var counts = [Int](repeating: 0, count: AssignmentStatus.allCases.count)

  public init() {}

  /// How many incidents have a status.
  public subscript(status: AssignmentStatus) -> Int { counts[Self.number(of: status)] }

  /// How many incidents there are.
  public var total: Int { counts.reduce(0, +) }

  /// Whether an incident was given no grid.
  public var isAnyUnplaced: Bool {
    [.gap, .void, .outside, .invalid, .noPlan].contains { self[$0] > 0 }
  }

  mutating func add(_ count: Int = 1, _ status: AssignmentStatus) {
    counts[Self.number(of: status)] += count
  }

  mutating func add(_ other: StatusTally) {
    for number in counts.indices { counts[number] += other.counts[number] }
  }

  private static func number(of status: AssignmentStatus) -> Int {
    switch status {
    case .inside: 0
    case .boundary: 1
    case .nearest: 2
    case .gap: 3
    case .overlap: 4
    case .void: 5
    case .outside: 6
    case .invalid: 7
    case .noPlan: 8
    }
  }
}
