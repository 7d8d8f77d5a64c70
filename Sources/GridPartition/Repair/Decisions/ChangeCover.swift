/// Which units are to change so that all places are settled and few units change.
///
/// Each place can be settled in one of some ways, and a way changes some units. To find the fewest is
/// as hard as to find a vertex cover; on trees, such as slivers along a row of units, this finds them.
///
/// Method: the place that would lose most by a wrong choice comes first and takes the way whose units
/// settle most places.
struct ChangeCover {
  private let places: [[Set<Int>]]
  /// The units that are to change.
  private(set) var units: Set<Int>
  private var open: [Int]

  /// - Parameters:
  ///   - places: For each place its ways, the one that is taken in case of doubt first.
  ///   - known: Units that change anyway.
  /// - Complexity: O(*n*) in the number of places for each round; there are few, unless the choices
  ///   depend on each other in long chains.
  init(_ places: [[Set<Int>]], known: Set<Int>) {
    self.places = places
    units = known
    open = Array(places.indices)
    for ways in places where ways.count == 1 { units.formUnion(ways[0]) }
    removeSettled()
    while !open.isEmpty {
      settleRound()
      removeSettled()
    }
  }

  private mutating func removeSettled() {
    open.removeAll { place in
      places[place].isEmpty || places[place].contains { units.isSuperset(of: $0) }
    }
  }

  /// Settles places, none of which depends on another one of the round.
  private mutating func settleRound() {
    let ways = Dictionary(
      uniqueKeysWithValues: open.map { ($0, places[$0].map { $0.subtracting(units) }) })
    let support = support(ways)
    var choices: [(place: Int, way: Set<Int>, regret: Double)] = []
    for place in open {
      let values = (ways[place] ?? []).map { way in
        (way: way, value: way.reduce(0) { $0 + (support[$1] ?? 0) } / Double(way.count))
      }
      guard
        let best = values.enumerated().max(by: { a, b in
          a.element.value != b.element.value
            ? a.element.value < b.element.value : a.offset > b.offset
        })
      else { continue }
      let next = values.enumerated().filter { $0.offset != best.offset }.map(\.element.value).max()
      choices.append((place, best.element.way, best.element.value - (next ?? 0)))
    }
    var touched: Set<Int> = []
    let order = choices.sorted { a, b in
      a.regret != b.regret ? a.regret > b.regret : a.place < b.place
    }
    for choice in order {
      let involved = (ways[choice.place] ?? []).reduce(into: Set()) { $0.formUnion($1) }
      guard touched.isDisjoint(with: involved) else { continue }
      touched.formUnion(involved)
      units.formUnion(choice.way)
    }
  }

  /// For each unit how many places it helps to settle, a share where others have to change as well.
  private func support(_ ways: [Int: [Set<Int>]]) -> [Int: Double] {
    var support: [Int: Double] = [:]
    for place in open {
      var shares: [Int: Double] = [:]
      for way in ways[place] ?? [] {
        for unit in way { shares[unit] = max(shares[unit] ?? 0, 1 / Double(way.count)) }
      }
      for (unit, share) in shares { support[unit, default: 0] += share }
    }
    return support
  }
}
