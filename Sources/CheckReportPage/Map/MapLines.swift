internal import Geometry
internal import GridPartition

/// The boundaries of the drawn units as arcs, as exact as the room on the page allows.
struct MapLines {
  let network: ArcNetwork
  /// How far a line may be from where it is in the plan, in metres; 0 when all positions are drawn.
  let tolerance: Double
  /// Whether lines around defects are drawn with all their positions.
  let isExactAroundDefects: Bool

  /// About how many bytes a position takes on the page, each time that it is drawn.
  private static let bytesPerPosition = 8
  /// About how many bytes all lines may take.
  private static let room = 5_000_000

  /// Cuts and simplifies boundaries.
  ///
  /// - Parameters:
  ///   - units: Units of the plan, each an area of the network.
  ///   - plan: The plan.
  ///   - frame: The map; what is smaller than its units need not be drawn.
  ///   - around: Boxes around defects, in which lines keep all their positions.
  init(of units: [Int], in plan: Plan, _ frame: MapFrame, around: EnvelopeTree) {
    let whole = ArcNetwork(areas: units.map { plan.units[$0].polygons }, of: plan.store)
    // Each arc is drawn as a line, and once as the border of each area beside it.
    var costs = [Int](repeating: 0, count: whole.points.count)
    for arc in 0..<whole.arcCount {
      let cost = (whole.sides(ofArc: arc).count + 1) * Self.bytesPerPosition
      for index in whole.positions(ofArc: arc) { costs[index] = cost }
    }
    var isPinned = whole.points.map { point in
      var isInside = false
      around.forEachMember(meeting: Envelope(minimum: point, maximum: point)) { _ in
        isInside = true
      }
      return isInside
    }
    let pinned = isPinned.indices.reduce(0) { isPinned[$1] ? $0 + costs[$1] : $0 }
    isExactAroundDefects = pinned <= Self.room / 2
    if !isExactAroundDefects { isPinned = isPinned.map { _ in false } }
    let deviations = whole.deviations(stretch: frame.stretch, isPinned: isPinned)
    // Half a unit cannot be seen.
    let least = frame.metres / frame.metresPerStep / 2
    let limit = max(least, MapLines.limit(deviations, costs))
    tolerance = limit > least ? limit * frame.metresPerStep : 0
    network = whole.simplified(keeping: deviations.map { $0 > limit })
  }

  /// The deviation up to which positions have to be left out.
  private static func limit(_ deviations: [Double], _ costs: [Int]) -> Double {
    var room = Self.room
    var free: [(deviation: Double, cost: Int)] = []
    for (deviation, cost) in zip(deviations, costs) {
      if deviation.isFinite { free.append((deviation, cost)) } else { room -= cost }
    }
    guard free.reduce(0, { $0 + $1.cost }) > room else { return 0 }
    free.sort { $0.deviation > $1.deviation }
    for position in free {
      room -= position.cost
      if room < 0 { return position.deviation }
    }
    return 0
  }
}
