/// The edges of an arrangement, bent so that chosen nodes become lattice points and nothing crosses
/// that did not cross before.
///
/// A chosen node goes to the lattice point nearest to it. Every edge that passes through the unit
/// square around such a point is bent through it, and an edge that is bent is also bent through the
/// squares of the ends of other edges that it passes. So vertices stay, and lines move by less than a
/// lattice unit. What still crosses, because an edge that is not bent lies within that reach, is bent
/// as well, until an exact test finds nothing.
///
/// Method: snap rounding, Hobby 1999, doi:10.1016/S0925-7721(99)00021-8, only where there is need.
public struct RoundedLines: Sendable {
  /// So often edges are added that have to be bent; each round only adds some.
  private static let roundLimit = 16

  private let set: EdgeSet
  private let arrangement: Arrangement
  private let isChosen: [Bool]
  private let isKept: [Bool]
  private let gone: Set<LatticePoint>
  /// For each edge that is not just one straight line the points along it, from low to high.
  private var bent: [Int: [LatticePoint]] = [:]
  /// Edges that are bent through the squares of all ends they pass.
  private var isMoving: Set<Int> = []
  private let edgeTree: EnvelopeTree
  private let ends: [LatticePoint]
  private let endTree: EnvelopeTree

  /// Bends the edges; `nil` when crossings are left after many rounds.
  ///
  /// - Parameters:
  ///   - arrangement: The arrangement of the edges.
  ///   - set: The edges it was made of.
  ///   - isChosen: For each node whether all edges through it get a vertex there.
  ///   - isKept: For each edge whether any part of it stays; the others are in nobody's way.
  ///   - gone: Ends of edges that are no vertices any more.
  /// - Complexity: O((*n* + *k*) log *n*) in the number of edges, and of chosen nodes and of ends near
  ///   the edges that are bent.
  public init?(
    of arrangement: Arrangement, _ set: EdgeSet, isChosen: [Bool], isKept: [Bool],
    gone: Set<LatticePoint> = []
  ) {
    precondition(isChosen.count == arrangement.nodeCount, "there is a choice for each node")
    precondition(isKept.count == set.edges.count, "there is a choice for each edge")
    self.set = set
    self.arrangement = arrangement
    (self.isChosen, self.isKept, self.gone) = (isChosen, isKept, gone)
    let kept = set.edges.indices.map { isKept[$0] ? set.edges[$0] : nil }
    edgeTree = EnvelopeTree(
      kept.map { edge in edge.map { Envelope(of: [$0.low, $0.high]) } ?? .empty })
    ends = Array(
      Set(kept.flatMap { edge in edge.map { [$0.low, $0.high] } ?? [] }).subtracting(gone))
    endTree = EnvelopeTree(ends.map { Envelope(minimum: $0, maximum: $0) })
    bendAtChosenNodes()
    var pending = Set(bent.keys)
    var rounds = 0
    while !pending.isEmpty {
      guard rounds < Self.roundLimit else { return nil }
      rounds += 1
      for edge in pending where isMoving.contains(edge) { bendAtEnds(edge) }
      pending = conflicts()
    }
  }

  /// The points along an edge of the set, from its low end to its high one.
  public func line(ofEdge edge: Int) -> [LatticePoint] {
    bent[edge] ?? [set.edges[edge].low, set.edges[edge].high]
  }

  /// Whether an edge of the set has got a vertex.
  public func isBent(_ edge: Int) -> Bool { bent[edge] != nil }

  /// The points along an edge of the set from one of its nodes to another; `nil` unless both are
  /// chosen or ends.
  public func line(ofEdge edge: Int, from: Int, to: Int) -> [LatticePoint]? {
    let line = line(ofEdge: edge)
    let first = arrangement.roundedPoint(ofNode: from)
    let last = arrangement.roundedPoint(ofNode: to)
    guard let a = line.firstIndex(of: first), let b = line.firstIndex(of: last) else { return nil }
    return a <= b ? Array(line[a...b]) : line[b...a].reversed()
  }
}

