import Geometry
import TestSupport
import Testing

/// The sweep against a plain look at all pairs of edges and all winding numbers.
@Suite struct RegionSweepRandomTests {
  /// One or two polygons on few lattice points, so that they touch and cross often.
  private func store(seed: UInt64) -> PolygonStore {
    var random = SplitMix64(seed: seed)
    var store = PolygonStore()
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let shell = random.ring(count: Int.random(in: 3...7, using: &random), in: 0...5)
      let hole = random.ring(count: 3, in: 0...5)
      _ = store.append(rings: Bool.random(using: &random) ? [shell] : [shell, hole])
    }
    return store
  }

  private func slabEdges(_ store: PolygonStore) -> [SlabCells.Edge] {
    var edges: [SlabCells.Edge] = []
    store.forEachEdge(ofPolygons: 0..<store.polygonCount) { from, to in
      edges.append(SlabCells.Edge(from: from, to: to, owner: 0))
    }
    return edges
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a unit is sound when nothing crosses and every winding number is 0 or 1`(seed: UInt64) {
    for part in 0..<20 as Range<UInt64> {
      let store = store(seed: seed * 20 + part)
      var sweep = RegionSweep()
      let shape = sweep.examine(store, polygons: 0..<store.polygonCount)
      let cells = SlabCells(slabEdges(store)).cells
      let edges = slabEdges(store)
      let crosses = edges.indices.contains { a in
        edges[..<a].contains { crossProperly(edges[a], $0) }
      }
      let isSound = !crosses && cells.allSatisfy { [nil, 1].contains($0.windings[0]) }
      #expect((shape.fault == nil) == isSound, "seed \(seed * 20 + part): \(store.points)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a fault is shown at a vertex or at a crossing`(seed: UInt64) {
    for part in 0..<20 as Range<UInt64> {
      let store = store(seed: seed * 20 + part)
      var sweep = RegionSweep()
      let shape = sweep.examine(store, polygons: 0..<store.polygonCount)
      guard let fault = shape.fault else { continue }
      let edges = slabEdges(store)
      let isVertex = store.points.contains(fault.at)
      let isCrossing = edges.indices.contains { a in
        edges[..<a].contains { nearestCrossing(edges[a], $0) == fault.at }
      }
      #expect(
        fault.kind == .winding ? isVertex : isCrossing, "seed \(seed * 20 + part): \(fault)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `polygons with a common position are one piece`(seed: UInt64) {
    for part in 0..<20 as Range<UInt64> {
      let store = store(seed: seed * 20 + part)
      guard store.polygonCount == 2 else { continue }
      var sweep = RegionSweep()
      let shape = sweep.examine(store, polygons: 0..<2)
      guard shape.fault == nil else { continue }
      var edges: [[(LatticePoint, LatticePoint)]] = [[], []]
      for polygon in 0..<2 {
        store.forEachEdge(ofPolygons: polygon..<polygon + 1) { edges[polygon].append(($0, $1)) }
      }
      let isTouching = edges[0].contains { a in edges[1].contains { meet(a, $0) } }
      #expect(shape.pieces == (isTouching ? [[0, 1]] : [[0], [1]]), "seed \(seed * 20 + part)")
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a ring touches itself where edges meet that do not follow each other`(seed: UInt64) {
    for part in 0..<20 as Range<UInt64> {
      let store = store(seed: seed * 20 + part)
      guard store.polygonCount == 1, store.rings(ofPolygon: 0).count == 1 else { continue }
      var sweep = RegionSweep()
      let shape = sweep.examine(store, polygons: 0..<1)
      guard shape.fault == nil else { continue }
      let points = store.points
      let edges = points.indices.map { (points[$0], points[($0 + 1) % points.count]) }
      let isTouching = edges.indices.contains { a in
        (0..<a).contains { b in
          let isNext = a - b == 1 || a - b == edges.count - 1
          guard isNext else { return meet(edges[a], edges[b]) }
          let (before, after) = a - b == 1 ? (edges[b], edges[a]) : (edges[a], edges[b])
          return runsBack(before, after)
        }
      }
      #expect(shape.selfTouches.isEmpty == !isTouching, "seed \(seed * 20 + part): \(points)")
    }
  }
}

/// Whether an edge goes back along the one before it.
func runsBack(
  _ before: (LatticePoint, LatticePoint), _ after: (LatticePoint, LatticePoint)
) -> Bool {
  let (ux, uy) = (before.1.x - before.0.x, before.1.y - before.0.y)
  let (vx, vy) = (after.1.x - after.0.x, after.1.y - after.0.y)
  return ux * vy == uy * vx && ux * vx + uy * vy < 0
}

/// Whether two edges have a position in common.
func meet(_ a: (LatticePoint, LatticePoint), _ b: (LatticePoint, LatticePoint)) -> Bool {
  func side(_ p: LatticePoint, _ q: LatticePoint, _ r: LatticePoint) -> Int64 {
    ((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)).signum()
  }
  func isOn(_ r: LatticePoint, _ e: (LatticePoint, LatticePoint)) -> Bool {
    side(e.0, e.1, r) == 0 && Envelope(of: [e.0, e.1]).contains(r)
  }
  if isOn(a.0, b) || isOn(a.1, b) || isOn(b.0, a) || isOn(b.1, a) { return true }
  return side(a.0, a.1, b.0) * side(a.0, a.1, b.1) < 0
    && side(b.0, b.1, a.0) * side(b.0, b.1, a.1) < 0
}

/// The lattice point nearest to where the lines of two edges that meet cross.
/// Whether two edges cross at a point that is an end of neither.
private func crossProperly(_ a: SlabCells.Edge, _ b: SlabCells.Edge) -> Bool {
  let sides = [
    orientation(a.from, a.to, b.from), orientation(a.from, a.to, b.to),
    orientation(b.from, b.to, a.from), orientation(b.from, b.to, a.to),
  ]
  return !sides.contains(.collinear) && sides[0] != sides[1] && sides[2] != sides[3]
}

private func nearestCrossing(_ a: SlabCells.Edge, _ b: SlabCells.Edge) -> LatticePoint? {
  let (ax, ay) = (a.to.x - a.from.x, a.to.y - a.from.y)
  let (bx, by) = (b.to.x - b.from.x, b.to.y - b.from.y)
  let turn = ax * by - ay * bx
  guard turn != 0, meet((a.from, a.to), (b.from, b.to)) else { return nil }
  let share = Double((b.from.x - a.from.x) * by - (b.from.y - a.from.y) * bx) / Double(turn)
  return LatticePoint(
    Int64((Double(a.from.x) + share * Double(ax) + 0.5 + 1e-9).rounded(.down)),
    Int64((Double(a.from.y) + share * Double(ay) + 0.5 + 1e-9).rounded(.down)))
}
