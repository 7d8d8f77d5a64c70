extension ArcNetwork {
  /// Cuts the boundaries of areas into arcs.
  ///
  /// - Parameters:
  ///   - areas: For each area its polygons. Areas may overlap, hold one another or be equal.
  ///   - store: The polygons.
  /// - Precondition: The areas have fewer than 2³¹ positions together.
  /// - Complexity: O(*n*) in the number of positions, by hashing.
  public init(areas: [Range<Int>], of store: PolygonStore) {
    self.init()
    var cutting = ArcCutting(areas, store)
    for area in areas {
      for polygon in area {
        for ring in store.rings(ofPolygon: polygon) {
          store.points.withSpan(store.positions(ofRing: ring)) { cutting.cut($0, into: &self) }
          ringEnds.append(uses.count)
        }
        polygonEnds.append(ringEnds.count)
      }
      areaEnds.append(polygonEnds.count)
    }
    listSides()
  }
}

/// The junctions of a set of rings, and the arcs found so far.
private struct ArcCutting {
  /// The number of each position.
  private var numbers: [LatticePoint: Int32] = [:]
  /// For each position its neighbours on the first ring that came by, and whether boundaries part.
  private var vertices: [Vertex] = []
  /// The arcs by their first steps, from either end.
  private var arcs: [Step: ArcUse] = [:]

  private struct Vertex: BitwiseCopyable {
    var first: Int32
    var second: Int32
    var isJunction: Bool

    /// Notes that a ring comes by, and whether it takes another way than the ones before.
    mutating func meet(_ before: Int32, _ after: Int32) {
      if first < 0 {
        (first, second) = (before, after)
        isJunction = before == after
      } else if (before, after) != (first, second) && (after, before) != (first, second) {
        isJunction = true
      }
    }
  }

  private struct Step: Hashable {
    let from: Int32
    let to: Int32
  }

  init(_ areas: [Range<Int>], _ store: PolygonStore) {
    let count = areas.reduce(0) { $0 + store.edgeCount(ofPolygons: $1) }
    precondition(count < Int32.max, "too many positions")
    numbers.reserveCapacity(count / 2)
    vertices.reserveCapacity(count / 2)
    for area in areas {
      for polygon in area {
        for ring in store.rings(ofPolygon: polygon) {
          store.points.withSpan(store.positions(ofRing: ring)) { enter($0) }
        }
      }
    }
  }

  /// Notes the neighbours of each position of a ring.
  private mutating func enter(_ ring: Span<LatticePoint>) {
    let ring = ring.indices.map { number(of: ring[$0]) }
    for index in ring.indices {
      let before = ring[index == 0 ? ring.count - 1 : index - 1]
      let after = ring[index == ring.count - 1 ? 0 : index + 1]
      vertices[Int(ring[index])].meet(before, after)
    }
  }

  private mutating func number(of point: LatticePoint) -> Int32 {
    let next = Int32(vertices.count)
    let number = numbers[point, default: next]
    if number == next {
      numbers[point] = next
      vertices.append(Vertex(first: -1, second: -1, isJunction: false))
    }
    return number
  }

  /// Adds the arcs of a ring, those that are new and those that are known.
  mutating func cut(_ ring: Span<LatticePoint>, into network: inout ArcNetwork) {
    let numbers = ring.indices.compactMap { self.numbers[ring[$0]] }
    let start = start(of: ring, numbers)
    var from = 0
    for offset in 1...numbers.count {
      let vertex = numbers[(start + offset) % numbers.count]
      // A ring that runs around twice comes back to its start in between.
      guard vertices[Int(vertex)].isJunction || vertex == numbers[start] else { continue }
      let arc = (from...offset).map { (start + $0) % numbers.count }
      network.uses.append(use(of: arc, ring, numbers, &network))
      from = offset
    }
  }

  /// Where to begin: at a junction, or else at the lowest position, which other rings find as well.
  private func start(of ring: Span<LatticePoint>, _ numbers: [Int32]) -> Int {
    if let junction = numbers.firstIndex(where: { vertices[Int($0)].isJunction }) {
      return junction
    }
    var lowest = 0
    for index in ring.indices where ring[index] < ring[lowest] { lowest = index }
    return lowest
  }

  /// The arc with these positions of a ring, which is added unless it is known.
  private mutating func use(
    of arc: [Int], _ ring: Span<LatticePoint>, _ numbers: [Int32], _ network: inout ArcNetwork
  ) -> ArcUse {
    let forward = Step(from: numbers[arc[0]], to: numbers[arc[1]])
    if let known = arcs[forward] { return known }
    let use = ArcUse(arc: network.arcCount, isReversed: false)
    let backward = Step(from: numbers[arc[arc.count - 1]], to: numbers[arc[arc.count - 2]])
    arcs[backward] = use.reversed
    arcs[forward] = use
    for index in arc { network.points.append(ring[index]) }
    network.arcEnds.append(network.points.count)
    return use
  }
}
