/// Cancels the boundaries of many coverages as they stream by, on all cores.
///
/// Edges that cancel lie together, as neighbours do. So the polygons of a coverage are taken in chunks
/// that fit the cache; what is left of a chunk is its rim, and rims are cancelled with one another in
/// turn. What comes out depends neither on the chunks nor on the order of anything.
public struct BoundaryCancellation: Sendable {
  /// Polygons whose boundary is added, or taken away.
  public struct Part: Sendable {
    public let polygons: Range<Int>
    public let isSubtracted: Bool

    /// Names polygons of a store.
    public init(_ polygons: Range<Int>, isSubtracted: Bool) {
      self.polygons = polygons
      self.isSubtracted = isSubtracted
    }
  }

  /// So many edges are worth a step of their own on some core.
  private static let stepSize = 1 << 18
  /// So many rims are cancelled with one another at a time.
  private static let rimCount = 8

  private let store: PolygonStore
  private let loop: ParallelLoop

  /// - Parameters:
  ///   - store: The polygons.
  ///   - loop: How to use the cores.
  public init(in store: PolygonStore, _ loop: ParallelLoop) {
    self.store = store
    self.loop = loop
  }

  /// What is left of each coverage when its edges have cancelled.
  ///
  /// - Parameter coverages: Their parts.
  /// - Returns: A chain for each.
  /// - Complexity: O(*n*) expected in the number of edges, O(*r* log *r*) in those that are left.
  public func chains(of coverages: [[Part]]) -> [BoundaryChain] {
    let counts = coverages.map { parts in
      parts.reduce(0) { $0 + store.edgeCount(ofPolygons: $1.polygons) }
    }
    var chains = [BoundaryChain](repeating: BoundaryChain([]), count: coverages.count)
    let steps = Self.steps(counts)
    let small = loop.map(steps.count) { [store] step in
      var tally = EdgeTally()
      return steps[step].map { rim(of: coverages[$0], in: store, &tally) }
    }
    for (step, residues) in zip(steps, small) {
      for (coverage, residue) in zip(step, residues) {
        chains[coverage] = BoundaryChain(residue)
      }
    }
    for coverage in coverages.indices where counts[coverage] > 2 * SpatialChunks.edgeCount {
      chains[coverage] = BoundaryChain(residue(inChunks: coverages[coverage]))
    }
    return chains
  }

  /// Coverages that fit a chunk, in groups that are worth a step.
  private static func steps(_ counts: [Int]) -> [[Int]] {
    var steps: [[Int]] = []
    var step: [Int] = []
    var size = 0
    for (coverage, count) in counts.enumerated() where count <= 2 * SpatialChunks.edgeCount {
      step.append(coverage)
      size += count
      guard size >= stepSize else { continue }
      steps.append(step)
      (step, size) = ([], 0)
    }
    if !step.isEmpty { steps.append(step) }
    return steps
  }

  /// What is left of a coverage that is too large for the cache.
  private func residue(inChunks parts: [Part]) -> [SignedEdge] {
    let chunks = SpatialChunks(parts.map(\.polygons), in: store)
    let rims = loop.map(Self.groups(chunks.chunks.count)) { [store] step in
      var tally = EdgeTally()
      let range = Self.group(step, of: chunks.chunks.count)
      let rims = range.map { chunk in
        rim(of: chunks.order[chunks.chunks[chunk]].map { parts[Int($0)] }, in: store, &tally)
      }
      return cancelled(rims[...], &tally)
    }
    return Self.merged(rims, loop)
  }

  /// Cancels rims with one another until one is left.
  private static func merged(_ rims: [[SignedEdge]], _ loop: ParallelLoop) -> [SignedEdge] {
    var rims = rims
    while rims.count > 1 {
      rims = loop.map(groups(rims.count)) { [rims] step in
        var tally = EdgeTally()
        return cancelled(rims[group(step, of: rims.count)], &tally)
      }
    }
    return rims.first ?? []
  }

  private static func groups(_ count: Int) -> Int { (count + rimCount - 1) / rimCount }

