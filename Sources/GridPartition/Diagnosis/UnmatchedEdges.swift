internal import CoordinateSystems
internal import Geometry

/// The edges of a level that have no exact partner, with the units whose boundaries they are.
///
/// A partner is the same edge in reverse. The outline of a parent counts as the boundary of its
/// surroundings, so that an outline and a child are partners as two neighbours are.
struct UnmatchedEdges {
  struct Edge {
    let from: LatticePoint
    let to: LatticePoint
    /// A unit of the level, or one whose outline it is.
    let owner: Int32
    let coverage: Int32

    var middle: (x: Double, y: Double) {
      (Double(from.x + to.x) / 2, Double(from.y + to.y) / 2)
    }
    var vector: (x: Double, y: Double) { (Double(to.x - from.x), Double(to.y - from.y)) }
  }

  /// Two boundaries, the lower owner first.
  struct OwnerPair: Hashable {
    let low: Int32
    let high: Int32

    init(_ a: Int32, _ b: Int32) { (low, high) = (min(a, b), max(a, b)) }
  }

  /// In the order of their positions, whatever the order of the plan.
  private(set) var edges: [Edge] = []
  /// How many edges two boundaries share exactly.
  private(set) var shared: [OwnerPair: Int] = [:]
  /// The coverages without outline, whose outer edges need no partner.
  private(set) var open: Set<Int32> = []
  /// Metres in a lattice unit, east and north, in the middle of the edges.
  private(set) var metres = (x: 0.0, y: 0.0)
  /// At most ``sampleSize`` of the edges, evenly taken.
  private(set) var sample: [Int] = []

  /// So many edges are looked at where not all have to be.
  private static let sampleSize = 4000

  /// Cancels the boundaries of a level, coverage by coverage.
  ///
  /// - Complexity: O(*n* log *n*) in the level's edges.
  init(_ plan: Plan, level: Level) {
    for (number, coverage) in plan.coverages().enumerated() where coverage.level == level {
      var owned: [OwnedEdge] = []
      for child in coverage.children {
        plan.forEachBoundaryEdge(of: child) { from, to in
          owned.append(OwnedEdge(from: from, to: to, owner: Int32(child)))
        }
      }
      for parent in coverage.parents {
        plan.store.forEachEdge(ofPolygons: plan.units[parent].polygons) { from, to in
          owned.append(OwnedEdge(from: to, to: from, owner: Int32(parent)))
        }
      }
      if !coverage.parents.contains(where: { plan.units[$0].hasShape }) {
        open.insert(Int32(number))
      }
      cancel(&owned, coverage: Int32(number))
    }
    edges.sort { ($0.from, $0.to, $0.owner) < ($1.from, $1.to, $1.owner) }
    metres = UnmatchedEdges.metres(in: plan, around: edges)
    let step = max(1, Double(edges.count) / Double(Self.sampleSize))
    sample = stride(from: 0, to: Double(edges.count), by: step).map { Int($0) }
  }

  private mutating func cancel(_ owned: inout [OwnedEdge], coverage: Int32) {
    owned.sort { a, b in
      if a.low != b.low { return a.low < b.low }
      if a.high != b.high { return a.high < b.high }
      return a.owner < b.owner
    }
    var start = 0
    while start < owned.count {
      var end = start
      while end < owned.count, owned[end].low == owned[start].low,
        owned[end].high == owned[start].high
      {
        end += 1
      }
      let there = owned[start..<end].filter { $0.direction > 0 }
      let back = owned[start..<end].filter { $0.direction < 0 }
      for (a, b) in zip(there, back) { shared[OwnerPair(a.owner, b.owner), default: 0] += 1 }
      let partnered = min(there.count, back.count)
      for edge in there.dropFirst(partnered) {
        edges.append(
          Edge(from: edge.low, to: edge.high, owner: edge.owner, coverage: coverage))
      }
      for edge in back.dropFirst(partnered) {
        edges.append(
          Edge(from: edge.high, to: edge.low, owner: edge.owner, coverage: coverage))
      }
      start = end
    }
  }

  private static func metres(in plan: Plan, around edges: [Edge]) -> (x: Double, y: Double) {
    let middle = { (ordinates: [Int64]) in
      ordinates.isEmpty ? 0 : plan.lattice.ordinate(of: ordinates.sorted()[ordinates.count / 2])
    }
    let frame = plan.ground.frame(x: middle(edges.map(\.from.x)), y: middle(edges.map(\.from.y)))
    return (frame.x * plan.lattice.step, frame.y * plan.lattice.step)
  }
}
