import Geometry
import GridPartition
import TestSupport
import Testing

/// Gaps, overlaps and overreach: the defects of areas.
@Suite struct CoverageDefectTests {
  /// The area of a box of one step at the latitude of the field, in square metres.
  private func isAbout(_ area: Double?, steps: Double) -> Bool {
    guard let area else { return false }
    return abs(area / steps - 11_082) < 60
  }

  @Test func `a place in no grid is a gap between those that border it`() throws {
    let report = try [village, west, UnitSketch(.grid, "V2", fieldBox(3, 0, 1, 2))].report()
    let gap = try #require(report.defects(.gap).first)
    #expect(report.defects(.gap).count == 1)
    #expect(gap.units == ["V1", "V2"])
    #expect(gap.parent == "V")
    #expect(gap.level == .grid)
    #expect(gap.multiplicity == 0)
    #expect(isAbout(gap.size.area, steps: 2))
    #expect(abs(gap.size.area - gap.size.length * gap.size.meanWidth) < 1e-6 * gap.size.area)
    #expect(gap.geometry.bbox == [106.002, 26, 106.003, 26.002])
    let at = try #require(gap.at)
    #expect(at.x > 106.002 && at.x < 106.003 && at.y > 26 && at.y < 26.002)
  }

  @Test func `a place in two grids is an overlap`() throws {
    let report = try [village, west, UnitSketch(.grid, "V2", fieldBox(1, 0, 3, 2))].report()
    let overlap = try #require(report.defects(.overlap).first)
    #expect(overlap.units == ["V1", "V2"])
    #expect(overlap.multiplicity == 2)
    #expect(isAbout(overlap.size.area, steps: 2))
    #expect(report.defects(.gap).isEmpty)
  }

  @Test func `a place in three grids is an overlap of its own`() throws {
    let third = UnitSketch(.grid, "V3", fieldBox(1, 0, 2, 2))
    let report = try [fullVillage, west, east, third].report()
    #expect(Set(report.defects(.overlap).map(\.units)) == [["V1", "V3"], ["V2", "V3"]])
    let fourth = UnitSketch(.grid, "V4", fieldBox(1, 0, 1, 2))
    let more = try [fullVillage, west, east, third, fourth].report()
    let threefold = more.defects(.overlap).filter { $0.multiplicity == 3 }
    #expect(threefold.map(\.units) == [["V1", "V3", "V4"]])
  }

  @Test func `a place beyond the outline is overreach`() throws {
    let report = try [village, west, UnitSketch(.grid, "V2", fieldBox(2, 0, 3, 2))].report()
    let beyond = try #require(report.defects(.overreach).first)
    #expect(beyond.units == ["V2"])
    #expect(beyond.multiplicity == 1)
    #expect(isAbout(beyond.size.area, steps: 2))
    #expect(report.defects(.gap).isEmpty && report.defects(.overlap).isEmpty)
  }

  @Test func `a stray grid across the outline is half overlap and half overreach`() throws {
    let stray = UnitSketch(.grid, "V3", parent: "V", fieldBox(3, 0, 2, 2))
    let report = try [fullVillage, west, east, stray].report()
    #expect(report.defects(.overlap).map(\.units) == [["V2", "V3"]])
    #expect(report.defects(.overreach).map(\.units) == [["V3"]])
  }

  @Test func `two grids that overlap beyond the outline are both defects`() throws {
    let report = try [
      village, west, UnitSketch(.grid, "V2", fieldBox(2, 0, 3, 2)),
      UnitSketch(.grid, "V3", parent: "V", fieldBox(4, 0, 1, 2)),
    ].report()
    #expect(report.defects(.overlap).map(\.units) == [["V2", "V3"]])
    #expect(report.defects(.overreach).map(\.units) == [["V2", "V3"]])
  }

  @Test func `a void covers its place`() throws {
    let lake = UnitSketch(.grid, "V2", isVoid: true, fieldBox(2, 0, 2, 2))
    #expect(try [fullVillage, west, lake].report().verdict == .seamless)
  }

  @Test func `gaps that meet only in a point are two`() throws {
    let report = try [
      UnitSketch(.village, "V", fieldBox(0, 0, 2, 2)),
      UnitSketch(.grid, "V1", fieldBox(0, 0, 1, 1)),
      UnitSketch(.grid, "V2", fieldBox(1, 1, 1, 1)),
    ].report()
    #expect(report.defects(.gap).count == 2)
    #expect(Set(report.defects(.gap).map(\.cluster)).count == 1)
  }

