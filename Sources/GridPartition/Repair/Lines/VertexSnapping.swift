internal import Geometry

/// Vertices that neighbours have apart, moved together.
///
/// Only vertices on damaged places move, each at most once, onto one with more authority that stays:
/// a wider unit's before others, then a locked unit's, then that with most owners, then that of the
/// lowest code. No unit gets two of its vertices into one place. None moves farther than some widths
/// of the damage, which would only carry it along a line. None takes along a line on which nothing is
/// wrong, or takes what two neighbours share over ground on which nothing is wrong: noding mends that
/// place without moving others.
struct VertexSnapping {
  /// So many mean widths of the damaged place a vertex may move.
  private static let widthLimit = 3.0
  /// What a vertex takes along of sound lines, as a share of what it moves of damaged ones.
  private static let soundShare = 0.02

  /// Where each vertex goes that moves.
  private(set) var moves: [LatticePoint: LatticePoint] = [:]
  /// The units that have a vertex, for those that move and those they move to.
  private(set) var owners: [LatticePoint: [Int]] = [:]
  /// For each of these the other ends of its edges, and whether nothing is wrong with them.
  private var lines: [LatticePoint: [(end: LatticePoint, isMatched: Bool)]] = [:]
  private let plan: Plan
  private let scale: PlanScale
  private let isWide: Bool

  /// - Parameters:
  ///   - check: The check of the plan.
  ///   - options: What may be done.
  ///   - fixed: Vertices that are not to be moved.
  ///   - isWide: Whether the tolerance alone says how far vertices may move.
  init(
    _ check: PlanCheck, _ options: RepairOptions, fixed: Set<LatticePoint>, isWide: Bool
  ) {
    self.init(of: check.plan, isWide: isWide)
    guard options.tolerance > 0 else { return }
    let (widths, boxes) = Self.damage(check, options)
    snap(check, options, fixed, Reach(widths: widths, scale: scale), boxes)
    if !isWide { dropWaste(SweptGround(check)) }
  }

  /// Joins vertices that rounding has put apart.
  init(
    joining ends: OpenEnds, _ check: PlanCheck, _ options: RepairOptions, fixed: Set<LatticePoint>
  ) {
    self.init(of: check.plan, isWide: false)
    guard options.tolerance > 0 else { return }
    let points = Set(ends.pairs.flatMap { [$0.0, $0.1] })
    let widths = Dictionary(uniqueKeysWithValues: points.map { ($0, 0.0) })
    snap(
      check, options, fixed, Reach(widths: widths, scale: scale),
      ends.pairs.map { Envelope(of: [$0.0, $0.1]) })
  }

  private init(of plan: Plan, isWide: Bool) {
    self.plan = plan
    self.isWide = isWide
    scale = PlanScale(of: plan)
  }

  /// Finds the moves of vertices on places, and of ends of unmatched edges in some boxes.
  private mutating func snap(
    _ check: PlanCheck, _ options: RepairOptions, _ fixed: Set<LatticePoint>, _ reach: Reach,
    _ boxes: [Envelope]
  ) {
    guard !boxes.isEmpty else { return }
    let units = DamagedPlaces.units(of: check, meeting: boxes).filter { plan.units[$0].hasShape }
    let edges = edgesNear(boxes, of: units)
    let vertices = Set(reach.widths.keys).union(
      edges.lazy.filter { !$0.value }.flatMap { [$0.key.low, $0.key.high] })
    for unit in units {
      plan.store.forEachEdge(ofPolygons: plan.units[unit].polygons) { _, point in
        if vertices.contains(point), owners[point]?.last != unit {
          owners[point, default: []].append(unit)
        }
      }
    }
    for (edge, isMatched) in edges {
      for (point, end) in [(edge.low, edge.high), (edge.high, edge.low)]
      where vertices.contains(point) {
        lines[point, default: []].append((end, isMatched))
      }
    }
    snap(options, fixed, reach)
  }

  /// How far vertices may move by the damage around them.
  private struct Reach {
    /// For each vertex the mean width in metres of the widest damaged place that it is on.
    let widths: [LatticePoint: Double]
    let scale: PlanScale

    /// In metres; what rounding does is always within it.
    func limit(at point: LatticePoint) -> Double {
      max(widthLimit * (widths[point] ?? 0), Self.rounding(at: point, scale))
    }

