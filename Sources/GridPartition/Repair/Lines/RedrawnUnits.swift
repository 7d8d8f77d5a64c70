internal import Geometry

/// The units' polygons as decisions make them, from lines that neighbours share.
///
/// The boundary of a unit is its old one, cut at the nodes around places that change hands, and what
/// these places add to it. An edge and its reverse cancel. What is left is put together to rings.
struct RedrawnUnits {
  private let places: DamagedPlaces
  private let decisions: OwnerDecisions
  /// Nodes that end a stretch of a line: those around faces that change, and unmatched vertices.
  private let isCut: [Bool]
  /// Nodes that become vertices.
  private let isChosen: [Bool]
  /// For each node that ends a stretch the edges through it or to it.
  private let edgesAt: [Int: [Int]]
  private let lines: RoundedLines?
  /// The polygons of each unit that changes; `nil` when its boundary does not close.
  private(set) var shapes: [Int: [[[LatticePoint]]]] = [:]
  /// Units whose boundary cannot be put together, or is gone.
  private(set) var failed: Set<Int> = []

  /// A stretch of a line between two nodes.
  private struct Stretch: Hashable {
    let low: Int
    let high: Int
  }

  /// How often a boundary runs along a stretch from its low node to its high one, and the edge that
  /// carries it; a diagonal has none.
  private struct Run {
    var sum: Int
    let carrier: Int?
  }

  init(_ decisions: OwnerDecisions) {
    self.decisions = decisions
    places = decisions.places
    let arrangement = places.arrangement
    var isCut = [Bool](repeating: false, count: arrangement.nodeCount)
    for face in Array(decisions.changes.keys) + decisions.cuts.keys {
      arrangement.forEachHalfEdge(of: [face]) { isCut[arrangement.node(atStartOf: $0)] = true }
    }
    for node in places.unmatched { isCut[node] = true }
    let remains = Self.remaining(decisions)
    edgesAt = Self.edges(at: isCut, in: places)
    let need = VertexNeed(decisions, remains, edgesAt)
    let isChosen = isCut.indices.map { isCut[$0] && need.isNeeded($0) }
    (self.isCut, self.isChosen) = (isCut, isChosen)
    lines = RoundedLines(
      of: arrangement, places.set, isChosen: isChosen, isKept: Self.keptEdges(of: places, remains),
      gone: Set(
        isCut.indices.compactMap { node in
          isCut[node] && !isChosen[node] ? arrangement.latticePoint(ofNode: node) : nil
        }))
    redraw()
  }

  /// Whether lines went on crossing when they were rounded; nothing is redrawn then.
  var isStuck: Bool { lines == nil }
}

extension RedrawnUnits {
  /// For each half-edge whether a boundary still runs along it.
  private static func remaining(_ decisions: OwnerDecisions) -> [Bool] {
    let arrangement = decisions.places.arrangement
    return (0..<arrangement.halfEdgeCount).map { halfEdge in
      let left = Int(arrangement.faceOfHalfEdge[halfEdge])
      let right = Int(arrangement.faceOfHalfEdge[Arrangement.twin(of: halfEdge)])
      if decisions.changes[left] == nil && decisions.changes[right] == nil { return true }
      if decisions.cuts[left] != nil || decisions.cuts[right] != nil { return true }
      return decisions.windings(of: left) != decisions.windings(of: right)
    }
  }

  private static func edges(at isCut: [Bool], in places: DamagedPlaces) -> [Int: [Int]] {
    var edgesAt: [Int: [Int]] = [:]
    for edge in places.set.edges.indices {
      for node in places.arrangement.nodes(alongEdge: edge) where isCut[Int(node)] {
        edgesAt[Int(node), default: []].append(edge)
      }
    }
    return edgesAt
  }

  /// For each edge whether a boundary still runs along some part of it.
  private static func keptEdges(of places: DamagedPlaces, _ remains: [Bool]) -> [Bool] {
    let arrangement = places.arrangement
    var stretches: Set<Stretch> = []
    for halfEdge in stride(from: 0, to: arrangement.halfEdgeCount, by: 2) where !remains[halfEdge] {
      stretches.insert(
        Stretch(
          low: arrangement.node(atStartOf: halfEdge),
          high: arrangement.node(atStartOf: halfEdge + 1)))
    }
    guard !stretches.isEmpty else { return [Bool](repeating: true, count: places.set.edges.count) }
    return places.set.edges.indices.map { edge in
      let along = arrangement.nodes(alongEdge: edge)
      return zip(along, along.dropFirst()).contains { low, high in
        !stretches.contains(Stretch(low: Int(low), high: Int(high)))
      }
    }
  }
}

