import Foundation
import Geometry
import TestSupport
import Testing

@Suite struct ConvexHullTests {
  @Test func `a square keeps its corners, counterclockwise`() {
    let square = [(0.0, 0.0), (2, 0), (2, 2), (0, 2)].map { Position(x: $0.0, y: $0.1) }
    let inside = [(1.0, 1.0), (1, 0), (2, 1), (0, 0), (0.5, 1.5)].map { Position(x: $0.0, y: $0.1) }
    #expect(convexHull(of: inside + square.reversed()) == square)
    #expect(area(ofPlaneRing: square) == 4)
    #expect(area(ofPlaneRing: square.reversed()) == -4)
  }

  @Test(arguments: [
    [], [Position(x: 3, y: 4)], [Position(x: 3, y: 4), Position(x: 1, y: 2)],
    [Position(x: 0, y: 0), Position(x: 1, y: 1), Position(x: 3, y: 3)],
  ])
  func `what has no area has a hull without area`(positions: [Position]) {
    let hull = convexHull(of: positions + positions)
    #expect(Set(hull).isSubset(of: positions) && hull.count == Set(hull).count)
    #expect(area(ofPlaneRing: hull) == 0)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `every position lies left of every side`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let range = -Int64.random(in: 1...30, using: &random)...Int64.random(in: 1...30, using: &random)
    let positions = (0..<Int.random(in: 3...60, using: &random)).map { _ in
      let point = random.point(in: range)
      return Position(x: Double(point.x), y: Double(point.y))
    }
    let hull = convexHull(of: positions)
    #expect(Set(hull).isSubset(of: positions), "seed \(seed)")
    for (a, b) in zip(hull, hull.dropFirst() + hull.prefix(1)) {
      for c in positions {
        let turn = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
        #expect(turn >= 0, "seed \(seed)")
        // A corner is no position in the middle of a side.
        #expect(turn > 0 || !hull.contains(c) || c == a || c == b, "seed \(seed)")
      }
    }
  }
}
