internal import Geometry

/// How far vertices are from where they were at first.
///
/// A vertex that was moved onto another one goes on with it when a later pass moves that one. So a
/// movement counts from where the vertex was in the plan that is repaired, or where a line got it.
struct Movements {
  /// Vertices that stay where they are, as otherwise they would be carried too far.
  let pinned: Set<LatticePoint>
  /// Vertices that would have been carried too far, where they were at first.
  private(set) var strays: Set<LatticePoint> = []
  /// For each place that vertices were moved to where they and those that it had were at first.
  private var origins: [LatticePoint: Set<LatticePoint>] = [:]
  private let scale: PlanScale
  private let tolerance: Double

  /// - Parameters:
  ///   - plan: The plan.
  ///   - tolerance: How far a vertex may go altogether, in metres.
  ///   - pinned: Vertices that stay where they are.
  init(of plan: Plan, within tolerance: Double, pinned: Set<LatticePoint>) {
    (self.tolerance, self.pinned) = (tolerance, pinned)
    scale = PlanScale(of: plan)
  }

  /// Where the vertices of a place were at first.
  private func origins(of place: LatticePoint) -> Set<LatticePoint> { origins[place] ?? [place] }

  /// How far the vertices of one place would be from where they were at first, at another one, in
  /// metres.
  func distance(carrying from: LatticePoint, to: LatticePoint) -> Double {
    origins(of: from).reduce(0) { max($0, scale.distance($1, to)) }
  }

  /// Notes the vertices that moves would carry too far.
  ///
  /// - Returns: The places that these vertices are at now.
  mutating func refused(_ moves: [LatticePoint: LatticePoint]) -> Set<LatticePoint> {
    var refused: Set<LatticePoint> = []
    for (from, to) in moves {
      let carried = origins(of: from).filter { scale.distance($0, to) > tolerance }
      guard !carried.isEmpty else { continue }
      strays.formUnion(carried)
      refused.insert(from)
    }
    return refused
  }

  /// Goes on from vertices that were moved, none of them onto one that was moved as well.
  mutating func add(_ moves: [LatticePoint: LatticePoint]) {
    for (from, to) in moves { origins[to, default: [to]].formUnion(origins(of: from)) }
  }
}
