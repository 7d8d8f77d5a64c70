internal import Geometry

/// Vertices that neighbours have apart, moved together.
///
/// Only vertices on damaged places move, each at most once, onto one with more authority that stays:
/// a wider unit's before others, then a locked unit's, then that with most owners, then that of the
/// lowest code. No unit gets two of its vertices into one place, and none moves farther than some
/// widths of the damage: that would only carry it along a line, and others with it.
struct VertexSnapping {
  /// So many mean widths of the damaged place a vertex may move.
  private static let widthLimit = 3.0

  /// Where each vertex goes that moves.
  private(set) var moves: [LatticePoint: LatticePoint] = [:]
  /// The units that have a vertex, for those that move and those they move to.
  private(set) var owners: [LatticePoint: [Int]] = [:]
  private let plan: Plan
  private let scale: PlanScale

  init(_ check: PlanCheck, _ options: RepairOptions, fixed: Set<LatticePoint>) {
    plan = check.plan
    scale = PlanScale(of: plan)
    guard options.tolerance > 0 else { return }
    let (onPlaces, boxes, widths) = Self.damagedVertices(check, options)
    guard !boxes.isEmpty else { return }
    let units = DamagedPlaces.units(of: check, meeting: boxes).filter { plan.units[$0].hasShape }
    let vertices = onPlaces.union(endsOfUnmatchedEdges(of: units, near: boxes))
    for unit in units {
      plan.store.forEachEdge(ofPolygons: plan.units[unit].polygons) { _, point in
        if vertices.contains(point), owners[point]?.last != unit {
          owners[point, default: []].append(unit)
        }
      }
    }
    snap(options, fixed, Reach(tree: EnvelopeTree(boxes), widths: widths))
  }

  /// How far vertices may move by the damage around them.
  private struct Reach {
    let tree: EnvelopeTree
    /// For each damaged place its mean width in metres.
    let widths: [Double]

    func limit(at point: LatticePoint) -> Double {
      var widest = 0.0
      tree.forEachMember(meeting: Envelope(minimum: point, maximum: point)) {
        widest = max(widest, widths[$0])
      }
      return widthLimit * widest
    }
  }

  /// The vertices on places that are to be mended, the boxes around these, and their mean widths.
  private static func damagedVertices(
    _ check: PlanCheck, _ options: RepairOptions
  ) -> (Set<LatticePoint>, [Envelope], widths: [Double]) {
    let measure = RegionMeasure(
      lattice: check.plan.lattice, ground: check.plan.ground, hairline: options.maximumGapWidth)
    var vertices: Set<LatticePoint> = []
    var boxes: [Envelope] = []
    var widths: [Double] = []
    for finding in check.results.flatMap(\.result.findings) {
      if finding.kind == .gap {
        let size = measure.measure(
          finding.rings.sorted { ($0.doubledArea > 0 ? 0 : 1) < ($1.doubledArea > 0 ? 0 : 1) }
        ).size
        guard size.area <= options.maximumGapArea, size.isHairline else { continue }
      }
      for vertex in finding.rings.lazy.flatMap(\.vertices)
      where vertex.restX == 0 && vertex.restY == 0 {
        vertices.insert(vertex.whole)
      }
      vertices.formUnion(finding.vertices)
      boxes.append(DamagedPlaces.box(of: finding.rings))
      boxes += finding.vertices.map { Envelope(minimum: $0, maximum: $0) }
      widths += repeatElement(measure.meanWidth(of: finding.rings), count: boxes.count - widths.count)
    }
    return (vertices, boxes, widths)
  }

  /// The ends of edges that come near places and that no neighbour and no parent has as well.
  private func endsOfUnmatchedEdges(
    of units: [Int], near boxes: [Envelope]
  ) -> Set<LatticePoint> {
    let tree = EnvelopeTree(boxes)
    var sums: [LevelEdge: Int] = [:]
    for unit in units {
      let level = plan.units[unit].level
      let below = plan.levels.first { level < $0 }
      plan.store.forEachEdge(ofPolygons: plan.units[unit].polygons) { from, to in
        var isNear = false
        tree.forEachMember(meeting: Envelope(of: [from, to])) { _ in isNear = true }
        guard isNear else { return }
        let (low, high, sign) = from < to ? (from, to, 1) : (to, from, -1)
        sums[LevelEdge(level: level, low: low, high: high), default: 0] += sign
        if let below { sums[LevelEdge(level: below, low: low, high: high), default: 0] -= sign }
      }
    }
    return Set(sums.lazy.filter { $0.value != 0 }.flatMap { [$0.key.low, $0.key.high] })
  }

  private struct LevelEdge: Hashable {
    let level: Level
    let low: LatticePoint
    let high: LatticePoint
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
      let limit = min(options.tolerance, reach.limit(at: vertex.point))
      tree.forEachMember(meeting: scale.box(around: vertex.point, reach: limit)) {
        other in
        guard isRoot[other], gathered[other].isDisjoint(with: gathered[index]) else { return }
        let distance = scale.distance(vertex.point, ranked[other].point)
        guard distance <= limit,
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

  /// The moves as patches, one for each pair of units, vertices in order.
  func patches() -> [RepairPatch] {
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
        movement: sorted.map { scale.distance($0.from, $0.to) }.max() ?? 0,
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