    /// How far in metres rounding puts vertices apart.
    static func rounding(at point: LatticePoint, _ scale: PlanScale) -> Double {
      widthLimit * scale.distance(point, LatticePoint(x: point.x, y: point.y + 1))
    }
  }

  /// The vertices on places that are to be mended, each with the mean width of the widest one in metres,
  /// and the boxes around these places.
  private static func damage(
    _ check: PlanCheck, _ options: RepairOptions
  ) -> (widths: [LatticePoint: Double], boxes: [Envelope]) {
    let measure = RegionMeasure(
      lattice: check.plan.lattice, ground: check.plan.ground, hairline: options.maximumGapWidth)
    var widths: [LatticePoint: Double] = [:]
    var boxes: [Envelope] = []
    for finding in check.results.flatMap(\.result.findings) {
      if finding.kind == .gap {
        let size = measure.measure(
          finding.rings.sorted { ($0.doubledArea > 0 ? 0 : 1) < ($1.doubledArea > 0 ? 0 : 1) }
        ).size
        guard size.area <= options.maximumGapArea, size.isHairline else { continue }
      }
      let width = measure.meanWidth(of: finding.rings)
      let corners = finding.rings.lazy.flatMap(\.vertices)
      for vertex in corners where vertex.restX == 0 && vertex.restY == 0 {
        widths[vertex.whole] = max(widths[vertex.whole] ?? 0, width)
      }
      for vertex in finding.vertices where widths[vertex] == nil { widths[vertex] = 0 }
      if !finding.rings.isEmpty { boxes.append(DamagedPlaces.box(of: finding.rings)) }
      boxes += finding.vertices.map { Envelope(minimum: $0, maximum: $0) }
    }
    return (widths, boxes)
  }

  private struct Edge: Hashable {
    let low: LatticePoint
    let high: LatticePoint
  }

  /// The edges that come near places, each with whether a neighbour or a parent has it as well, on
  /// every level.
  private func edgesNear(_ boxes: [Envelope], of units: [Int]) -> [Edge: Bool] {
    let tree = EnvelopeTree(boxes)
    var sums: [Level: [Edge: Int]] = [:]
    for unit in units {
      let level = plan.units[unit].level
      let below = plan.levels.first { level < $0 }
      plan.store.forEachEdge(ofPolygons: plan.units[unit].polygons) { from, to in
        var isNear = false
        tree.forEachMember(meeting: Envelope(of: [from, to])) { _ in isNear = true }
        guard isNear else { return }
        let edge = Edge(low: min(from, to), high: max(from, to))
        let sign = from < to ? 1 : -1
        sums[level, default: [:]][edge, default: 0] += sign
        if let below { sums[below, default: [:]][edge, default: 0] -= sign }
      }
    }
    return sums.values.reduce(into: [:]) { edges, sums in
      for (edge, sum) in sums { edges[edge] = (edges[edge] ?? true) && sum == 0 }
    }
  }

  /// Whether a move leaves lines alone on which nothing is wrong.
  private func isLocal(from point: LatticePoint, to target: LatticePoint) -> Bool {
    if isWide { return true }
    var (sound, damaged) = (0.0, 0.0)
    for line in lines[point] ?? [] {
      let swept = Double(cross(line.end, point, target).magnitude)
      // Both sides of a sound line change.
      if line.isMatched { sound += 2 * swept } else { damaged += swept }
    }
    return sound <= Self.soundShare * damaged
  }

  /// Gives up moves that would hand over ground on which nothing is wrong, where only two units meet.
  ///
  /// Where more of them meet, noding would leave a knot of vertices instead of one.
  private mutating func dropWaste(_ ground: SweptGround) {
    var meeting: [LatticePoint: Set<Int>] = [:]
    for (from, to) in moves {
      meeting[to, default: Set(owners[to] ?? [])].formUnion(owners[from] ?? [])
    }
    let candidates = moves.filter { from, to in
      meeting[to]?.count == 2 && scale.distance(from, to) > Reach.rounding(at: from, scale)
    }
    let ends = lines.mapValues { $0.map(\.end) }
    for point in ground.wasteful(Set(candidates.keys), of: moves, ends) { moves[point] = nil }
  }

