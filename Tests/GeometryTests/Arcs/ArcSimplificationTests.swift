import Geometry
import TestSupport
import Testing

@Suite struct ArcSimplificationTests {
  private func simplified(
    _ network: ArcNetwork, tolerance: Double, isPinned: ((LatticePoint) -> Bool)? = nil
  ) -> ArcNetwork {
    let pins = network.points.map { isPinned?($0) ?? false }
    let deviations = network.deviations(stretch: 1, isPinned: pins)
    return network.simplified(keeping: deviations.map { $0 > tolerance })
  }

  /// Two areas with a ragged line between them.
  private let ragged = ArcNetwork(shells: [
    [ring((0, 0), (50, 0), (51, 10), (49, 20), (60, 30), (50, 40), (0, 40))],
    [ring((50, 0), (100, 0), (100, 40), (50, 40), (60, 30), (49, 20), (51, 10))],
  ])

  @Test func `a common line is simplified once for both sides`() throws {
    let result = simplified(ragged, tolerance: 8)
    let common = try #require((0..<result.arcCount).first { result.sides(ofArc: $0).count == 2 })
    let points = result.points[result.positions(ofArc: common)]
    #expect(Set(points) == [LatticePoint(50, 0), LatticePoint(60, 30), LatticePoint(50, 40)])
    for area in 0..<2 {
      let ring = result.points(ofRing: result.rings(ofArea: area).lowerBound)
      #expect(Set(points).isSubset(of: ring))
    }
  }

  @Test func `a pinned position stays, whatever the tolerance`() {
    let pin = LatticePoint(51, 10)
    #expect(simplified(ragged, tolerance: 8) { $0 == pin }.points.contains(pin))
    #expect(!simplified(ragged, tolerance: 8).points.contains(pin))
  }

  @Test func `a lens between two straight arcs does not collapse`() {
    // The south-western area is bounded by a chord of its neighbour: without a position of the bow
    // nothing is left of it.
    let bow = ring((0, 0), (10, 1), (20, 2), (30, 1), (40, 0))
    let network = ArcNetwork(shells: [[bow], [ring((40, 0), (0, 0), (20, -30))]])
    let result = simplified(network, tolerance: 1e9)
    #expect(result.points(ofRing: result.rings(ofArea: 0).lowerBound).count >= 3)
    #expect(result.allRingsKeepTheirDirection(of: network))
  }

  @Test(arguments: 0..<48 as Range<UInt64>)
  func `no ring of a mesh collapses or strays farther than the tolerance`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let mesh = RaggedMesh(
      columns: 5, rows: 4, origin: LatticePoint(0, 0), cell: (4000, 4000), vertices: 40, seed: seed)
    var shells = (0..<20).map { [mesh.cell($0 % 5, $0 / 5)] }
    shells.append([mesh.outline(columns: 0..<5, rows: 0..<4)])
    let network = ArcNetwork(shells: shells)
    let tolerance = Double.random(in: 1...6000, using: &random)
    let result = simplified(network, tolerance: tolerance)
    #expect(result.arcCount == network.arcCount)
    #expect(result.points.count < network.points.count, "seed \(seed)")
    #expect(result.allRingsKeepTheirDirection(of: network), "seed \(seed)")
    for arc in 0..<network.arcCount {
      let line = Array(result.points[result.positions(ofArc: arc)])
      for point in network.points[network.positions(ofArc: arc)] {
        #expect(distance(point, line) <= tolerance * (1 + 1e-9), "seed \(seed)")
      }
    }
  }

  @Test func `one axis may count more than the other`() {
    let shell = ring((0, 0), (50, -3), (100, 0), (103, 50), (100, 100), (0, 100))
    let network = ArcNetwork(shells: [[shell]])
    func kept(_ stretch: Double) -> Int {
      let pins = [Bool](repeating: false, count: network.points.count)
      let deviations = network.deviations(stretch: stretch, isPinned: pins)
      return deviations.filter { $0 > 4 }.count
    }
    #expect(kept(1) == 5)
    #expect(kept(2) == 6)
  }

  private func distance(_ point: LatticePoint, _ line: [LatticePoint]) -> Double {
    zip(line, line.dropFirst()).map { a, b in
      let (x, y) = (Double(b.x - a.x), Double(b.y - a.y))
      let (px, py) = (Double(point.x - a.x), Double(point.y - a.y))
      let length = x * x + y * y
      let along = length > 0 ? min(max((px * x + py * y) / length, 0), 1) : 0
      let (dx, dy) = (px - along * x, py - along * y)
      return (dx * dx + dy * dy).squareRoot()
    }.min() ?? .infinity
  }
}

extension ArcNetwork {
  /// Whether each ring runs around something, in the same direction as in another network.
  fileprivate func allRingsKeepTheirDirection(of other: ArcNetwork) -> Bool {
    (0..<areaCount).allSatisfy { area in
      rings(ofArea: area).allSatisfy { ring in
        let (own, before) = (area2(points(ofRing: ring)), area2(other.points(ofRing: ring)))
        return own != 0 && own.signum() == before.signum()
      }
    }
  }

  private func area2(_ ring: [LatticePoint]) -> Int64 {
    edges(of: [ring]).reduce(0) { $0 + $1.from.x * $1.to.y - $1.to.x * $1.from.y }
  }
}
