/// What a change of plan takes from each member and gives to each.
public struct Handover: Sendable {
  /// Places that a member gives up or takes over.
  public struct Entry: Sendable {
    public let member: Member
    public let role: MemberRole
    /// Whether the member gives the places up, or takes them over.
    public let isLost: Bool
    public let piece: Piece
    public let incidents: Int
    /// The members who take them over, or give them up.
    public let others: [Member]
  }

  /// The sums of a member's entries.
  public struct Balance: Sendable {
    public let member: Member
    /// Codes of grids that the member was responsible for and is no more, in order.
    public fileprivate(set) var gridsLost: [String] = []
    public fileprivate(set) var gridsGained: [String] = []
    public fileprivate(set) var incidentsLost = 0
    public fileprivate(set) var incidentsGained = 0
  }

  /// By member; what is given up comes first, then in order of the pieces.
  public let entries: [Entry]
  /// One for each member with an entry, by id.
  public let balances: [Balance]

  /// Finds who is concerned by a comparison.
  ///
  /// A member hands a piece over who is responsible for its old unit just before `moment`, and not for its
  /// new one from then on.
  ///
  /// - Parameters:
  ///   - comparison: The two plans.
  ///   - incidents: The incidents that change hands, where they are known.
  ///   - roster: Who is responsible.
  ///   - moment: When the new plan takes over.
  public init(
    of comparison: Comparison, incidents: PiecedIncidents?, by roster: Roster, at moment: Moment
  ) {
    let (old, new) = (comparison.old, comparison.new)
    let before = Moment(microseconds: moment.microseconds - 1)
    let given = { (unit: Int?) -> [Duty] in
      unit.map { roster.duties(for: old.units[$0].code, at: before) } ?? []
    }
    let taken = { (unit: Int?) -> [Duty] in
      unit.map { roster.duties(for: new.units[$0].code, at: moment) } ?? []
    }
    var entries: [Entry] = []
    for piece in Self.pieces(of: comparison, incidents, given, taken) {
      let (givers, takers) = (given(piece.old), taken(piece.new))
      let (giverIDs, takerIDs) = (Set(givers.map(\.member.id)), Set(takers.map(\.member.id)))
      let leaving = givers.filter { !takerIDs.contains($0.member.id) }
      let coming = takers.filter { !giverIDs.contains($0.member.id) }
      let count = incidents?.count(in: piece) ?? 0
      for (duties, others, isLost) in [(leaving, takers, true), (coming, givers, false)] {
        entries += duties.map {
          Entry(
            member: $0.member, role: $0.role, isLost: isLost, piece: piece, incidents: count,
            others: others.map(\.member))
        }
      }
    }
    let places = entries.indices.sorted { a, b in
      let (first, second) = (entries[a], entries[b])
      if first.member.id != second.member.id {
        return codePrecedes(first.member.id, second.member.id)
      }
      return first.isLost != second.isLost ? first.isLost : a < b
    }
    self.entries = places.map { entries[$0] }
    balances = Self.balances(self.entries, grids: Self.grids(of: comparison, given, taken))
  }

  /// The pieces of redrawn units, and those units that are as before under other members.
  private static func pieces(
    of comparison: Comparison, _ incidents: PiecedIncidents?, _ given: (Int?) -> [Duty],
    _ taken: (Int?) -> [Duty]
  ) -> [Piece] {
    let layer = comparison.responsible
    let told = Set(layer.pieces.compactMap(\.new))
    let kept = layer.changes.compactMap { change -> Piece? in
      guard let unit = change.new, !told.contains(unit), let before = change.ancestors.first,
        Set(given(before).map(\.member.id)) != Set(taken(unit).map(\.member.id))
      else { return nil }
      return Piece(old: before, new: unit, area: comparison.new.area(of: unit))
    }
    return (incidents?.pieces(beside: layer.pieces, of: comparison) ?? layer.pieces) + kept
  }

  /// For each member the codes of grids before and afterwards.
  private static func grids(
    of comparison: Comparison, _ given: (Int?) -> [Duty], _ taken: (Int?) -> [Duty]
  ) -> (before: [String: Set<String>], now: [String: Set<String>]) {
    var (before, now): ([String: Set<String>], [String: Set<String>]) = ([:], [:])
    for unit in comparison.old.units(of: comparison.responsible.oldLevel) {
      for duty in given(unit) { before[duty.member.id, default: []].insert(duty.grid) }
    }
    for unit in comparison.new.units(of: comparison.responsible.newLevel) {
      for duty in taken(unit) { now[duty.member.id, default: []].insert(duty.grid) }
    }
    return (before, now)
  }

  private static func balances(
    _ entries: [Entry], grids: (before: [String: Set<String>], now: [String: Set<String>])
  ) -> [Balance] {
    var balances: [Balance] = []
    for entry in entries {
      let id = entry.member.id
      if balances.last?.member.id != id {
        var balance = Balance(member: entry.member)
        let (before, now) = (grids.before[id] ?? [], grids.now[id] ?? [])
        balance.gridsLost = before.subtracting(now).sorted(by: codePrecedes)
        balance.gridsGained = now.subtracting(before).sorted(by: codePrecedes)
        balances.append(balance)
      }
      if entry.isLost {
        balances[balances.count - 1].incidentsLost += entry.incidents
      } else {
        balances[balances.count - 1].incidentsGained += entry.incidents
      }
    }
    return balances
  }
}
