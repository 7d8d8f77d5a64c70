import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct PlanDigestTests {
  private var units: [UnitSketch] {
    var holed = UnitSketch(.grid, "V1", parent: "V", fieldBox(0, 0, 6, 6), fieldBox(8, 0, 2, 2))
    holed.polygons[0] += [fieldBox(1, 1, 1, 1), fieldBox(3, 3, 2, 1)]
    return [
      UnitSketch(.village, "V", fieldBox(0, 0, 10, 10)), holed,
      UnitSketch(.grid, "V2", parent: "V", isVoid: true, fieldBox(1, 1, 1, 1)),
      // Units with one header are told apart by their shapes.
      UnitSketch(.grid, "V3", parent: "V", fieldBox(0, 6, 5, 4)),
      UnitSketch(.grid, "V3", parent: "V", fieldBox(5, 6, 5, 4)),
      UnitSketch(.grid, nil, parent: "V", fieldBox(3, 3, 2, 1)),
      UnitSketch(.grid, "V4", parent: "V"),
    ]
  }

  private func digest(_ change: (inout [UnitSketch]) -> Void) throws -> String {
    var units = units
    change(&units)
    return try units.plan().digest()
  }

  @Test func `a digest is 64 hexadecimal digits`() throws {
    let digest = try units.plan().digest()
    #expect(digest.count == 64)
    #expect(digest.allSatisfy { $0.isHexDigit && !$0.isUppercase })
  }

  @Test func `a plan keeps the digest that certificates bear`() throws {
    #expect(
      try units.plan().digest()
        == "0350701499001c1efea9c74999a481ee8a2241fe38af77324024265c6c170a95")
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the digest is the same however the plan is written`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    #expect(
      try units.rewritten(using: &random).plan().digest() == units.plan().digest(), "seed \(seed)")
  }

  @Test func `a ring that visits its lowest position twice has one digest`() throws {
    let eight = fieldRing((0, 0), (3, 1), (3, 2), (0, 0), (2, 3), (1, 3))
    let expected = try [UnitSketch(.grid, "1", eight)].plan().digest()
    for shift in eight.indices {
      let turned = Array(eight[shift...] + eight[..<shift])
      #expect(try [UnitSketch(.grid, "1", turned)].plan().digest() == expected)
    }
  }

  @Test func `names and repeated positions do not count`() throws {
    #expect(
      try digest { $0[1].attributes.name = "北" } == digest { _ in }
        && digest { $0[0].polygons[0][0].insert($0[0].polygons[0][0][1], at: 1) }
          == digest { _ in }
    )
  }

  @Test(arguments: 0..<9)
  func `what the plan says counts`(change: Int) throws {
    let changed = try digest { units in
      switch change {
      case 0: units[1].attributes.code = "V9"
      case 1: units[1].polygons[0][0][2].x += 1
      case 2: units[1].polygons[0][1][2].y -= 1
      case 3: units[2].attributes.isVoid = false
      case 4: units[3].attributes.parent = nil
      case 5: units[0].attributes.level = .town
      case 6: units[1].polygons[0].removeLast()
      case 7: units.removeLast()
      default: units[1].polygons.swapAt(0, 1)
      }
    }
    // A grid named for its village finds it without naming it, and the order of parts is free.
    #expect((changed == (try digest { _ in })) == [4, 8].contains(change))
  }

  @Test func `a vertex in the middle of an edge counts`() throws {
    let middle = fieldPoint(5, 0)
    let changed = try digest { $0[0].polygons[0][0].insert(middle, at: 1) }
    #expect(changed != (try digest { _ in }))
  }

  @Test func `the system of the coordinates counts`() throws {
    #expect(try units.plan(crs: .cgcs2000).digest() != units.plan().digest())
  }

  @Test func `the border between two fields counts`() throws {
    let one = [UnitSketch(.grid, "AB", parent: "C", fieldBox(0, 0, 1, 1))]
    let other = [UnitSketch(.grid, "A", parent: "BC", fieldBox(0, 0, 1, 1))]
    #expect(try one.plan().digest() != other.plan().digest())
  }
}
