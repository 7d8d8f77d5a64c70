/// An edge of the boundary network with the area on each side.
///
/// The left side is the upper one, or the western one of a vertical edge.
struct NetworkEdge: BitwiseCopyable, Sendable {
  /// No area bounds this side.
  static let none: Int32 = -1
  /// Stands for the left side of a knot.
  static let knot: Int32 = .min

  let low: LatticePoint
  let high: LatticePoint
  /// The area whose boundary this is and that lies left; ``none`` or ``knot``.
  let left: Int32
  /// The area whose boundary this is and that lies right; of a knot the number of its steps.
  let right: Int32

  /// Whether the edge is more than one area's on a side, or the same area's on both.
  var isKnot: Bool { left == NetworkEdge.knot }
}

/// The owners of edges that are more than one area's on a side, or the same area's on both.
struct KnotSteps: Sendable {
  private(set) var ends: [Int32] = []
  private(set) var steps: [WindingStep] = []

  var count: Int { ends.count }

  /// Adds a knot; its number is the count before.
  mutating func append(_ owners: some Sequence<WindingStep>) {
    steps.append(contentsOf: owners)
    ends.append(Int32(steps.count))
  }

  /// Adds the knots of another list behind the own ones.
  mutating func append(_ other: KnotSteps) {
    let first = Int32(steps.count)
    steps += other.steps
    ends += other.ends.map { $0 + first }
  }

  subscript(knot: Int32) -> ArraySlice<WindingStep> {
    let knot = Int(knot)
    return steps[(knot == 0 ? 0 : Int(ends[knot - 1]))..<Int(ends[knot])]
  }
}

extension NetworkEdge {
  /// What owners add on the left of the edge, compared with its right; seams are there with 0.
  func steps(_ knots: KnotSteps) -> ArraySlice<WindingStep> {
    if isKnot { return knots[right] }
    let sides = [WindingStep(owner: left, change: 1), WindingStep(owner: right, change: -1)]
    return sides.filter { $0.owner >= 0 }[...]
  }
}
