import Foundation
import Geometry
import TestSupport
import Testing

@Suite struct BoundingCircleTests {
  private func distance(_ a: Position, _ b: Position) -> Double { hypot(a.x - b.x, a.y - b.y) }

  /// The radius of the smallest circle through two or three positions that holds all.
  private func smallestRadius(around positions: [Position]) -> Double {
    var best = Double.infinity
    func consider(_ centre: Position, _ radius: Double) {
      guard positions.allSatisfy({ distance($0, centre) <= radius * (1 + 1e-9) }) else { return }
      best = min(best, radius)
    }
    for a in positions {
      for b in positions where b != a {
        consider(Position(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2), distance(a, b) / 2)
        for c in positions {
          // The centre is where the lines that halve two sides at right angles meet.
          let doubled = 2 * ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))
          guard abs(doubled) > 1e-9 else { continue }
          let (bb, cc) = (pow(distance(a, b), 2), pow(distance(a, c), 2))
          let centre = Position(
            x: a.x + ((c.y - a.y) * bb - (b.y - a.y) * cc) / doubled,
            y: a.y + ((b.x - a.x) * cc - (c.x - a.x) * bb) / doubled)
          consider(centre, distance(centre, a))
        }
      }
    }
    return best
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `it is the smallest circle through two or three positions that holds all`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let side = Double.random(in: 0.01...1e6, using: &random)
    let isFlat = seed % 4 == 0
    let positions = (0..<Int.random(in: 2...12, using: &random)).map { _ in
      Position(
        x: Double.random(in: -side...side, using: &random),
        y: Double.random(in: -side...side, using: &random) * (isFlat ? 1e-4 : 1))
    }
    let circle = BoundingCircle(around: positions)
    for position in positions {
      #expect(distance(position, circle.centre) <= circle.radius * (1 + 2e-12), "seed \(seed)")
    }
    let expected = smallestRadius(around: positions)
    #expect(abs(circle.radius - expected) <= 1e-8 * expected, "seed \(seed)")
  }

  @Test(arguments: 3..<200)
  func `the corners of a regular polygon lie on it`(count: Int) {
    let corners = (0..<count).map { index in
      let angle = Double(index) / Double(count) * 2 * .pi
      return Position(x: 5e5 + 100 * cos(angle), y: -2e5 + 100 * sin(angle))
    }
    let circle = BoundingCircle(around: corners)
    #expect(abs(circle.radius - 100) < 1e-8)
    #expect(distance(circle.centre, Position(x: 5e5, y: -2e5)) < 1e-6)
  }

  @Test func `a position and its copies have a circle without size`() {
    let position = Position(x: 3, y: 4)
    let circle = BoundingCircle(around: [position, position, position])
    #expect(circle.centre == position && circle.radius == 0)
    #expect(BoundingCircle(around: []).radius == 0)
  }
}
