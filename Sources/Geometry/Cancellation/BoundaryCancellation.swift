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
    let counts = loop.map(coverages.count) { [store] coverage in
      coverages[coverage].reduce(0) { $0 + store.edgeCount(ofPolygons: $1.polygons) }
    }
    var chains = [BoundaryChain](repeating: BoundaryChain([]), count: coverages.count)
    let steps = Self.steps(counts)
    let small = loop.map(steps.count) { [store] step in
      var tally = RimTally()
      return steps[step].map { tally.rim(of: coverages[$0], in: store) }
    }
    for (step, residues) in zip(steps, small) {
      for (coverage, residue) in zip(step, residues) {
        chains[coverage] = BoundaryChain(residue)
      }
    }
    let large = coverages.indices.filter { counts[$0] > 2 * SpatialChunks.edgeCount }
    let cut = loop.map(large.count) { BoundaryChain(residue(inChunks: coverages[large[$0]])) }
    for (coverage, chain) in zip(large, cut) { chains[coverage] = chain }
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
      var tally = RimTally()
      let range = Self.group(step, of: chunks.chunks.count)
      let rims = range.map { chunk in
        tally.rim(of: chunks.order[chunks.chunks[chunk]].map { parts[Int($0)] }, in: store)
      }
      return tally.rim(of: rims[...])
    }
    return Self.merged(rims, loop)
  }

  /// Cancels rims with one another until one is left.
  private static func merged(_ rims: [[SignedEdge]], _ loop: ParallelLoop) -> [SignedEdge] {
    var rims = rims
    while rims.count > 1 {
      rims = loop.map(groups(rims.count)) { [rims] step in
        var tally = RimTally()
        return tally.rim(of: rims[group(step, of: rims.count)])
      }
    }
    return rims.first ?? []
  }

  private static func groups(_ count: Int) -> Int { (count + rimCount - 1) / rimCount }

  private static func group(_ step: Int, of count: Int) -> Range<Int> {
    step * rimCount..<min((step + 1) * rimCount, count)
  }
}