  @Test func `a gap with a hole is one polygon of two rings`() throws {
    let report = try [
      UnitSketch(.village, "V", fieldBox(0, 0, 3, 3)),
      UnitSketch(.grid, "V1", fieldBox(1, 1, 1, 1)),
    ].report()
    let gap = try #require(report.defects(.gap).first)
    guard case .polygons(let polygons) = gap.geometry else {
      Issue.record("a gap has polygons")
      return
    }
    #expect(polygons.map(\.count) == [2])
    #expect(polygons[0].allSatisfy { $0.first == $0.last && $0.count == 5 })
    #expect(isAbout(gap.size.area, steps: 8))
  }

  @Test func `narrow places are hairlines and wide ones are not`() throws {
    // 0.4 metres and 0.6 metres of longitude at this latitude.
    for (width, isHairline) in [(4_000, true), (6_000, false)] as [(Int64, Bool)] {
      var narrow = east
      narrow.polygons[0][0][0].x += width
      narrow.polygons[0][0][3].x += width
      let gap = try #require(try [village, west, narrow].report().defects(.gap).first)
      #expect(gap.size.isHairline == isHairline, "width \(gap.size.meanWidth)")
    }
  }

  @Test func `without an outline enclosed gaps and overlaps are still found`() throws {
    let frame = [
      UnitSketch(.grid, "1", fieldBox(0, 0, 3, 1)), UnitSketch(.grid, "2", fieldBox(0, 1, 1, 2)),
      UnitSketch(.grid, "3", fieldBox(1, 2, 2, 1)), UnitSketch(.grid, "4", fieldBox(2, 1, 1, 1)),
    ]
    let report = try frame.report()
    #expect(report.defects(.gap).map(\.units) == [["1", "2", "3", "4"]])
    #expect(report.defects(.noOutline).count == 1)
    let filled = frame + [UnitSketch(.grid, "5", fieldBox(1, 1, 1, 1))]
    #expect(try filled.report().defects(.gap).isEmpty)
    let twice = frame + [UnitSketch(.grid, "5", fieldBox(1, 1, 2, 1))]
    #expect(try twice.report().defects(.overlap).map(\.units) == [["4", "5"]])
  }

  @Test func `a hole that the outline has is meant`() throws {
    var around = UnitSketch(.village, "V", fieldBox(0, 0, 3, 3))
    around.polygons[0].append(fieldBox(1, 1, 1, 1))
    var ring = UnitSketch(.grid, "V1", fieldBox(0, 0, 3, 3))
    ring.polygons[0].append(fieldBox(1, 1, 1, 1))
    #expect(try [around, ring].report().outline == [])
    // Without the outline nobody has said so.
    #expect(try [ring].report().defects(.gap).map(\.units) == [["V1"]])
  }

  @Test func `a hole of a village in its town is a gap`() throws {
    var (village, grid) = (
      UnitSketch(.village, "TA", fieldBox(0, 0, 3, 3)),
      UnitSketch(.grid, "TA1", fieldBox(0, 0, 3, 3))
    )
    village.polygons[0].append(fieldBox(1, 1, 1, 1))
    grid.polygons[0].append(fieldBox(1, 1, 1, 1))
    let report = try [UnitSketch(.town, "T", fieldBox(0, 0, 3, 3)), village, grid].report()
    #expect(report.defects(.gap).map(\.units) == [["TA"]])
    #expect(report.defects(.gap).map(\.level) == [.village])
  }

  @Test func `a place that is enclosed only through corners is a gap`() throws {
    let corners = [
      UnitSketch(.grid, "1", fieldBox(0, 1, 1, 1)), UnitSketch(.grid, "2", fieldBox(1, 0, 1, 1)),
      UnitSketch(.grid, "3", fieldBox(2, 1, 1, 1)), UnitSketch(.grid, "4", fieldBox(1, 2, 1, 1)),
    ]
    #expect(try corners.report().defects(.gap).map(\.units) == [["1", "2", "3", "4"]])
  }

  @Test func `a village without polygon is outlined by its grids among its siblings`() throws {
    let units = [
      UnitSketch(.town, "T", fieldBox(0, 0, 4, 2)), UnitSketch(.village, "TA"),
      UnitSketch(.village, "TB", fieldBox(2, 0, 2, 2)),
      UnitSketch(.grid, "TA1", fieldBox(0, 0, 1, 2)),
      UnitSketch(.grid, "TA2", fieldBox(1, 0, 1, 2)),
      UnitSketch(.grid, "TB1", fieldBox(2, 0, 2, 2)),
    ]
    let report = try units.report()
    #expect(report.defects.filter { $0.kind.severity == .error }.isEmpty, "\(report.outline)")
    var torn = units
    torn[3].polygons = [[fieldBox(0, 0, 1, 1)]]
    #expect(try torn.report().defects(.gap).map(\.units) == [["TA"]])
  }
}
