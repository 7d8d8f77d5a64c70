/// Numbers in groups that are joined step by step.
///
/// Method: Tarjan 1975, doi:10.1145/321879.321884, with path halving.
public struct DisjointSets: Sendable {
  private var parents: [Int]

  /// Creates `count` groups of one number each.
  public init(count: Int) { parents = Array(0..<count) }

  public var count: Int { parents.count }

  /// Adds a group of one number, the next one.
  mutating func add() -> Int {
    parents.append(parents.count)
    return parents.count - 1
  }

  /// The number that stands for the group.
  public mutating func representative(of member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  /// Joins two groups; the lower representative stays.
  public mutating func join(_ a: Int, _ b: Int) {
    let (a, b) = (representative(of: a), representative(of: b))
    if a < b { parents[b] = a } else { parents[a] = b }
  }

  /// The groups, each sorted, in order of their lowest members.
  public mutating func groups() -> [[Int]] {
    var groups: [Int: [Int]] = [:]
    for member in parents.indices { groups[representative(of: member), default: []].append(member) }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }
}
