/// Winding numbers of areas, kept sorted, none of them 0.
struct WindingState {
  private(set) var windings: [Arrangement.Winding] = []

  /// Adds the steps of an edge as often as it is crossed.
  mutating func add(_ steps: some Sequence<WindingStep>, times sign: Int) {
    for step in steps {
      var number = step.change * Int32(sign)
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

/// Numbers for distinct states.
struct StateNumbers {
  private var numbers: [[Arrangement.Winding]: Int32] = [:]
  private(set) var states: [[Arrangement.Winding]] = []
  private var last: (windings: [Arrangement.Winding], number: Int32)?

  mutating func number(of state: WindingState) -> Int32 {
    if let last, last.windings == state.windings { return last.number }
    var number = Int32(states.count)
    if let known = numbers[state.windings] {
      number = known
    } else {
      numbers[state.windings] = number
      states.append(state.windings)
    }
    last = (state.windings, number)
    return number
  }
}

/// What the edges of a cell say of one position; its memory is used again for the next.
struct PositionTally {
  private var sums: [Arrangement.Winding] = []
  private var touching: [Int32] = []

  /// Starts from the winding numbers of a cell's reference.
  mutating func begin(_ state: [Arrangement.Winding]) {
    sums.removeAll(keepingCapacity: true)
    touching.removeAll(keepingCapacity: true)
    sums.append(contentsOf: state)
  }

  mutating func add(_ step: WindingStep, times sign: Int32) {
    for index in sums.indices where sums[index].owner == step.owner {
      sums[index] = Arrangement.Winding(
        owner: step.owner, number: sums[index].number + sign * step.change)
      return
    }
    sums.append(Arrangement.Winding(owner: step.owner, number: sign * step.change))
  }

  mutating func touch(_ owner: Int32) {
    if !touching.contains(owner) { touching.append(owner) }
  }

  /// Writes the areas that hold the position.
  func settle(into placements: inout Placements) {
    for owner in touching { placements.add(area: Int(owner), isInside: false) }
    for sum in sums where sum.number != 0 && !touching.contains(sum.owner) {
      placements.add(area: Int(sum.owner), isInside: true)
    }
  }
}
