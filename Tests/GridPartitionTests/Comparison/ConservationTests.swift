import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

/// No land appears or vanishes, however a plan was redrawn, and every place is in the right piece.
@Suite struct ConservationTests {
  /// A village of cells, of which some vertices moved, some cells were merged, and some left out.
  private func redrawn(_ mesh: PlanMesh, using random: inout SplitMix64) -> [UnitSketch] {
    var mesh = mesh
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let vertex = Int.random(in: mesh.vertices.indices, using: &random)
      let aside = random.point(in: -fieldStep / 5...fieldStep / 5)
      mesh.vertices[vertex] = LatticePoint(
        mesh.vertices[vertex].x + aside.x, mesh.vertices[vertex].y + aside.y)
    }
    var units = mesh.units
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      units.remove(at: Int.random(in: 0..<units.count, using: &random))
    }
    if Bool.random(using: &random) {
      // A unit that lies across others, at no vertex of theirs.
      let ring = (0..<3).map { _ in
        LatticePoint(
          fieldOrigin.x + Int64.random(in: 0...4 * fieldStep, using: &random),
          fieldOrigin.y + Int64.random(in: 0...4 * fieldStep, using: &random))
      }
      units.append(UnitSketch(.grid, "V-across", parent: "V", ring))
    }
    if Bool.random(using: &random), units.count > 3 {
      units[2].attributes.code = "V-renamed"
      units[3].attributes.isVoid = true
    }
    return units
  }

  private func plans(_ seed: UInt64) throws -> (old: Plan, new: Plan) {
    var random = SplitMix64(seed: seed)
    let mesh = PlanMesh(columns: 5, rows: 4, spacing: fieldStep, using: &random)
    let old = redrawn(mesh, using: &random)
    let isFresh = Int.random(in: 0..<4, using: &random) == 0
    let other = isFresh ? PlanMesh(columns: 3, rows: 6, spacing: fieldStep, using: &random) : mesh
    return (try old.plan(), try redrawn(other, using: &random).plan())
  }

  /// The area of the places that belong to a unit of the smallest level: the first one by the rule, so that
  /// an overlap counts once.
  private func area(_ plan: Plan) throws -> Double {
    // The pieces of a comparison with an empty field are the places themselves.
    let nothing = try [UnitSketch(.grid, "none", fieldBox(900, 900, 1, 1))].plan()
    let layer = try Comparison(old: nothing, new: plan).responsible
    return layer.pieces.reduce(0) { $0 + ($1.new == nil ? 0 : $1.area) }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the pieces of each redrawn unit add up to it`(seed: UInt64) throws {
    let (old, new) = try plans(seed)
    let layer = try Comparison(old: old, new: new).responsible
    let told = Set(layer.pieces.compactMap(\.new))
    let kept = layer.changes.reduce(0.0) { sum, change in
      guard let unit = change.new, !told.contains(unit) else { return sum }
      return sum + new.area(of: unit)
    }
    let (before, now) = (
      layer.pieces.reduce(kept) { $0 + ($1.old == nil ? 0 : $1.area) },
      layer.pieces.reduce(kept) { $0 + ($1.new == nil ? 0 : $1.area) }
    )
    // Two units that overlap unchanged are told whole, so an overlap counts where it lies with one of
    // them; without overlap the sums are the areas of the plans.
    guard try old.check().counts.allSatisfy({ $0.kind != .overlap }),
      try new.check().counts.allSatisfy({ $0.kind != .overlap })
    else { return }
    #expect(abs(before - (try area(old))) <= 1e-9 * before, "seed \(seed)")
    #expect(abs(now - (try area(new))) <= 1e-9 * now, "seed \(seed)")
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `a place that changed hands is inside the piece that says so`(seed: UInt64) throws {
    let (old, new) = try plans(seed)
    let layer = try Comparison(old: old, new: new).responsible
    let (before, now) = (try Assigner(old), try Assigner(new))
    var random = SplitMix64(seed: seed &+ 1)
    let points = (0..<300).map { _ in
      LatticePoint(
        fieldOrigin.x + Int64.random(in: -fieldStep...6 * fieldStep, using: &random),
        fieldOrigin.y + Int64.random(in: -fieldStep...7 * fieldStep, using: &random))
    }
    let known = Set(layer.pieces.map { "\($0.old ?? -1) \($0.new ?? -1)" })
    for (point, (a, b)) in zip(points, zip(before.assign(points), now.assign(points))) {
      guard a.status != .boundary, b.status != .boundary else { continue }
      let (from, to) = (a.unit, b.unit)
      let holders = layer.pieces.filter { $0.rings.windingNumber(around: point) == 1 }
      #expect(holders.count <= 1, "seed \(seed), \(point)")
      if let holder = holders.first {
        #expect(holder.old == from && holder.new == to, "seed \(seed), \(point)")
      } else if from != nil || to != nil {
        // In a unit that is as before but for its code, or altogether.
        let isSame = layer.changes.contains {
          $0.new == to && $0.ancestors == [from].compactMap(\.self)
        }
        #expect(isSame && to != nil, "seed \(seed), \(point)")
        let isRecoded =
          from.map { "\(old.units[$0].code) \(old.units[$0].isVoid)" }
          != to.map { "\(new.units[$0].code) \(new.units[$0].isVoid)" }
        #expect(known.contains("\(from ?? -1) \(to ?? -1)") == isRecoded, "seed \(seed), \(point)")
      }
    }
  }
}

extension Assignment {
  fileprivate var unit: Int? { grid ?? (status == .void ? candidates.first : nil) }
}

extension [RegionRing] {
  /// How often rings wind around a point that lies on none of them.
  fileprivate func windingNumber(around point: LatticePoint) -> Int {
    var winding = 0
    for ring in self {
      var previous = ring.vertices[ring.vertices.count - 1].offset(from: point)
      for vertex in ring.vertices {
        let current = vertex.offset(from: point)
        let side = previous.x * current.y - previous.y * current.x
        if previous.y <= 0, current.y > 0, side > 0 { winding += 1 }
        if current.y <= 0, previous.y > 0, side < 0 { winding -= 1 }
        previous = current
      }
    }
    return winding
  }
}
