/// Who is responsible for which grid, and when.
///
/// It holds members only: nobody who lives in a grid, and no text about anybody.
public struct Roster: Sendable {
  /// All duties in the order in which members are called: by grid, by role, by the member's id.
  public let duties: [Duty]
  private let ranges: [String: Range<Int>]

  /// The roster of nobody.
  public static let empty = Roster([])

  public init(_ duties: [Duty]) {
    let sorted = duties.sorted { a, b in
      if a.grid != b.grid { return codePrecedes(a.grid, b.grid) }
      if a.role != b.role { return a.role < b.role }
      if a.member.id != b.member.id { return codePrecedes(a.member.id, b.member.id) }
      return (a.from?.microseconds ?? .min) < (b.from?.microseconds ?? .min)
    }
    self.duties = sorted
    var ranges: [String: Range<Int>] = [:]
    var start = 0
    for end in sorted.indices.map({ $0 + 1 })
    where end == sorted.count || sorted[end].grid != sorted[start].grid {
      ranges[sorted[start].grid] = start..<end
      start = end
    }
    self.ranges = ranges
  }

  /// For each grid when its members change, in order; grids whose members never do are left out.
  var changes: [String: [Moment]] {
    ranges.compactMapValues { range in
      let moments = Set(duties[range].flatMap { [$0.from, $0.to].compactMap(\.self) })
      return moments.isEmpty ? nil : moments.sorted()
    }
  }

  /// The duties for a grid at a moment, one for each member, in the order in which they are called.
  public func duties(for grid: String, at moment: Moment) -> [Duty] {
    guard let range = ranges[grid] else { return [] }
    var members = Set<String>()
    return duties[range].filter {
      $0.isInForce(at: moment) && members.insert($0.member.id).inserted
    }
  }
}

extension Plan {
  /// The grids that no member is responsible for at a moment; voids need none.
  public func unassigned(in roster: Roster, at moment: Moment) -> [Int] {
    units(of: .grid).filter {
      !units[$0].isVoid && roster.duties(for: units[$0].code, at: moment).isEmpty
    }
  }
}
