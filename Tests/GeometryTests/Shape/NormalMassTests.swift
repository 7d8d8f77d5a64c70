import Foundation
import Geometry
import TestSupport
import Testing

@Suite struct NormalMassTests {
  private typealias Place = (x: Double, y: Double)

  private func mass(_ ring: [Place]) -> Double {
    var mass = NormalMass()
    for (index, place) in ring.enumerated() { mass.add(place, ring[(index + 1) % ring.count]) }
    return mass.value
  }

  private func normal(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  /// Boxes, of which the mass is a product.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the mass over a box is that of its sides`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let scale = pow(10, Double.random(in: -4...2, using: &random))
    let (x, y) = (
      scale * Double.random(in: -1...1, using: &random),
      scale * Double.random(in: -1...1, using: &random)
    )
    let (width, height) = (
      scale * Double.random(in: 0.01...3, using: &random),
      scale * Double.random(in: 0.01...3, using: &random)
    )
    let found = mass([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    let expected = (normal(x + width) - normal(x)) * (normal(y + height) - normal(y))
    #expect(abs(found - expected) < 1e-5, "seed \(seed): \(found), \(expected)")
  }

  @Test func `a middle on an edge or a corner belongs to each side by its angle`() {
    let wide = 100.0
    #expect(abs(mass([(-wide, 0), (wide, 0), (wide, wide), (-wide, wide)]) - 0.5) < 1e-7)
    #expect(abs(mass([(0, 0), (wide, 0), (wide, wide), (0, wide)]) - 0.25) < 1e-7)
    #expect(mass([(0, 0), (1, 0)]) == 0)
  }

  @Test func `a hole takes away what it would hold`() {
    let shell: [Place] = [(-50, -50), (50, -50), (50, 50), (-50, 50)]
    let hole: [Place] = [(-1, -1), (-1, 1), (1, 1), (1, -1)]
    let side = normal(1) - normal(-1)
    #expect(abs(mass(shell) + mass(hole) - (1 - side * side)) < 1e-7)
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `the mass over any polygon is the share of random positions in it`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let ring: [Place] = (0..<9).map { corner in
      let (angle, radius) = (
        Double(corner) * 2 * .pi / 9, Double.random(in: 0.2...2.5, using: &random)
      )
      return (0.4 + radius * cos(angle), -0.3 + radius * sin(angle))
    }
    let found = mass(ring)
    // A regular net over six deviations, each place with its weight.
    let step = 0.02
    var expected = 0.0
    for column in -300..<300 {
      for row in -300..<300 {
        let (x, y) = ((Double(column) + 0.5) * step, (Double(row) + 0.5) * step)
        guard x * x + y * y < 36, contains(ring, x, y) else { continue }
        expected += exp(-(x * x + y * y) / 2) * step * step / (2 * .pi)
      }
    }
    #expect(abs(found - expected) < 1e-3, "seed \(seed): \(found), \(expected)")
  }

  private func contains(_ ring: [Place], _ x: Double, _ y: Double) -> Bool {
    var isInside = false
    for (index, a) in ring.enumerated() {
      let b = ring[(index + 1) % ring.count]
      if (a.y > y) != (b.y > y), x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) {
        isInside.toggle()
      }
    }
    return isInside
  }
}
