/// Winding numbers of areas, kept sorted, none of them 0.
struct WindingState {
  private(set) var windings: [Arrangement.Winding]

  init(_ windings: [Arrangement.Winding]) { self.windings = windings }

  /// Adds the steps of an edge as often as it is crossed.
  mutating func add(_ steps: some Sequence<WindingStep>, times sign: Int32) {
    for step in steps {
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
}
