/// How many incidents change hands with each piece.
///
/// An incident changes hands when the two plans give it to grids with different codes, or only one of them
/// gives it to any.
public struct PiecedIncidents: Sendable {
  /// A unit of the old plan and one of the new plan; `nil` for none.
  public struct Hands: Hashable, Sendable {
    /// The grid that an incident is given to, or the void that it lies in.
    public let old: Int?
    public let new: Int?

    public init(old: Int?, new: Int?) {
      self.old = old
      self.new = new
    }
  }

  /// How many incidents were read that have a position.
  public let placed: Int
  /// How many were read that have none.
  public let unreadable: Int
  /// How many change hands.
  public let moved: Int
  /// How many have each pair of units, whether they change hands or not.
  private let counts: [Hands: Int]
  private let moving: [Hands: Int]

  /// Takes how many incidents have each pair of units, whether they change hands or not.
  public init(_ counts: [Hands: Int], unreadable: Int, of comparison: Comparison) {
    let (old, new) = (comparison.old, comparison.new)
    placed = counts.reduce(0) { $0 + $1.value }
    self.unreadable = unreadable
    self.counts = counts
    moving = counts.filter { hands, _ in
      old.responsible(hands.old) != new.responsible(hands.new)
    }
    moved = moving.reduce(0) { $0 + $1.value }
  }

  /// How many incidents change hands with a piece.
  public subscript(piece: Piece) -> Int { moving[Hands(old: piece.old, new: piece.new)] ?? 0 }

  /// How many incidents lie in a piece, whether they change hands or not.
  func count(in piece: Piece) -> Int { counts[Hands(old: piece.old, new: piece.new)] ?? 0 }

  /// Pieces, and among them those that consist of lines and points only, on which incidents change
  /// hands.
  public func pieces(beside pieces: [Piece], of comparison: Comparison) -> [Piece] {
    let known = Set(pieces.map { Hands(old: $0.old, new: $0.new) })
    let others = moving.keys.filter { !known.contains($0) }.map {
      Piece(old: $0.old, new: $0.new, area: 0)
    }
    return others.isEmpty ? pieces : Piece.ordered(pieces + others, comparison.old, comparison.new)
  }
}

extension Plan {
  /// The code of a unit that is responsible for incidents; `nil` for a void and for none.
  fileprivate func responsible(_ unit: Int?) -> String? {
    unit.flatMap { units[$0].isVoid ? nil : units[$0].code }
  }
}