extension RoundedLines {
  /// Bends every edge through the squares of chosen nodes that it passes.
  private mutating func bendAtChosenNodes() {
    var pixels: Set<LatticePoint> = []
    for node in isChosen.indices where isChosen[node] {
      guard arrangement.latticePoint(ofNode: node) == nil else { continue }
      pixels.insert(arrangement.roundedPoint(ofNode: node))
    }
    for edge in set.edges.indices where isKept[edge] {
      let along = arrangement.nodes(alongEdge: edge)
      guard along.count > 2 else { continue }
      for node in along.dropFirst().dropLast() where isChosen[Int(node)] {
        add(arrangement.roundedPoint(ofNode: Int(node)), to: edge)
        if arrangement.latticePoint(ofNode: Int(node)) == nil { isMoving.insert(edge) }
      }
    }
    for pixel in pixels {
      edgeTree.forEachMember(meeting: Self.surroundings(of: pixel)) { edge in
        guard HotPixel(centre: pixel).meets(set.edges[edge].low, set.edges[edge].high) else {
          return
        }
        if add(pixel, to: edge) { isMoving.insert(edge) }
      }
    }
  }

  /// Bends an edge through the squares of the ends of others.
  private mutating func bendAtEnds(_ edge: Int) {
    let (low, high) = (set.edges[edge].low, set.edges[edge].high)
    var box = Self.surroundings(of: low)
    box.expand(by: Self.surroundings(of: high))
    endTree.forEachMember(meeting: box) { end in
      if HotPixel(centre: ends[end]).meets(low, high) { add(ends[end], to: edge) }
    }
  }

  private static func surroundings(of point: LatticePoint) -> Envelope {
    Envelope(
      minimum: LatticePoint(x: point.x - 1, y: point.y - 1),
      maximum: LatticePoint(x: point.x + 1, y: point.y + 1))
  }

  /// Puts a point on an edge's line, in order.
  ///
  /// - Returns: Whether it is new there.
  @discardableResult
  private mutating func add(_ point: LatticePoint, to edge: Int) -> Bool {
    var line = line(ofEdge: edge)
    let isRising = set.edges[edge].low.y <= set.edges[edge].high.y
    let place =
      line.firstIndex { other in
        point.x != other.x ? point.x < other.x : isRising ? point.y <= other.y : point.y >= other.y
      } ?? line.count
    guard place < line.count, place > 0, line[place] != point, line[place - 1] != point else {
      return false
    }
    line.insert(point, at: place)
    bent[edge] = line
    return true
  }

  /// Finds what bent lines cross or run into, and gets it bent.
  ///
  /// - Returns: The edges whose lines have to be looked at again.
  private mutating func conflicts() -> Set<Int> {
    var again: Set<Int> = []
    for (edge, line) in bent {
      var box = Envelope(of: line)
      box.expand(by: LatticePoint(x: box.minimum.x - 1, y: box.minimum.y - 1))
      box.expand(by: LatticePoint(x: box.maximum.x + 1, y: box.maximum.y + 1))
      var others: [Int] = []
      edgeTree.forEachMember(meeting: box) { if $0 != edge { others.append($0) } }
      for other in others { settle(edge, other, &again) }
    }
    return again
  }

  private mutating func settle(_ edge: Int, _ other: Int, _ again: inout Set<Int>) {
    let (line, otherLine) = (self.line(ofEdge: edge), self.line(ofEdge: other))
    for (a, b) in zip(line, line.dropFirst()) {
      for (c, d) in zip(otherLine, otherLine.dropFirst()) {
        guard Envelope(of: [a, b]).intersects(Envelope(of: [c, d])) else { continue }
        for point in [a, b] where isVertex(point, inside: c, d) {
          if add(point, to: other) { again.insert(other) }
        }
        for point in [c, d] where isVertex(point, inside: a, b) {
          if add(point, to: edge) { again.insert(edge) }
        }
        guard properCrossing(a, b, c, d) != nil, !crossedBefore(edge, other) else { continue }
        for each in [edge, other] where isMoving.insert(each).inserted { again.insert(each) }
      }
    }
  }

  /// Whether a point is a vertex and lies on a segment between its ends.
  private func isVertex(
    _ point: LatticePoint, inside a: LatticePoint, _ b: LatticePoint
  ) -> Bool {
    point != a && point != b && Envelope(of: [a, b]).contains(point)
      && orientation(a, b, point) == .collinear && !gone.contains(point)
  }

  /// Whether two edges cross at a node that is not chosen.
  private func crossedBefore(_ edge: Int, _ other: Int) -> Bool {
    let (a, b) = (set.edges[edge], set.edges[other])
    return properCrossing(a.low, a.high, b.low, b.high) != nil
      && arrangement.nodes(alongEdge: edge).contains { node in
        !isChosen[Int(node)] && arrangement.nodes(alongEdge: other).contains(node)
      }
  }
}