  private static func group(_ step: Int, of count: Int) -> Range<Int> {
    step * rimCount..<min((step + 1) * rimCount, count)
  }
}

/// What is left of parts that lie together.
private func rim(
  of parts: [BoundaryCancellation.Part], in store: PolygonStore, _ tally: inout EdgeTally
) -> [SignedEdge] {
  var box = Envelope.empty
  var count = 0
  for part in parts {
    box.expand(by: store.box(ofPolygons: part.polygons))
    count += store.edgeCount(ofPolygons: part.polygons)
  }
  guard tally.start(count, in: box) else { return wideRim(of: parts, in: store, &tally) }
  for part in parts {
    let sign: Int64 = part.isSubtracted ? -1 : 1
    for polygon in part.polygons {
      for ring in store.rings(ofPolygon: polygon) {
        store.points.withSpan(store.positions(ofRing: ring)) { tally.add(ring: $0, sign: sign) }
      }
    }
  }
  var left: [SignedEdge] = []
  tally.take(into: &left)
  return left
}

/// The same for edges that lie too far apart for one table: each tile of the lattice gets its own.
private func wideRim(
  of parts: [BoundaryCancellation.Part], in store: PolygonStore, _ tally: inout EdgeTally
) -> [SignedEdge] {
  var edges: [SignedEdge] = []
  for part in parts {
    let sign: Int64 = part.isSubtracted ? -1 : 1
    store.forEachEdge(ofPolygons: part.polygons) { from, to in
      edges.append(
        SignedEdge(
          low: min(from, to), high: max(from, to), multiplicity: from < to ? sign : -sign))
    }
  }
  return wideRim(of: edges, &tally)
}

private func wideRim(of edges: [SignedEdge], _ tally: inout EdgeTally) -> [SignedEdge] {
  // Half as wide as a table reaches: an edge that starts in a tile mostly ends within reach.
  var tiles: [[SignedEdge]] = []
  var places: [LatticePoint: Int] = [:]
  var last: (tile: LatticePoint, place: Int)?
  for edge in edges {
    // Edges of a ring stay in a tile for long.
    let tile = LatticePoint(x: edge.low.x >> 31, y: edge.low.y >> 31)
    if last?.tile != tile {
      let place = places[tile] ?? tiles.count
      if place == tiles.count { tiles.append([]) }
      places[tile] = place
      last = (tile, place)
    }
    if let last { tiles[last.place].append(edge) }
  }
  var left: [SignedEdge] = []
  for edges in tiles {
    if tally.start(edges.count, in: box(of: edges)) {
      for edge in edges { tally.add(edge) }
      tally.take(into: &left)
    } else {
      left += sortedRim(of: edges)
    }
  }
  return left
}

/// What is left of edges, by sorting.
private func sortedRim(of edges: [SignedEdge]) -> [SignedEdge] {
  var left: [SignedEdge] = []
  for edge in edges.sorted(by: SignedEdge.precedes) {
    if let last = left.last, last.low == edge.low, last.high == edge.high {
      left[left.count - 1].multiplicity += edge.multiplicity
    } else {
      if left.last?.multiplicity == 0 { left.removeLast() }
      left.append(edge)
    }
  }
  if left.last?.multiplicity == 0 { left.removeLast() }
  return left
}

private func box(of edges: [SignedEdge]) -> Envelope {
  var box = Envelope.empty
  for edge in edges {
    box.expand(by: edge.low)
    box.expand(by: edge.high)
  }
  return box
}

/// What is left when rims cancel one another.
private func cancelled(_ rims: ArraySlice<[SignedEdge]>, _ tally: inout EdgeTally) -> [SignedEdge] {
  guard rims.count > 1 else { return rims.first ?? [] }
  var total = Envelope.empty
  for rim in rims { total.expand(by: box(of: rim)) }
  guard tally.start(rims.reduce(0) { $0 + $1.count }, in: total) else {
    return wideRim(of: rims.flatMap { $0 }, &tally)
  }
  for rim in rims { for edge in rim { tally.add(edge) } }
  var left: [SignedEdge] = []
  tally.take(into: &left)
  return left
}
