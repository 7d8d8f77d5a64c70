/// Polygons put together from directed edges.
public struct RingAssembly {
  private struct Edge {
    let to: LatticePoint
    var isUsed = false
  }

  private var leaving: [LatticePoint: [Edge]] = [:]
  private let ranks: [LatticePoint: Int]

  /// Puts the edges of a boundary together to polygons.
  ///
  /// - Parameters:
  ///   - edges: Directed edges with the interior to their left, none twice and none with its
  ///     reverse, that cross nowhere; as many arrive at each point as leave it.
  ///   - ranks: Where points come in an older boundary. A ring starts at its point of lowest rank, and
  ///     rings come in order of these; points without a rank come last.
  /// - Returns: Polygons as open rings, the shell first and counterclockwise. A ring visits no point
  ///   twice: where the interior touches itself there are two rings. `nil` when the edges are no
  ///   such boundary.
  /// - Complexity: O(*n*) expected, and O(*n*) for each hole.
  public static func polygons(
    of edges: [(from: LatticePoint, to: LatticePoint)], ranks: [LatticePoint: Int]
  ) -> [[[LatticePoint]]]? {
    var assembly = RingAssembly(edges, ranks)
    guard let rings = assembly.rings() else { return nil }
    return assembly.nested(rings)
  }

  private init(
    _ edges: [(from: LatticePoint, to: LatticePoint)], _ ranks: [LatticePoint: Int]
  ) {
    self.ranks = ranks
    leaving.reserveCapacity(edges.count)
    for edge in edges { leaving[edge.from, default: []].append(Edge(to: edge.to)) }
  }

  private mutating func rings() -> [[LatticePoint]]? {
    var rings: [[LatticePoint]] = []
    for start in leaving.keys.sorted() {
      while let first = leaving[start]?.firstIndex(where: { !$0.isUsed }) {
        var walk = [start]
        var places = [start: 0]
        var previous = start
        guard var point = use(start, first) else { return nil }
        while true {
          if let place = places[point] {
            let ring = Array(walk[place...])
            for dropped in ring { places[dropped] = nil }
            walk.removeSubrange(place...)
            guard ring.count > 2 else { return nil }
            rings.append(ring)
            if walk.isEmpty { break }
          }
          places[point] = walk.count
          walk.append(point)
          guard let next = following(previous, point), let end = use(point, next) else {
            return nil
          }
          (previous, point) = (point, end)
        }
      }
    }
    return rings.map(started).sorted { precedes($0, $1) }
  }

  private mutating func use(_ from: LatticePoint, _ index: Int) -> LatticePoint? {
    leaving[from]?[index].isUsed = true
    return leaving[from]?[index].to
  }

  /// The edge that goes on from a point at which one arrives: the first one clockwise from there, so
  /// that the same part of the interior stays to the left.
  private func following(_ before: LatticePoint, _ point: LatticePoint) -> Int? {
    guard let edges = leaving[point] else { return nil }
    var best: Int?
    for (index, edge) in edges.enumerated() where !edge.isUsed {
      if let old = best, !comesFirst(edge.to, edges[old].to, around: point, clockwiseFrom: before) {
        continue
      }
      best = index
    }
    return best
  }

  /// Whether, turning clockwise around a centre from a direction, one meets `a` before `b`.
  private func comesFirst(
    _ a: LatticePoint, _ b: LatticePoint, around centre: LatticePoint,
    clockwiseFrom start: LatticePoint
  ) -> Bool {
    let (halfA, halfB) = (half(a, centre, start), half(b, centre, start))
    if halfA != halfB { return halfA < halfB }
    return orientation(centre, a, b) == .counterclockwise ? false : true
  }

  /// 0 for directions within half a turn clockwise, 1 for the others.
  private func half(_ a: LatticePoint, _ centre: LatticePoint, _ start: LatticePoint) -> Int {
    switch orientation(centre, start, a) {
    case .clockwise: return 0
    case .counterclockwise: return 1
    case .collinear:
      // Straight on is half a turn; back is none at all, and comes last.
      let isBack =
        (a.x - centre.x).signum() == (start.x - centre.x).signum()
        && (a.y - centre.y).signum() == (start.y - centre.y).signum()
      return isBack ? 2 : 0
    }
  }

  /// The ring from its point of lowest rank.
  private func started(_ ring: [LatticePoint]) -> [LatticePoint] {
    let start = ring.indices.min { key(ring[$0]) < key(ring[$1]) } ?? 0
    return Array(ring[start...] + ring[..<start])
  }

  private func key(_ point: LatticePoint) -> (Int, Int64, Int64) {
    (ranks[point] ?? .max, point.x, point.y)
  }

  private func precedes(_ a: [LatticePoint], _ b: [LatticePoint]) -> Bool {
    key(a[0]) != key(b[0]) ? key(a[0]) < key(b[0]) : a.lexicographicallyPrecedes(b)
  }
}

extension RingAssembly {
  /// Puts holes into the shells that they lie in.
  private func nested(_ rings: [[LatticePoint]]) -> [[[LatticePoint]]]? {
    let areas = rings.map { doubledArea(of: $0.span) }
    var polygons: [[[LatticePoint]]] = []
    var shells: [(ring: Int, area: Int128)] = []
    for (index, area) in areas.enumerated() where area > 0 {
      shells.append((index, area))
      polygons.append([rings[index]])
    }
    for (index, area) in areas.enumerated() where area < 0 {
      var best: Int?
      for (place, shell) in shells.enumerated()
      where shell.area > -area && (best.map { shells[$0].area > shell.area } ?? true) {
        if contains(rings[shell.ring], rings[index]) { best = place }
      }
      guard let best else { return nil }
      polygons[best].append(rings[index])
    }
    return areas.contains(0) ? nil : polygons
  }

  /// Whether a hole lies in a shell that it does not cross.
  private func contains(_ shell: [LatticePoint], _ hole: [LatticePoint]) -> Bool {
    for index in hole.indices {
      let next = hole[index + 1 == hole.count ? 0 : index + 1]
      // The middle of an edge, in doubled ordinates, lies on the shell only where both run together.
      let middle = LatticePoint(x: hole[index].x + next.x, y: hole[index].y + next.y)
      if let isInside = isInside(middle, shell) { return isInside }
    }
    return false
  }

  /// Whether a position in doubled ordinates is inside a ring; `nil` on the ring.
  private func isInside(_ position: LatticePoint, _ ring: [LatticePoint]) -> Bool? {
    var isInside = false
    guard var a = ring.last.map({ LatticePoint(x: 2 * $0.x, y: 2 * $0.y) }) else { return false }
    for point in ring {
      let b = LatticePoint(x: 2 * point.x, y: 2 * point.y)
      let (low, high) = a.y < b.y ? (a, b) : (b, a)
      let side = orientation(low, high, position)
      if side == .collinear, Envelope(of: [a, b]).contains(position) { return nil }
      if (a.y > position.y) != (b.y > position.y), side == .counterclockwise { isInside.toggle() }
      a = b
    }
    return isInside
  }
}
