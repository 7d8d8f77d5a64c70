internal import Geometry

/// Neighbours of the widest level whose common line ends at the outside in two places.
///
/// Coordinates with more digits than the lattice can straddle the middle between two lattice points.
/// Where such a vertex ends a common line, the sliver is open to the outside, which no certificate
/// sees without an outline; but in the digits as they are written the lines may cross.
struct OpenEnds {
  /// Where such vertices are, two at a time, in lattice units at most so far apart.
  private static let reach: Int64 = 2

  /// Pairs of vertices that rounding has put apart.
  private(set) var pairs: [(LatticePoint, LatticePoint)] = []

  /// Finds them; there are none when all coordinates are on the lattice.
  ///
  /// - Complexity: that of cancelling the boundaries of the widest level.
  init(of plan: Plan) {
    guard plan.moved.count > 0, let top = plan.coverages().first, top.isTop else { return }
    guard let chain = plan.chains(of: [top]).first else { return }
    // Of two neighbours one goes along the line, the other one comes back.
    var ends: [LatticePoint: [(far: LatticePoint, isLeaving: Bool)]] = [:]
    for edge in chain.edges {
      ends[edge.low, default: []].append((edge.high, edge.multiplicity > 0))
      ends[edge.high, default: []].append((edge.low, edge.multiplicity < 0))
    }
    for edge in chain.edges {
      for (near, far, isLeaving) in [
        (edge.low, edge.high, edge.multiplicity > 0), (edge.high, edge.low, edge.multiplicity < 0),
      ] where isLeaving {
        for other in ends[near] ?? [] where !other.isLeaving && isClose(other.far, far) {
          pairs.append((far, other.far))
        }
      }
    }
  }

  private func isClose(_ a: LatticePoint, _ b: LatticePoint) -> Bool {
    a != b && abs(a.x - b.x) <= Self.reach && abs(a.y - b.y) <= Self.reach
  }
}

extension PlanRepair {
  /// Joins ends of common lines that only rounding has put apart; none when that does harm.
  mutating func joinOpenEnds() throws(AreaIdentityFault) {
    let snapping = VertexSnapping(
      joining: OpenEnds(of: check.plan), check, options, fixed: movements.pinned)
    guard !snapping.moves.isEmpty, movements.refused(snapping.moves).isEmpty,
      let redrawn = check.plan.redrawn(snapping.shapes())
    else {
      return
    }
    let after = try check.recheck(redrawn)
    let isSound = snapping.units.allSatisfy { unit in
      !after.hasFault(unit) && after.pieceCount(of: unit) <= check.pieceCount(of: unit)
    }
    // What is not seen is mended only where nothing that is seen becomes worse.
    if isSound, !(RepairScore(check) < RepairScore(after)) {
      take(
        Step(
          check: after, patches: snapping.patches(movements), units: snapping.units,
          moves: snapping.moves))
    }
  }
}
