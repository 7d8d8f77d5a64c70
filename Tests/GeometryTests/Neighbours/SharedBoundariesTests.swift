import Geometry
import TestSupport
import Testing

@Suite struct SharedBoundariesTests {
  private typealias Side = (low: LatticePoint, high: LatticePoint, direction: Int)

  /// The neighbours of each area by comparing all pairs of edges.
  private struct PlainSearch {
    private let sides: [[Side]]

    init(_ store: PolygonStore, _ areas: [Range<Int>]) {
      sides = areas.map { polygons in
        var sides: [Side] = []
        store.forEachEdge(ofPolygons: polygons) { from, to in
          sides.append((min(from, to), max(from, to), from < to ? 1 : -1))
        }
        return sides
      }
    }

    func neighbours(of area: Int) -> [Int32] {
      sides.indices.filter { $0 != area && meets(sides[area], sides[$0]) }.map { Int32($0) }
    }

    private func meets(_ a: [Side], _ b: [Side]) -> Bool {
      a.contains { first in
        b.contains { second in
          let (low, high) = (max(first.low, second.low), min(first.high, second.high))
          guard low < high, isOnLine(first, second.low), isOnLine(first, second.high) else {
            return false
          }
          let line = [a, b].map { sides in
            sides.filter { isOnLine(first, $0.low) && isOnLine(first, $0.high) }
          }
          let stops = Set(line.joined().flatMap { [$0.low, $0.high] } + [low, high]).sorted()
          return zip(stops, stops.dropFirst()).contains { from, to in
            low <= from && to <= high
              && line.allSatisfy { sides in
                sides.reduce(0) {
                  $0 + ($1.low <= from && to <= $1.high ? $1.direction : 0)
                } != 0
              }
          }
        }
      }
    }

    private func isOnLine(_ side: Side, _ point: LatticePoint) -> Bool {
      orientation(side.low, side.high, point) == .collinear
    }
  }

  private func verify(_ store: PolygonStore, _ areas: [Range<Int>], _ name: Comment) {
    let parts = areas.enumerated().map { (polygons: $1, area: Int32($0)) }
    let found = SharedBoundaries(count: areas.count, parts: parts, of: store, .serial)
    let search = PlainSearch(store, areas)
    for area in areas.indices {
      #expect(Array(found[area]) == search.neighbours(of: area), name)
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `they are those that a plain search finds among tangled rings`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var store = PolygonStore()
    let side = Int64.random(in: 2...8, using: &random)
    let areas = (0..<Int.random(in: 2...8, using: &random)).map { _ in
      let first = store.polygonCount
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        _ = store.append(rings: [
          random.ring(count: Int.random(in: 3...9, using: &random), in: 0...side)
        ])
      }
      return first..<store.polygonCount
    }
    verify(store, areas, "seed \(seed)")
  }

  @Test(arguments: AreaField.Kind.allCases, 0..<3 as Range<UInt64>)
  func `they are those that a plain search finds in plans`(kind: AreaField.Kind, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var field = AreaField(kind, using: &random)
    while field.areas.joined().joined().count > 600 { field = AreaField(kind, using: &random) }
    let (store, areas) = field.polygons
    verify(store, areas, "\(kind), seed \(seed)")
  }

  @Test func `all cores find what one finds`() {
    let mesh = RaggedMesh(
      columns: 40, rows: 40, origin: LatticePoint(0, 0), cell: (1000, 1000), vertices: 20, seed: 1)
    var store = PolygonStore()
    for row in 0..<mesh.rows {
      for column in 0..<mesh.columns { _ = store.append(rings: [mesh.cell(column, row)]) }
    }
    let parts = (0..<store.polygonCount).map { (polygons: $0..<$0 + 1, area: Int32($0)) }
    let found = [ParallelLoop.serial, .threads].map {
      SharedBoundaries(count: parts.count, parts: parts, of: store, $0)
    }
    for area in parts.indices {
      let (column, row) = (area % mesh.columns, area / mesh.columns)
      let beside = [(0, -1), (-1, 0), (1, 0), (0, 1)].compactMap { step -> Int32? in
        let (x, y) = (column + step.0, row + step.1)
        guard 0..<mesh.columns ~= x, 0..<mesh.rows ~= y else { return nil }
        return Int32(y * mesh.columns + x)
      }
      #expect(found.map { Array($0[area]) } == [beside, beside])
    }
  }

  @Test func `areas of several parts are one, and common sides inside are no boundary`() {
    var store = PolygonStore()
    for ring in [box(0, 0, 4, 4), box(4, 0, 4, 4), box(8, 0, 4, 4), box(4, 1, 2, 2)] {
      _ = store.append(rings: [ring])
    }
    let parts: [(polygons: Range<Int>, area: Int32)] = [(0..<1, 0), (1..<2, 0), (2..<3, 1)]
    let found = SharedBoundaries(count: 3, parts: parts, of: store, .serial)
    #expect(found.array(3) == [[1], [0], []])
    let onSeam = SharedBoundaries(count: 2, parts: [(0..<2, 0), (3..<4, 1)], of: store, .serial)
    #expect(onSeam.array(2) == [[], []])
  }

  @Test func `areas that meet in a position are no neighbours`() {
    var store = PolygonStore()
    for ring in [box(0, 0, 2, 2), box(2, 2, 2, 2)] { _ = store.append(rings: [ring]) }
    let found = SharedBoundaries(
      count: 2, parts: [(0..<1, 0), (1..<2, 1)], of: store, .serial)
    #expect(found.array(2) == [[], []])
  }
}

extension SharedBoundaries {
  fileprivate func array(_ count: Int) -> [[Int32]] { (0..<count).map { Array(self[$0]) } }
}