  private struct Authority {
    let point: LatticePoint
    let widest: Level
    let isLocked: Bool
    let ownerCount: Int
    let lowestCode: String

    func precedes(_ other: Authority) -> Bool {
      if widest != other.widest { return widest < other.widest }
      if isLocked != other.isLocked { return isLocked }
      if ownerCount != other.ownerCount { return ownerCount > other.ownerCount }
      if lowestCode != other.lowestCode { return codePrecedes(lowestCode, other.lowestCode) }
      return point < other.point
    }
  }

  private mutating func snap(
    _ options: RepairOptions, _ fixed: Set<LatticePoint>, _ reach: Reach
  ) {
    let ranked = owners.map { point, units in
      let codes = units.map { plan.units[$0].code }
      return Authority(
        point: point, widest: units.map { plan.units[$0].level }.min() ?? .grid,
        isLocked: codes.contains(where: options.locked.contains), ownerCount: units.count,
        lowestCode: codes.min(by: codePrecedes) ?? "")
    }.sorted { $0.precedes($1) }
    let tree = EnvelopeTree(ranked.map { Envelope(minimum: $0.point, maximum: $0.point) })
    var isRoot = [Bool](repeating: false, count: ranked.count)
    // The units that have a vertex at each root by now.
    var gathered = ranked.map { Set(owners[$0.point] ?? []) }
    for (index, vertex) in ranked.enumerated() {
      guard !vertex.isLocked, !fixed.contains(vertex.point) else {
        isRoot[index] = true
        continue
      }
      var best: (root: Int, distance: Double)?
      let limit =
        isWide ? options.tolerance : min(options.tolerance, reach.limit(at: vertex.point))
      tree.forEachMember(meeting: scale.box(around: vertex.point, reach: limit)) {
        other in
        guard isRoot[other], gathered[other].isDisjoint(with: gathered[index]) else { return }
        let distance = scale.distance(vertex.point, ranked[other].point)
        guard distance <= limit, isLocal(from: vertex.point, to: ranked[other].point),
          best.map({ (distance, other) < ($0.distance, $0.root) }) ?? true
        else { return }
        best = (other, distance)
      }
      guard let best else {
        isRoot[index] = true
        continue
      }
      moves[vertex.point] = ranked[best.root].point
      gathered[best.root].formUnion(gathered[index])
    }
  }
}

extension VertexSnapping {
  /// The units that have a vertex which moves.
  var units: Set<Int> { Set(moves.keys.flatMap { owners[$0] ?? [] }) }

  /// The polygons of these units afterwards.
  func shapes() -> [Int: [[[LatticePoint]]]] {
    Dictionary(
      uniqueKeysWithValues: units.map { unit in
        (unit, plan.shape(of: unit).map { $0.map { $0.map { moves[$0] ?? $0 } } })
      })
  }

  /// The moves as patches, one for each pair of units, vertices in order; what was moved before goes on
  /// counting.
  func patches(_ movements: Movements) -> [RepairPatch] {
    var points: [Pair: [(from: LatticePoint, to: LatticePoint)]] = [:]
    for (from, to) in moves {
      guard let mover = leader(of: from), let holder = leader(of: to) else { continue }
      points[Pair(mover: mover, holder: holder), default: []].append((from, to))
    }
    return points.sorted { $0.key < $1.key }.map { pair, moves in
      let sorted = moves.sorted { $0.from < $1.from }
      return RepairPatch(
        kind: .movedVertices, level: plan.units[pair.mover].level,
        from: plan.units[pair.mover].code, to: plan.units[pair.holder].code, area: 0,
        rule: .tolerance,
        movement: sorted.map { movements.distance(carrying: $0.from, to: $0.to) }.max() ?? 0,
        geometry: .points(sorted.map { plan.position(of: $0.to) }))
    }
  }

  /// The unit of the smallest level that has a vertex; of several the one with the lowest code.
  private func leader(of point: LatticePoint) -> Int? {
    owners[point]?.min { a, b in
      let (first, second) = (plan.units[a], plan.units[b])
      return first.level != second.level
        ? second.level < first.level : codePrecedes(first.code, second.code)
    }
  }

  private struct Pair: Hashable, Comparable {
    let mover: Int
    let holder: Int

    static func < (a: Pair, b: Pair) -> Bool { (a.mover, a.holder) < (b.mover, b.holder) }
  }
}
