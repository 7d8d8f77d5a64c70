import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

/// What is told of a plan that was redrawn on purpose.
@Suite struct ComparisonTests {
  private let village = UnitSketch(.village, "V", fieldBox(0, 0, 4, 2))

  private func unit(
    _ code: String, _ shells: [LatticePoint], name: String? = nil, parent: String = "V"
  ) -> UnitSketch {
    var unit = UnitSketch(.grid, code, parent: parent, shells)
    unit.attributes.name = name
    return unit
  }

  /// The changes of the grids, as `kind code <ancestors >successors`, without the unchanged ones.
  private func changes(_ old: [UnitSketch], _ new: [UnitSketch]) throws -> [String] {
    let (before, now) = (try old.plan(), try new.plan())
    let layer = try Comparison(old: before, new: now).responsible
    return layer.changes.filter { $0.kind != .unchanged }.map { change in
      let code =
        change.new.map { now.units[$0].code } ?? change.removed.map { before.units[$0].code }
      return
        ([change.kind.rawValue, code ?? "?"]
        + change.ancestors.map { "<" + before.units[$0].code }
        + change.successors.map { ">" + now.units[$0].code }).joined(separator: " ")
    }
  }

  /// The pieces as `from->to`, with the area in field boxes.
  private func pieces(_ old: [UnitSketch], _ new: [UnitSketch]) throws -> [String] {
    let (before, now) = (try old.plan(), try new.plan())
    return try Comparison(old: before, new: now).responsible.pieces.map { piece in
      let codes = [
        piece.old.map { before.units[$0].code } ?? "-", piece.new.map { now.units[$0].code } ?? "-",
      ]
      let doubled = piece.rings.reduce(0) { $0 + $1.doubledArea }
      let boxes = doubled / 2 / Double(fieldStep) / Double(fieldStep)
      return codes.joined(separator: "->") + " \(boxes)"
    }
  }

  @Test func `a plan beside itself, written otherwise, is unchanged and has no pieces`() throws {
    var random = SplitMix64(seed: 1)
    let units = PlanMesh(columns: 5, rows: 4, spacing: fieldStep, using: &random).units
    #expect(try changes(units, units.rewritten(using: &random)).isEmpty)
    #expect(try pieces(units, units.rewritten(using: &random)).isEmpty)
  }

  @Test func `a split names its ancestor, and its pieces make up the whole of it`() throws {
    let old = [village, unit("V1", fieldBox(0, 0, 2, 2)), unit("V2", fieldBox(2, 0, 2, 2))]
    let new = [
      village, unit("V1", fieldBox(0, 0, 2, 2)), unit("V2", fieldBox(2, 0, 1, 2)),
      unit("V3", fieldBox(3, 0, 1, 2)),
    ]
    #expect(try changes(old, new) == ["split V2 <V2", "split V3 <V2"])
    #expect(try pieces(old, new) == ["V2->V2 2.0", "V2->V3 2.0"])
    #expect(try changes(new, old) == ["merged V2 <V2 <V3", "removed V3 >V2"])
  }

  @Test func `a boundary that moves is told with what changed hands`() throws {
    let old = [village, unit("V1", fieldBox(0, 0, 2, 2)), unit("V2", fieldBox(2, 0, 2, 2))]
    let new = [
      village, unit("V1", fieldRing((0, 0), (3, 0), (2, 2), (0, 2))),
      unit("V2", fieldRing((3, 0), (4, 0), (4, 2), (2, 2))),
    ]
    #expect(try changes(old, new) == ["moved V1 <V1", "moved V2 <V2"])
    #expect(try pieces(old, new) == ["V1->V1 4.0", "V2->V1 1.0", "V2->V2 3.0"])
  }

