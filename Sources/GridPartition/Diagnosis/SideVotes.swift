internal import Geometry

/// On which of two sides each boundary is, by the votes of its edges.
///
/// When some boundaries are displaced and the others are not, each edge between them that found its
/// displaced partner says which of the two is which.
struct SideVotes {
  private typealias Votes = (displaced: Int, standing: Int)
  private var votes: [Int32: Votes] = [:]

  mutating func add(displaced: Int32, standing: Int32) {
    votes[displaced, default: (0, 0)].displaced += 1
    votes[standing, default: (0, 0)].standing += 1
  }

  /// The boundaries most of whose edges say that they are displaced.
  var displaced: [Int32] { votes.filter { isDisplaced($0.value) }.keys.sorted() }

  /// The other boundaries that have a partner.
  var standing: [Int32] { votes.filter { !isDisplaced($0.value) }.keys.sorted() }

  private func isDisplaced(_ votes: Votes) -> Bool { votes.displaced > votes.standing }

  /// Tells whether two sides are what is there.
  ///
  /// The two banks of a gap lie apart by a constant too, but then a unit between two gaps is on both
  /// sides, and the banks fit their other neighbours: a displaced boundary fits none that stands.
  ///
  /// - Parameter shared: How many edges two boundaries share exactly.
  /// - Returns: Whether nine of ten votes agree with their boundary's side, and next to no edge is
  ///   shared across.
  func isConsistent(with shared: [UnmatchedEdges.OwnerPair: Int]) -> Bool {
    let total = votes.values.reduce(0) { $0 + $1.displaced + $1.standing }
    let agreeing = votes.values.reduce(0) { $0 + max($1.displaced, $1.standing) }
    guard total > 0, Double(agreeing) >= 0.9 * Double(total) else { return false }
    let across = shared.reduce(0) { sum, entry in
      guard let low = votes[entry.key.low], let high = votes[entry.key.high],
        isDisplaced(low) != isDisplaced(high)
      else { return sum }
      return sum + entry.value
    }
    return Double(across) <= 0.05 * Double(total / 2)
  }
}
