import Geometry
import TestSupport
import Testing

@Suite struct RoundedLinesTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `rounded random walks meet in their points only, within a unit of their lines`(seed: UInt64)
  {
    var random = SplitMix64(seed: seed)
    let walk = random.ring(count: 12, in: 0...30)
    let set = EdgeSet(owned(1, walk))
    let arrangement = Arrangement(of: set)
    let everything = [Bool](repeating: true, count: set.edges.count)
    let nodes = [Bool](repeating: true, count: arrangement.nodeCount)
    guard
      let lines = RoundedLines(of: arrangement, set, isChosen: nodes, isKept: everything)
    else {
      Issue.record("seed \(seed): lines go on crossing")
      return
    }
    // Rounded lines only meet in their points.
    let segments = set.edges.indices.flatMap { edge in
      zip(lines.line(ofEdge: edge), lines.line(ofEdge: edge).dropFirst()).map { ($0, $1) }
    }
    for (index, one) in segments.enumerated() {
      for other in segments[(index + 1)...] {
        #expect(!cross(one, other), "seed \(seed): \(one) and \(other)")
      }
    }
    for edge in set.edges.indices {
      for point in lines.line(ofEdge: edge) {
        #expect(isNear(point, set.edges[edge].low, set.edges[edge].high), "seed \(seed)")
      }
    }
  }

  /// Whether two segments have a place in common that is not an end of both.
  private func cross(
    _ a: (LatticePoint, LatticePoint), _ b: (LatticePoint, LatticePoint)
  ) -> Bool {
    if a == b { return false }
    for (point, segment) in [(a.0, b), (a.1, b), (b.0, a), (b.1, a)]
    where point != segment.0 && point != segment.1 {
      if Envelope(of: [segment.0, segment.1]).contains(point),
        orientation(segment.0, segment.1, point) == .collinear
      {
        return true
      }
    }
    let sides = [
      orientation(a.0, a.1, b.0), orientation(a.0, a.1, b.1), orientation(b.0, b.1, a.0),
      orientation(b.0, b.1, a.1),
    ]
    return !sides.contains(.collinear) && sides[0] != sides[1] && sides[2] != sides[3]
  }

  /// Whether a point is less than a unit from a line.
  private func isNear(_ point: LatticePoint, _ a: LatticePoint, _ b: LatticePoint) -> Bool {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let side = dx * (point.y - a.y) - dy * (point.x - a.x)
    return side * side <= dx * dx + dy * dy
  }
}
