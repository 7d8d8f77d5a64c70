/// Winding numbers of areas, kept sorted, none of them 0.
struct WindingState {
  private(set) var windings: [Arrangement.Winding]

  init(_ windings: [Arrangement.Winding] = []) { self.windings = windings }

  /// Forgets all and keeps the memory.
  mutating func removeAll() { windings.removeAll(keepingCapacity: true) }

  /// Adds a winding number.
  ///
  /// - Precondition: It is not 0, and its owner comes behind all others.
  mutating func append(_ winding: Arrangement.Winding) { windings.append(winding) }

  /// Adds the steps of an edge as often as it is crossed.
  mutating func add(_ steps: some Sequence<WindingStep>, times sign: Int32) {
    for step in steps { add(step, times: sign) }
  }

  /// Adds a step as often as its edge is crossed.
  mutating func add(_ step: WindingStep, times sign: Int32) {
    var number = step.change * sign
    let place = windings.firstIndex { $0.owner >= step.owner } ?? windings.count
    if place < windings.count, windings[place].owner == step.owner {
      number += windings[place].number
      windings.remove(at: place)
    }
    if number != 0 {
      windings.insert(Arrangement.Winding(owner: step.owner, number: number), at: place)
    }
  }
}