extension RedrawnUnits {
  private mutating func redraw() {
    guard let lines else { return }
    var gains: [Int: [(halfEdge: Int, sign: Int)]] = [:]
    for (face, changes) in decisions.changes {
      for (unit, change) in changes {
        places.arrangement.forEachHalfEdge(of: [face]) {
          gains[unit, default: []].append(($0, change))
        }
      }
    }
    var pieces: [Int: [(from: Int, to: Int, halfEdge: Int?)]] = [:]
    for (face, cuts) in decisions.cuts {
      var halfEdges: [Int] = []
      places.arrangement.forEachHalfEdge(of: [face]) { halfEdges.append($0) }
      for (unit, piece) in cuts {
        for (index, next) in zip(piece, piece.dropFirst() + piece.prefix(1)) {
          let isBorder = next == (index + 1) % halfEdges.count
          pieces[unit, default: []].append(
            (
              places.arrangement.node(atStartOf: halfEdges[index]),
              places.arrangement.node(atStartOf: halfEdges[next]),
              isBorder ? halfEdges[index] : nil
            ))
        }
      }
    }
    let edgeOf = affectedEdges(lines)
    var units = Set(gains.keys).union(pieces.keys)
    for edge in edgeOf.values where lines.isBent(edge) {
      for step in places.set.steps(of: places.set.edges[edge]) where step.owner >= 0 {
        units.insert(Int(step.owner))
      }
    }
    for unit in units.sorted() where places.plan.units[unit].hasShape {
      if decisions.isLocked[unit] ?? false, gains[unit] == nil, pieces[unit] == nil {
        shapes[unit] = shape(of: unit, edgeOf, lines)
        continue
      }
      var ranks: [LatticePoint: Int] = [:]
      places.plan.forEachBoundaryEdge(of: unit) { from, _ in
        if ranks[from] == nil { ranks[from] = ranks.count }
      }
      guard
        let edges = boundary(of: unit, gains[unit] ?? [], pieces[unit] ?? [], edgeOf, lines),
        let polygons = RingAssembly.polygons(of: edges, ranks: ranks), !polygons.isEmpty
      else {
        failed.insert(unit)
        continue
      }
      shapes[unit] = polygons
    }
  }

  /// The polygons of a locked unit, which only gets vertices: all that it has stays, in order, also what
  /// bounds no area.
  private func shape(
    of unit: Int, _ edgeOf: [OpenEdge: Int], _ lines: RoundedLines
  ) -> [[[LatticePoint]]] {
    places.plan.shape(of: unit).map { rings in
      rings.map { ring in
        zip(ring, ring.dropFirst() + ring.prefix(1)).flatMap { from, to -> [LatticePoint] in
          guard let edge = edgeOf[OpenEdge(low: min(from, to), high: max(from, to))] else {
            return [from]
          }
          let line = lines.line(ofEdge: edge)
          return (from < to ? line : line.reversed()).dropLast()
        }
      }
    }
  }

  /// Edges that are bent or lie along a face that changes, by their ends.
  private func affectedEdges(_ lines: RoundedLines) -> [OpenEdge: Int] {
    var edgeOf: [OpenEdge: Int] = [:]
    for (index, edge) in places.set.edges.enumerated() {
      let along = places.arrangement.nodes(alongEdge: index)
      if lines.isBent(index) || along.contains(where: { isCut[Int($0)] }) {
        edgeOf[OpenEdge(low: edge.low, high: edge.high)] = index
      }
    }
    return edgeOf
  }

  private struct OpenEdge: Hashable {
    let low: LatticePoint
    let high: LatticePoint
  }

