import Geometry
import TestSupport
import Testing

/// The locator answers as the plain scan does, everywhere: a small size of `tools/test-locator`.
@Suite struct LocatorPropertyTests {
  @Test(arguments: AreaField.Kind.allCases, 0..<12 as Range<UInt64>)
  func `every place is where the plain scan has it`(kind: AreaField.Kind, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let field = AreaField(kind, using: &random)
    let places =
      field.boundaryPlaces(using: &random) + field.randomPlaces(2_000, using: &random)
    let wrong = disagreements(of: field.locator, with: field.plainScan, at: places)
    #expect(wrong.isEmpty, "\(kind) seed \(seed), \(wrong.count) places: \(wrong.first as Any)")
  }

  @Test func `a wrong answer is seen`() {
    var random = SplitMix64(seed: 1)
    let field = AreaField(.coverage, using: &random)
    let other = BoundaryIndex(count: field.areas.count) { area, body in
      for edge in edges(of: field.areas[(area + 1) % field.areas.count]) {
        body(edge.from, edge.to)
      }
    }
    let places = field.boundaryPlaces(using: &random)
    #expect(!disagreements(of: other, with: field.plainScan, at: places).isEmpty)
    #expect(disagreements(of: field.plainScan, with: field.plainScan, at: places).isEmpty)
  }
}
