import Geometry
import TestSupport
import Testing

/// Streaming cancellation against the sorted set of all edges.
@Suite struct BoundaryCancellationTests {
  private struct Residue: Hashable {
    let low: LatticePoint
    let high: LatticePoint
    let multiplicity: Int
  }

  private func residue(_ chain: BoundaryChain) -> [Residue] {
    chain.edges.map { Residue(low: $0.low, high: $0.high, multiplicity: $0.multiplicity) }
  }

  /// What the sorted set leaves of parts.
  private func expected(
    _ parts: [BoundaryCancellation.Part], in store: PolygonStore
  ) -> [Residue] {
    var owned: [OwnedEdge] = []
    for (owner, part) in parts.enumerated() {
      store.forEachEdge(ofPolygons: part.polygons) { from, to in
        owned.append(
          part.isSubtracted
            ? OwnedEdge(from: to, to: from, owner: Int32(owner))
            : OwnedEdge(from: from, to: to, owner: Int32(owner)))
      }
    }
    return residue(BoundaryChain(of: EdgeSet(owned), parent: nil))
  }

  private func compare(
    _ coverages: [[BoundaryCancellation.Part]], in store: PolygonStore, _ note: String
  ) {
    // Backwards stands for any other order of the steps.
    let backwards = ParallelLoop { count, step in
      for index in (0..<count).reversed() { step(index) }
    }
    for loop in [ParallelLoop.serial, backwards] {
      let chains = BoundaryCancellation(in: store, loop).chains(of: coverages)
      #expect(chains.map(residue) == coverages.map { expected($0, in: store) }, "\(note)")
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `few edges that cross, repeat and run back leave what the sorted set leaves`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // The last two are too wide for one table, and for the edges of one tile.
    let step = [1, 1 << 20, 1 << 29, 1 << 35][Int(seed % 4)] as Int64
    var store = PolygonStore()
    var coverages: [[BoundaryCancellation.Part]] = [[]]
    for _ in 0..<20 {
      let rings = (0..<Int.random(in: 1...2, using: &random)).map { _ in
        random.ring(count: Int.random(in: 3...6, using: &random), in: -3...3)
          .map { LatticePoint($0.x * step, $0.y * step) }
      }
      _ = store.append(rings: rings)
    }
    for polygon in 0..<store.polygonCount {
      let part = BoundaryCancellation.Part(
        polygon..<polygon + 1, isSubtracted: Bool.random(using: &random))
      if Bool.random(using: &random) { coverages.append([]) }
      coverages[coverages.count - 1].append(part)
    }
    compare(coverages, in: store, "seed \(seed)")
  }

  @Test(arguments: 0..<3 as Range<UInt64>)
  func `a coverage larger than many chunks leaves what the sorted set leaves`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let mesh = RaggedMesh(
      columns: 120, rows: 100, origin: fieldOrigin, cell: (50_000_000, 50_000_000), vertices: 24,
      seed: seed)
    var store = PolygonStore()
    var parts: [BoundaryCancellation.Part] = []
    let cells = (0..<mesh.columns * mesh.rows).shuffled(using: &random)
    for cell in cells.dropLast(5) + cells.prefix(2) {
      let first = store.polygonCount
      _ = store.append(rings: [mesh.cell(cell % mesh.columns, cell / mesh.columns)])
      parts.append(BoundaryCancellation.Part(first..<first + 1, isSubtracted: false))
    }
    let first = store.polygonCount
    _ = store.append(rings: [mesh.outline(columns: 0..<mesh.columns, rows: 0..<mesh.rows)])
    parts.append(BoundaryCancellation.Part(first..<first + 1, isSubtracted: true))
    compare([parts], in: store, "seed \(seed)")
  }
}
