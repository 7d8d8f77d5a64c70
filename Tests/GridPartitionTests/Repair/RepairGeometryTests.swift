import Geometry
import GridPartition
import TestSupport
import Testing

/// Where lines run afterwards.
@Suite struct RepairGeometryTests {
  @Test func `a vertex within the tolerance goes to the one with more authority`() throws {
    let moved = UnitSketch(
      .grid, "V2",
      [
        fieldPoint(2, 0), fieldPoint(4, 0), fieldPoint(4, 2),
        LatticePoint(fieldPoint(2, 2).x + 2000, fieldPoint(2, 2).y - 1000),
      ])
    let outcome = try [fullVillage, west, moved].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.patches.map(\.kind) == [.movedVertices])
    #expect(outcome.rings(of: "V2").map(Set.init) == [Set(fieldBox(2, 0, 2, 2))])
    #expect(outcome.patches[0].movement < 0.3 && outcome.patches[0].movement > 0.2)
  }

  @Test func `without tolerance no vertex moves`() throws {
    let moved = UnitSketch(
      .grid, "V2",
      [
        fieldPoint(2, 0), fieldPoint(4, 0), fieldPoint(4, 2),
        LatticePoint(fieldPoint(2, 2).x + 2000, fieldPoint(2, 2).y - 1000),
      ])
    var options = RepairOptions()
    options.tolerance = 0
    let outcome = try [fullVillage, west, moved].repaired(options)
    #expect(outcome.report.verdict == .seamless)
    #expect(!outcome.patches.map(\.kind).contains(.movedVertices))
  }

  @Test func `a vertex that takes a sound line along stays where it is`() throws {
    // The line between the southern two ends beside that between the northern two.
    let beside = LatticePoint(fieldPoint(2, 1).x + 2000, fieldPoint(2, 1).y)
    let foot = LatticePoint(fieldPoint(2, 0).x + 2000, fieldPoint(2, 0).y)
    let outcome = try [
      fullVillage,
      UnitSketch(.grid, "V1", fieldBox(0, 1, 2, 1)),
      UnitSketch(.grid, "V2", fieldBox(2, 1, 2, 1)),
      UnitSketch(.grid, "V3", [fieldPoint(0, 0), foot, beside, fieldPoint(0, 1)]),
      UnitSketch(.grid, "V4", [foot, fieldPoint(4, 0), fieldPoint(4, 1), beside]),
    ].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(Set(outcome.patches.map(\.kind)) == [.insertedVertices])
    #expect(outcome.patches.allSatisfy { $0.movement == 0 })
    #expect(outcome.rings(of: "V3")[0].contains(beside))
    #expect(outcome.rings(of: "V4")[0].contains(beside))
  }

  @Test func `a locked unit keeps a spike when it gets a vertex`() throws {
    let spiked = UnitSketch(
      .grid, "V2", fieldRing((2, 0), (4, 0), (4, 1), (3, 1), (4, 1), (4, 2), (2, 2)))
    let middle = UnitSketch(.grid, "V1", fieldRing((0, 0), (2, 0), (2, 1), (2, 2), (0, 2)))
    var options = RepairOptions()
    options.locked = ["V2"]
    let outcome = try [fullVillage, middle, spiked].repaired(options)
    #expect(Set(outcome.rings(of: "V2")[0]).isSuperset(of: fieldRing((2, 1), (3, 1))))
  }

  @Test func `no ring loses a vertex to its neighbour on the ring`() throws {
    // Two vertices of the eastern half lie within the tolerance of the western corner.
    let corner = fieldPoint(2, 2)
    let doubled = UnitSketch(
      .grid, "V2",
      [
        fieldPoint(2, 0), fieldPoint(4, 0), fieldPoint(4, 2),
        LatticePoint(corner.x + 900, corner.y),
        LatticePoint(corner.x + 100, corner.y - 900),
      ])
    let outcome = try [fullVillage, west, doubled].repaired()
    #expect(outcome.report.verdict == .seamless)
    #expect(outcome.rings(of: "V2")[0].count == Set(outcome.rings(of: "V2")[0]).count)
  }

  @Test func `a long gap is cut where the neighbours meet`() throws {
    // Four grids in a row end a metre short of the village's northern line.
    let count: Int64 = 4
    let grids = (0..<count).map { place in
      UnitSketch(
        .grid, "V\(place)", parent: "V",
        [
          fieldPoint(place, 0), fieldPoint(place + 1, 0), fieldPoint(place + 1, 1).beside(0, -1),
          fieldPoint(place, 1).beside(0, -1),
        ])
    }
    let line = (0...count).map { fieldPoint($0, 0) } + (0...count).map { fieldPoint(count - $0, 1) }
    let outcome = try ([UnitSketch(.village, "V", line)] + grids).repaired()
    #expect(outcome.report.verdict == .seamless)
    let gaps = outcome.patches.filter { $0.kind == .gap }
    #expect(Set(gaps.compactMap(\.to)) == ["V0", "V1", "V2", "V3"])
    #expect(gaps.allSatisfy { $0.rule == .meetingNeighbours })
    for place in 0..<count {
      #expect(outcome.rings(of: "V\(place)")[0].contains(fieldPoint(place, 1)))
    }
  }

  @Test func `a bow-tie whose neighbours leave it its place becomes simple`() throws {
    let crossed = UnitSketch(
      .grid, "V2", fieldRing((2, 0), (3, 0), (4, 2), (4, 0), (3, 2), (2, 2)))
    let outcome = try [fullVillage, west, crossed].repaired()
    #expect(!outcome.left.map(\.kind).contains(.invalidRing))
    #expect(outcome.report.verdict == .defective, "its upper and lower corners are gaps")
  }

  @Test func `a spike without width is cut off`() throws {
    let spiked = UnitSketch(
      .grid, "V2", fieldRing((2, 0), (4, 0), (4, 1), (3, 1), (4, 1), (4, 2), (2, 2)))
    let outcome = try [fullVillage, west, spiked].repaired()
    #expect(!outcome.rings(of: "V2")[0].contains(fieldPoint(3, 1)))
    #expect(outcome.changedCodes.contains("V2"))
  }

  @Test func `a second repair changes nothing`() throws {
    let tip = fieldPoint(2, 1)
    let first = try [
      fullVillage,
      UnitSketch(
        .grid, "V1",
        [
          fieldPoint(0, 0), fieldPoint(2, 0), tip.beside(2, 0), tip.beside(-12, 30),
          fieldPoint(2, 2),
          fieldPoint(0, 2),
        ]), east,
    ].repaired()
    let second = try PlanCheck(first.plan).repaired()
    #expect(second.changed.isEmpty && second.patches.isEmpty)
    #expect(second.plan.digest() == first.plan.digest())
  }

  @Test func `another plan's outline is filled and not gone beyond`() throws {
    let outline = try [UnitSketch(.village, "X", fieldBox(0, 0, 4, 2))].plan().outline()
    var options = RepairOptions()
    options.outline = outline
    let narrow = UnitSketch(
      .grid, "V2",
      [
        fieldPoint(2, 0), fieldPoint(4, 0).beside(1, 0), fieldPoint(4, 2).beside(-1, 0),
        fieldPoint(2, 2),
      ])
    let outcome = try [west, narrow].repaired(options)
    let ring = try #require(outcome.rings(of: "V2").first)
    #expect(Set(ring).isSuperset(of: [fieldPoint(4, 0), fieldPoint(4, 2)]))
    #expect(ring.allSatisfy { $0.x <= fieldPoint(4, 0).x })
  }
}