  @Test func `a code, a name, a parent that change are told apart`() throws {
    let area = fieldBox(0, 0, 2, 2)
    let old = [unit("V1", area, name: "East")]
    #expect(try changes(old, [unit("V7", area, name: "East")]) == ["renamed V7 <V1"])
    #expect(try changes(old, [unit("V1", area, name: "West")]) == ["renamed V1 <V1"])
    let reassigned = [unit("V1", area, name: "East", parent: "W")]
    #expect(try changes(old, reassigned) == ["reassigned V1 <V1"])
    let plans = (old: try old.plan(), new: try [unit("V7", area, name: "West")].plan())
    let layer = try Comparison(old: plans.old, new: plans.new).responsible
    let renamed = layer.changes[0].renamed(from: plans.old, to: plans.new)
    #expect(renamed.map { "\($0.attribute) \($0.before ?? "-")" } == ["code V1", "name East"])
    // The whole of it answers to another code.
    #expect(layer.pieces.map(\.area) == [plans.new.area(of: 0)])
  }

  @Test func `two units that exchange their codes are renamed, not moved`() throws {
    let (a, b) = (fieldBox(0, 0, 2, 2), fieldBox(2, 0, 2, 2))
    let result = try changes([unit("V1", a), unit("V2", b)], [unit("V2", a), unit("V1", b)])
    #expect(result == ["renamed V1 <V2", "renamed V2 <V1"])
  }

  @Test func `the same area with one vertex more is unchanged`() throws {
    let old = [unit("V1", fieldBox(0, 0, 2, 2))]
    let new = [unit("V1", fieldRing((0, 0), (1, 0), (2, 0), (2, 2), (0, 2)))]
    #expect(try changes(old, new).isEmpty)
    #expect(try pieces(old, new) == ["V1->V1 4.0"])
  }

  @Test func `land that was in no unit comes from nowhere, land given up goes nowhere`() throws {
    let old = [unit("V1", fieldBox(0, 0, 2, 2)), unit("V2", fieldBox(4, 0, 1, 1))]
    let new = [unit("V1", fieldBox(0, 0, 3, 2)), unit("V3", fieldBox(6, 0, 1, 1))]
    #expect(
      try changes(old, new) == ["moved V1 <V1", "removed V2", "added V3"])
    #expect(
      try pieces(old, new) == ["-->V1 2.0", "-->V3 1.0", "V1->V1 4.0", "V2->- 1.0"])
  }

  @Test func `where grids overlap a place is the one's with the lowest code`() throws {
    let old = [unit("V1", fieldBox(0, 0, 2, 2)), unit("V2", fieldBox(1, 0, 3, 2))]
    let new = [unit("V1", fieldBox(0, 0, 2, 2)), unit("V2", fieldBox(2, 0, 2, 2))]
    // The overlap was V1's and still is.
    #expect(try pieces(old, new) == ["V2->V2 4.0"])
    #expect(try pieces([old[1]], old) == ["-->V1 2.0", "V2->V1 2.0"])
  }

  @Test func `plans with different levels are compared by those who are responsible`() throws {
    let old = [UnitSketch(.village, "V", fieldBox(0, 0, 4, 2))]
    let new = old + [unit("V1", fieldBox(0, 0, 1, 2)), unit("V2", fieldBox(1, 0, 3, 2))]
    let comparison = try Comparison(old: old.plan(), new: new.plan())
    #expect(comparison.layers.map(\.newLevel) == [.grid, .village])
    #expect(try changes(old, new) == ["split V1 <V", "split V2 <V"])
    #expect(comparison.layers[1].changes.map(\.kind) == [.unchanged])
    #expect(try changes(new, old) == ["merged V <V2 <V1", "removed V1 >V", "removed V2 >V"])
  }

  @Test func `a village without outline is where its grids are`() throws {
    let shapeless = UnitSketch(.village, "V")
    let old = [shapeless, unit("V1", fieldBox(0, 0, 2, 2)), unit("V2", fieldBox(2, 0, 2, 2))]
    let new = [
      shapeless, unit("V1", fieldBox(0, 0, 3, 2)), unit("V2", fieldBox(3, 0, 1, 2)),
    ]
    let layers = try Comparison(old: old.plan(), new: new.plan()).layers
    #expect(layers[1].changes.map(\.kind) == [.unchanged])
  }

  @Test func `plans in different systems are refused`() throws {
    let units = [unit("V1", fieldBox(0, 0, 2, 2))]
    let plans = (old: try units.plan(), new: try units.plan(crs: .cgcs2000))
    #expect(throws: ComparisonError.self) { try Comparison(old: plans.old, new: plans.new) }
  }
}
