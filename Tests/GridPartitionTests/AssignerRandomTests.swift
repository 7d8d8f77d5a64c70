import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

/// The index against a plain scan over all units, on seeded random plans.
@Suite struct AssignerRandomTests {
  /// Units that overlap, touch and leave gaps, some of them voids.
  private func units(seed: UInt64) -> [UnitSketch] {
    var random = SplitMix64(seed: seed)
    var units = [UnitSketch(.village, "V", box(-1, -1, 14, 12).map(placed))]
    for number in 0..<Int.random(in: 1...12, using: &random) {
      let ring = random.ring(count: Int.random(in: 3...5, using: &random), in: 0...12)
      units.append(
        UnitSketch(
          .grid, "V\(number % 9)x\(number)", parent: "V",
          isVoid: Int.random(in: 0..<4, using: &random) == 0, ring.map(placed)))
    }
    return units
  }

  /// Coarse points, so that positions fall on edges and vertices often.
  private func placed(_ point: LatticePoint) -> LatticePoint {
    LatticePoint(fieldOrigin.x + 60 * point.x, fieldOrigin.y + 60 * point.y)
  }

  /// Status, code and codes of candidates by the rule, from all edges of all units.
  private func expected(_ plan: Plan, _ point: LatticePoint) -> [String] {
    var (interior, touching) = ([PlanUnit](), [PlanUnit]())
    for unit in plan.units where unit.level == .grid {
      switch windingNumber(of: edges(plan, unit), around: point) {
      case nil: touching.append(unit)
      case .some(0): break
      default: interior.append(unit)
      }
    }
    let byRule = { (units: [PlanUnit]) in
      units.sorted { ($0.isVoid ? 1 : 0, $0.code) < ($1.isVoid ? 1 : 0, $1.code) }
    }
    let (inside, met) = (byRule(interior), byRule(interior + touching))
    if inside.count > 1, !inside[0].isVoid {
      return ["overlap", inside[0].code] + inside.map(\.code)
    }
    if let only = inside.first, !only.isVoid { return ["inside", only.code] }
    if let lowest = met.first, !lowest.isVoid {
      return ["boundary", lowest.code] + met.map(\.code)
    }
    if !met.isEmpty { return ["void", "-"] + (inside.isEmpty ? met : inside).map(\.code) }
    let village = plan.units.first { $0.level == .village }
    let isAround = village.map { windingNumber(of: edges(plan, $0), around: point) != 0 } ?? false
    return [isAround ? "gap" : "outside", "-"]
  }

  private func edges(
    _ plan: Plan, _ unit: PlanUnit
  ) -> [(from: LatticePoint, to: LatticePoint)] {
    var edges: [(from: LatticePoint, to: LatticePoint)] = []
    plan.store.forEachEdge(ofPolygons: unit.polygons) { edges.append(($0, $1)) }
    return edges
  }

  private func text(_ answer: Assignment, _ plan: Plan) -> [String] {
    [answer.status.rawValue, answer.grid.map { plan.units[$0].code } ?? "-"]
      + answer.candidates.map { plan.units[$0].code }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `every position is assigned as a plain scan does`(seed: UInt64) throws {
    var random = SplitMix64(seed: ~seed)
    let units = units(seed: seed)
    let plan = try units.plan()
    let shuffled = try units.rewritten(using: &random).plan()
    let points = (0..<200).map { index in
      let coarse = random.point(in: -2...13)
      let shake = index % 2 == 0 ? LatticePoint(0, 0) : random.point(in: -30...30)
      return LatticePoint(placed(coarse).x + shake.x, placed(coarse).y + shake.y)
    }
    let answers = try Assigner(plan).assign(points)
    let again = try Assigner(shuffled).assign(points)
    for (point, (answer, other)) in zip(points, zip(answers, again)) {
      #expect(text(answer, plan) == expected(plan, point), "seed \(seed) \(point)")
      #expect(text(other, shuffled) == text(answer, plan), "seed \(seed) \(point)")
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `every position of an exact plan has exactly one grid`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let mesh = PlanMesh(columns: 5, rows: 4, spacing: 40, using: &random)
    let plan = try mesh.units.rewritten(using: &random).plan()
    let assigner = try Assigner(plan)
    let ordinates = try #require(plan.unit(code: "V").map(plan.envelope))
    let village = try #require(plan.unit(code: "V"))
    for x in ordinates.minimum.x...ordinates.maximum.x {
      let column = (ordinates.minimum.y...ordinates.maximum.y).map { LatticePoint(x, $0) }
      for (point, answer) in zip(column, assigner.assign(column)) {
        let isOutside = windingNumber(of: edges(plan, plan.units[village]), around: point) == 0
        #expect((answer.grid == nil) == isOutside, "seed \(seed) \(point)")
        #expect([.inside, .boundary].contains(answer.status) != isOutside)
      }
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `every vertex of an exact plan lies on a boundary of one grid given`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let mesh = PlanMesh(columns: 5, rows: 4, spacing: 1_000_000, using: &random)
    let plan = try mesh.units.plan()
    for (vertex, answer) in zip(mesh.vertices, try Assigner(plan).assign(mesh.vertices)) {
      let touching = plan.units.indices.filter {
        plan.units[$0].level == .grid
          && windingNumber(of: edges(plan, plan.units[$0]), around: vertex) == nil
      }.sorted { codePrecedes(plan.units[$0].code, plan.units[$1].code) }
      #expect(answer.status == .boundary)
      #expect(Array(answer.candidates) == touching, "seed \(seed) \(vertex)")
      #expect(answer.grid == touching.first)
    }
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `the nearest grid is the one that a scan of fine steps along all edges finds`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let units = (0..<6).map { number in
      let at = random.point(in: 0...20)
      let ring = random.ring(count: 3, in: 0...3).map { fieldPoint(at.x + $0.x, at.y + $0.y) }
      return UnitSketch(.grid, "\(number)", ring)
    }
    let plan = try units.plan()
    let assigner = try Assigner(plan)
    let reach = 400.0
    for _ in 0..<20 {
      let step = random.point(in: 0...23_000)
      let point = LatticePoint(fieldOrigin.x + step.x * 1000, fieldOrigin.y + step.y * 1000)
      let answer = assigner.assign([point], nearest: reach)[0]
      guard [.nearest, .outside, .gap].contains(answer.status) else { continue }
      let distances = plan.units.map { distance(from: point, to: edges(plan, $0)) }
      let least = distances.min() ?? .infinity
      // The scan's steps are under 0.5 metres, so it overshoots by half of one at most.
      if answer.status == .nearest {
        let (grid, found) = (try #require(answer.grid), try #require(answer.distance))
        #expect(found > distances[grid] - 0.25 && found <= distances[grid] + 1e-6)
        #expect(found < least + 1e-6, "seed \(seed) \(point)")
      } else {
        #expect(least > reach, "seed \(seed) \(point)")
      }
    }
  }

  /// The least geodesic distance to any of a thousand places along each edge.
  private func distance(
    from point: LatticePoint, to edges: [(from: LatticePoint, to: LatticePoint)]
  ) -> Double {
    let lattice = Lattice.geographic
    let here = (longitude: lattice.ordinate(of: point.x), latitude: lattice.ordinate(of: point.y))
    var least = Double.infinity
    for (from, to) in edges {
      for step in 0...1000 {
        let share = Double(step) / 1000
        let x = Double(from.x) + share * Double(to.x - from.x)
        let y = Double(from.y) + share * Double(to.y - from.y)
        least = min(least, Ellipsoid.wgs84.distance(from: here, to: (x / 1e9, y / 1e9)))
      }
    }
    return least
  }
}