  /// The directed edges of a unit's new boundary; `nil` when no edge carries one of its lines.
  private func boundary(
    of unit: Int, _ gains: [(halfEdge: Int, sign: Int)],
    _ pieces: [(from: Int, to: Int, halfEdge: Int?)], _ edgeOf: [OpenEdge: Int],
    _ lines: RoundedLines
  ) -> [(from: LatticePoint, to: LatticePoint)]? {
    let arrangement = places.arrangement
    var runs: [Stretch: Run] = [:]
    func add(_ from: Int, _ to: Int, _ sign: Int, _ carrier: Int?) {
      let stretch = Stretch(low: min(from, to), high: max(from, to))
      runs[stretch, default: Run(sum: 0, carrier: carrier)].sum += from < to ? sign : -sign
    }
    var net = NetEdges()
    places.plan.forEachBoundaryEdge(of: unit) { from, to in
      guard let edge = edgeOf[OpenEdge(low: min(from, to), high: max(from, to))] else {
        net.add(from, to, 1)
        return
      }
      let along = arrangement.nodes(alongEdge: edge)
      let stops = along.indices.filter {
        $0 == 0 || $0 == along.count - 1 || isCut[Int(along[$0])]
      }.map { Int(along[$0]) }
      for (a, b) in zip(stops, stops.dropFirst()) { add(a, b, from < to ? 1 : -1, edge) }
    }
    for (halfEdge, sign) in gains {
      add(
        arrangement.node(atStartOf: halfEdge),
        arrangement.node(atStartOf: Arrangement.twin(of: halfEdge)), sign,
        arrangement.carrier(of: halfEdge))
    }
    for piece in pieces {
      add(piece.from, piece.to, 1, piece.halfEdge.map { arrangement.carrier(of: $0) })
    }
    for (stretch, run) in joined(runs) {
      var line = [stretch.low, stretch.high].map { arrangement.roundedPoint(ofNode: $0) }
      if let carrier = run.carrier {
        guard let carried = lines.line(ofEdge: carrier, from: stretch.low, to: stretch.high) else {
          return nil
        }
        line = carried
      }
      for (a, b) in zip(line, line.dropFirst()) { net.add(a, b, run.sum) }
    }
    return net.edges
  }

  /// Joins stretches that meet at nodes which do not become vertices.
  private func joined(_ runs: [Stretch: Run]) -> [(Stretch, Run)] {
    var open: [Int: [Stretch]] = [:]
    var result: [(Stretch, Run)] = []
    for (stretch, run) in runs where run.sum != 0 {
      let ends = [stretch.low, stretch.high].filter { isCut[$0] && !isChosen[$0] }
      if ends.isEmpty { result.append((stretch, run)) }
      for end in ends { open[end, default: []].append(stretch) }
    }
    var isDone: Set<Stretch> = []
    for stretch in open.values.joined() where !isDone.contains(stretch) {
      guard let run = runs[stretch] else { continue }
      isDone.insert(stretch)
      // Walk both ways to the vertices at the ends of the line.
      var ends: [Int] = []
      var passed: Int?
      for start in [stretch.low, stretch.high] {
        var end = start
        while let next = open[end]?.first(where: { !isDone.contains($0) }) {
          isDone.insert(next)
          passed = end
          end = next.low == end ? next.high : next.low
        }
        ends.append(end)
      }
      let isForward = ends[0] < ends[1]
      result.append(
        (
          Stretch(low: min(ends[0], ends[1]), high: max(ends[0], ends[1])),
          Run(
            sum: isForward ? run.sum : -run.sum,
            carrier: passed.map { carrier(through: $0, ends) } ?? run.carrier)
        ))
    }
    return result
  }

  /// An edge that goes through a node from one end to the other.
  private func carrier(through node: Int, _ ends: [Int]) -> Int? {
    edgesAt[node]?.first { edge in
      let along = places.arrangement.nodes(alongEdge: edge)
      return ends.allSatisfy { along.contains(Int32($0)) }
    }
  }
}

/// Directed edges that cancel with their reverses.
private struct NetEdges {
  private struct Key: Hashable {
    let low: LatticePoint
    let high: LatticePoint
  }

  private var sums: [Key: Int] = [:]

  mutating func add(_ from: LatticePoint, _ to: LatticePoint, _ count: Int) {
    guard from != to else { return }
    sums[Key(low: min(from, to), high: max(from, to)), default: 0] += from < to ? count : -count
  }

  /// What is left; an edge that counts more than once comes as often.
  var edges: [(from: LatticePoint, to: LatticePoint)] {
    sums.flatMap { key, sum in
      let edge = sum > 0 ? (from: key.low, to: key.high) : (from: key.high, to: key.low)
      return repeatElement(edge, count: abs(sum))
    }
  }
}
