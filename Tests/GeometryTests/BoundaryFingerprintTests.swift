import Geometry
import TestSupport
import Testing

@Suite struct BoundaryFingerprintTests {
  private func fingerprint(_ rings: [LatticePoint]...) -> BoundaryFingerprint {
    var store = PolygonStore()
    for ring in rings { _ = store.append(rings: [ring]) }
    return BoundaryFingerprint(of: 0..<store.polygonCount, in: store)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `start, direction and order of rings do not matter, a moved vertex does`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let ring = random.ring(count: 7, in: -1_000_000...1_000_000)
    let other = random.ring(count: 5, in: -9...9)
    let shift = Int.random(in: 0..<7, using: &random)
    let turned = Array((ring[shift...] + ring[..<shift]).reversed())
    #expect(fingerprint(ring, other) == fingerprint(other, turned))
    var moved = ring
    moved[shift] = LatticePoint(moved[shift].x, moved[shift].y + 1)
    #expect(fingerprint(ring) != fingerprint(moved))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `fingerprints of cells add up to that of the outline`(seed: UInt64) {
    let mesh = RaggedMesh(
      columns: 5, rows: 4, origin: fieldOrigin, cell: (5_000_000, 5_000_000), vertices: 20,
      seed: seed)
    var sum = BoundaryFingerprint.zero
    for cell in 0..<20 { sum = sum + fingerprint(mesh.cell(cell % 5, cell / 5)) }
    #expect(sum == fingerprint(mesh.outline(columns: 0..<5, rows: 0..<4)))
  }

  @Test func `a million edges have a million different halves`() {
    var (lows, highs) = (Set<UInt64>(), Set<UInt64>())
    for x in 0..<1_000 as Range<Int64> {
      for y in 0..<334 as Range<Int64> {
        let print = fingerprint(ring((x, y), (x + 1, y), (x, y + 1)))
        lows.insert(print.low)
        highs.insert(print.high)
      }
    }
    #expect(lows.count == 334_000)
    #expect(highs.count == 334_000)
  }
}
