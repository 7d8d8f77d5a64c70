public import Geometry

/// Assigns positions to grids by the rule of the plan.
///
/// Exact on the lattice. A position on a boundary belongs to the touching grid with the lowest code,
/// voids after grids, so it does not depend on the order of files, rings or start vertices.
public struct Assigner: Sendable {
  /// The greatest distance, in metres, within which the nearest grid may be asked for.
  public static let farthestNearest = 100_000.0

  public let plan: Plan
  /// How answers name the units.
  public let directory: UnitDirectory
  /// Units of the smallest level in the order of the rule.
  private let grids: [Int]
  /// Units of the other levels.
  private let others: [Int]
  private let locator: any AreaLocator
  private let above: any AreaLocator
  private let holes: EnclosedHoles
  private let nearestGrid: NearestGrid

  /// Builds the index of a plan.
  ///
  /// - Throws: ``AreaIdentityFault`` when the holes of a coverage without outline cannot be told.
  /// - Complexity: O(*n* log *n*) in the number of edges.
  public init(_ plan: Plan) throws(AreaIdentityFault) {
    self.plan = plan
    directory = UnitDirectory(of: plan)
    let units = plan.units
    let grids = plan.units(of: plan.smallestLevel).sorted { a, b in
      if units[a].isVoid != units[b].isVoid { return units[b].isVoid }
      if units[a].code != units[b].code { return codePrecedes(units[a].code, units[b].code) }
      return a < b
    }
    self.grids = grids
    let index = BoundaryIndex(count: grids.count) { area, body in
      plan.store.forEachEdge(ofPolygons: units[grids[area]].polygons, body)
    }
    locator = TileLocator(areas: grids.map { units[$0].polygons }, of: plan.store)
    let others = units.indices.filter {
      units[$0].level != plan.smallestLevel && units[$0].hasShape
    }
    .sorted { a, b in
      if units[a].level != units[b].level { return units[a].level > units[b].level }
      return codePrecedes(units[a].code, units[b].code)
    }
    self.others = others
    above = BoundaryIndex(count: others.count) { area, body in
      plan.store.forEachEdge(ofPolygons: units[others[area]].polygons, body)
    }
    holes = try EnclosedHoles(of: plan)
    nearestGrid = NearestGrid(index, lattice: plan.lattice) { !units[grids[$0]].isVoid }
  }

  /// The lattice that positions are put on.
  public var lattice: Lattice { plan.lattice }

  /// Finds the unit of each position for which the whole answer is ``AssignmentStatus/inside``.
  ///
  /// The way for bulk: one number for each position, and no allocation once `units` has grown.
  ///
  /// - Parameters:
  ///   - points: Positions on the lattice.
  ///   - units: Receives as many numbers of units; -1 where ``assign(_:nearest:)`` has to tell more.
  public func findUnits(of points: [LatticePoint], into units: inout [Int32]) {
    units.removeAll(keepingCapacity: true)
    for answer in assign(points) {
      units.append(answer.status == .inside ? Int32(answer.grid ?? -1) : -1)
    }
  }

  /// Assigns positions.
  ///
  /// - Parameters:
  ///   - points: Positions on the lattice.
  ///   - nearest: How far, in metres, a grid may be from a position in no grid; `nil` for not at all.
  /// - Returns: One answer for each position, in order.
  /// - Complexity: O(log *n* + *k*) each, where *k* counts the edges of units around the position.
  public func assign(_ points: [LatticePoint], nearest: Double? = nil) -> [Assignment] {
    let placements = locator.locate(points)
    return points.indices.map { assign(points[$0], placements[$0], nearest) }
  }

  /// Applies the rule. Areas are numbered in its order, so the first one has the lowest code, and is
  /// a void only if all are.
  private func assign(
    _ point: LatticePoint, _ placements: ArraySlice<Placements.Placement>, _ nearest: Double?
  ) -> Assignment {
    let interior = placements.filter(\.isInside).map { Int($0.area) }.sorted()
    if let lowest = interior.first, isGrid(lowest) {
      return interior.count == 1
        ? Assignment(.inside, grid: grids[lowest]) : answer(.overlap, interior)
    }
    let touching = placements.filter { !$0.isInside }.map { Int($0.area) }.sorted()
    if let lowest = touching.first, isGrid(lowest) {
      return answer(.boundary, (touching + interior).sorted())
    }
    if let nearest, let (area, distance) = nearestGrid.find(from: point, within: nearest) {
      return Assignment(
        .nearest, grid: grids[area], candidates: [grids[area]], distance: distance)
    }
    let voids = interior.isEmpty ? touching : interior
    if !voids.isEmpty { return Assignment(.void, candidates: voids.map { grids[$0] }) }
    return outsideOfGrids(point)
  }

  /// The answer for a position in no grid and no void.
  private func outsideOfGrids(_ point: LatticePoint) -> Assignment {
    // Areas are in order: the smallest level first, then the lowest code.
    let surroundings = above.locate([point])[0].map { Int($0.area) }.min()
    guard surroundings != nil || holes.contain(point) else { return Assignment(.outside) }
    return Assignment(.gap, surroundings: surroundings.map { others[$0] })
  }

  private func isGrid(_ area: Int) -> Bool { !plan.units[grids[area]].isVoid }

  private func answer(_ status: AssignmentStatus, _ areas: [Int]) -> Assignment {
    Assignment(status, grid: areas.first.map { grids[$0] }, candidates: areas.map { grids[$0] })
  }
}

/// The places that are enclosed by units of coverages without outline, but in none of them.
private struct EnclosedHoles: Sendable {
  private let holes: [[RegionRing]]
  private let tree: EnvelopeTree

  init(of plan: Plan) throws(AreaIdentityFault) {
    var holes: [[RegionRing]] = []
    var sweep = RegionSweep()
    for coverage in plan.coverages() {
      guard !coverage.parents.contains(where: { plan.units[$0].hasShape }) else { continue }
      let isSound = coverage.children.allSatisfy {
        sweep.examine(plan.store, polygons: plan.units[$0].polygons).fault == nil
      }
      let result = try CoverageCheck(plan, coverage).run(isSound: isSound)
      holes += result.findings.filter { $0.kind == .gap }.map(\.rings)
    }
    self.holes = holes
    tree = EnvelopeTree(
      holes.map { rings in
        var box = Envelope.empty
        for vertex in rings.lazy.flatMap(\.vertices) {
          box.expand(by: vertex.whole)
          box.expand(by: LatticePoint(x: vertex.whole.x + 1, y: vertex.whole.y + 1))
        }
        return box
      })
  }

  /// Whether a position that lies on no unit's boundary lies in a hole.
  func contain(_ point: LatticePoint) -> Bool {
    var isInside = false
    tree.forEachMember(meeting: Envelope(minimum: point, maximum: point)) { hole in
      if !isInside { isInside = EnclosedHoles.contain(point, holes[hole]) }
    }
    return isInside
  }

  private static func contain(_ point: LatticePoint, _ rings: [RegionRing]) -> Bool {
    var isInside = false
    for ring in rings {
      guard var a = ring.vertices.last?.offset(from: point) else { continue }
      for vertex in ring.vertices {
        let b = vertex.offset(from: point)
        if (a.y > 0) != (b.y > 0), (a.x * b.y - a.y * b.x > 0) == (b.y > a.y) { isInside.toggle() }
        a = b
      }
    }
    return isInside
  }
}
