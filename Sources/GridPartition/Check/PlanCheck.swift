internal import Dispatch
internal import Geometry

/// What can be said of a plan, or of one of its levels.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  /// Grade V2: every edge has its exact partner. Survives reprojection and redrawing.
  case seamless
  /// Grade V1: every place is covered once, but neighbours have different vertices.
  case areaExact = "area-exact"
  case defective

  /// The verdict that the chains of the coverages and the other defects allow.
  init(of coverages: [CoverageResult], _ defects: [Defect]) {
    if defects.contains(where: { $0.kind.severity == .error })
      || coverages.contains(where: { !$0.isAreaExact })
    {
      self = .defective
    } else {
      self = coverages.contains { !$0.isEdgeMatched } ? .areaExact : .seamless
    }
  }
}

extension Verdict: Comparable {
  /// Orders from the best to the worst.
  public static func < (a: Verdict, b: Verdict) -> Bool {
    allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
  }
}

/// What was counted and found on one level.
public struct LevelReport: Sendable {
  public let level: Level
  public let units: Int
  /// How many parents group the units of the level.
  public let parents: Int
  /// Different positions of the level's boundaries.
  public let vertices: Int
  /// Directed edges of the level's boundaries.
  public let edges: Int
  /// Directed edges that no neighbour and no outline has in reverse.
  public let residualEdges: Int
  public let verdict: Verdict
}

/// A check of a plan, which a check of the plan redrawn can build on.
public struct PlanCheck: Sendable {
  /// The plan that was checked.
  public let plan: Plan
  let shapes: UnitShapes
  /// The coverages in the order of ``Plan/coverages()``.
  let results: [(coverage: Coverage, result: CoverageResult)]
  /// How many different positions the boundaries of each level have.
  let vertexCounts: [Level: Int]

  /// Checks a plan, on all cores.
  ///
  /// - Throws: ``AreaIdentityFault`` when the picture of the defects contradicts exact areas.
  /// - Complexity: O(*n*) expected in the number of edges of an exact plan whose rings have at most a
  ///   few thousand vertices; O(*n* log *n*) for longer rings and coverages with defects, and more
  ///   where many edges cross.
  public init(_ plan: Plan) throws(AreaIdentityFault) {
    let shapes = UnitShapes(of: plan)
    let coverages = plan.coverages()
    self.init(
      plan, shapes: shapes, results: try Self.check(coverages, of: plan, shapes),
      vertexCounts: plan.vertexCounts(coverages) { shapes.boxes[$0] })
  }

  init(
    _ plan: Plan, shapes: UnitShapes,
    results: [(coverage: Coverage, result: CoverageResult)], vertexCounts: [Level: Int]
  ) {
    self.plan = plan
    self.shapes = shapes
    self.results = results
    self.vertexCounts = vertexCounts
  }

  /// What was found.
  ///
  /// - Parameters:
  ///   - hairline: A defect everywhere narrower than this many metres is marked as a hairline.
  ///   - only: The one level to report on; all when `nil`.
  ///   - unassigned: Grids that no member is responsible for.
  /// - Returns: The verdict, and all defects.
  public func report(
    hairline: Double = 0.5, only: Level? = nil, unassigned: [Int] = []
  ) -> CheckReport {
    CheckReport(self, hairline: hairline, only: only, unassigned: unassigned)
  }

  /// Checks coverages.
  static func check(
    _ coverages: [Coverage], of plan: Plan, _ shapes: UnitShapes
  ) throws(AreaIdentityFault) -> [(coverage: Coverage, result: CoverageResult)] {
    let progress = WorkProgress.current
    let edges = progress == nil ? 0 : coverages.reduce(0) { $0 + plan.edgeCount(of: $1) }
    // Cancelling is the first half of it, what is left the second.
    progress?.begin(.coverages, of: 2 * edges)
    let chains = plan.chains(of: coverages)
    progress?.advance(by: edges)
    let loop = ParallelLoop.onAllCores.telling(progress, amount: edges)
    let found = loop.map(coverages.count) { place in
      let coverage = coverages[place]
      let isSound = shapes.areSound(coverage.children) && shapes.areSound(coverage.parents)
      return Result { () throws(AreaIdentityFault) in
        try CoverageCheck(plan, coverage, chains[place]).run(isSound: isSound)
      }
    }
    var results: [(coverage: Coverage, result: CoverageResult)] = []
    results.reserveCapacity(coverages.count)
    for (coverage, result) in zip(coverages, found) { results.append((coverage, try result.get())) }
    return results
  }
}

extension Plan {
  /// Proves the plan exact or names every defect.
  ///
  /// - Parameters:
  ///   - hairline: A defect everywhere narrower than this many metres is marked as a hairline.
  ///   - only: The one level to report on; all when `nil`.
  ///   - unassigned: Grids that no member is responsible for.
  /// - Returns: The verdict, and all defects.
  /// - Throws: ``AreaIdentityFault`` when the picture of the defects contradicts exact areas.
  /// - Complexity: That of ``PlanCheck``, and of ``digest()``.
  public func check(
    hairline: Double = 0.5, only: Level? = nil, unassigned: [Int] = []
  ) throws(AreaIdentityFault) -> CheckReport {
    // The digest, which goes into the report, keeps a thread busy beside all else.
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) { _ = digest() }
    defer { group.wait() }
    return try PlanCheck(self).report(
      hairline: hairline, only: only, unassigned: unassigned)
  }
}
