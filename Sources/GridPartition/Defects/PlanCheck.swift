internal import Geometry

/// What can be said of a plan, or of one of its levels.
public enum Verdict: String, Hashable, Sendable {
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

/// The answer of a check.
public struct CheckReport: Sendable {
  public let verdict: Verdict
  public let digest: String
  public let levels: [LevelReport]
  /// Gravest first, then by size.
  public let defects: [Defect]
  /// The defects in groups that a single redraw would settle, gravest first, then by area.
  public let clusters: [DefectCluster]
  /// How many defects there are of each kind that occurs.
  public let counts: [(kind: DefectKind, count: Int)]
  /// What the defects look like as a whole.
  public let remarks: [CheckRemark]
}

extension Plan {
  /// Proves the plan exact or names every defect.
  ///
  /// - Parameters:
  ///   - hairline: A defect everywhere narrower than this many metres is marked as a hairline.
  ///   - only: The one level to report on; all when `nil`.
  /// - Returns: The verdict, and all defects.
  /// - Throws: ``AreaIdentityFault`` when the picture of the defects contradicts exact areas.
  /// - Complexity: O(*n* log *n*) in the number of edges, and more where many edges cross.
  public func check(
    hairline: Double = 0.5, only: Level? = nil
  ) throws(AreaIdentityFault) -> CheckReport {
    var list = DefectList(self, hairline: hairline)
    let isSound = checkUnits(&list)
    checkCodes(&list)
    var results: [(coverage: Coverage, result: CoverageResult)] = []
    for coverage in coverages() {
      let members = coverage.children + coverage.parents
      let result = try CoverageCheck(self, coverage).run(
        isSound: members.allSatisfy { isSound[$0] })
      for finding in result.findings { list.add(finding, of: coverage) }
      noteMissingOutlines(of: coverage, &list)
      results.append((coverage, result))
    }
    var defects = list.finished()
    if let only { defects.removeAll { $0.level != only } }
    let reported = levels.filter { only == nil || $0 == only }
    let reports = reported.map { level in
      levelReport(
        level, results.filter { $0.coverage.level == level }.map(\.result),
        defects.filter { $0.level == level })
    }
    let chains = results.filter { reported.contains($0.coverage.level) }.map(\.result)
    return CheckReport(
      verdict: Verdict(of: chains, defects), digest: digest(), levels: reports, defects: defects,
      clusters: DefectCluster.clusters(of: defects), counts: DefectKind.counts(of: defects),
      remarks: remarks(on: defects, reports) + chainRemarks(results, isSound))
  }

  private func noteMissingOutlines(of coverage: Coverage, _ list: inout DefectList) {
    if coverage.isTop {
      // A single unit that is itself an outline needs none around it.
      let only = coverage.children.count == 1 ? coverage.children[0] : nil
      if let only, !children[only].isEmpty || units[only].parentCode == nil { return }
      let groups = Dictionary(grouping: coverage.children) { units[$0].parentCode ?? "" }
      for (parent, children) in groups.sorted(by: { codePrecedes($0.key, $1.key) }) {
        list.addMissingOutline(
          of: nil, code: parent.isEmpty ? nil : parent, children: children)
      }
    } else if !coverage.parents.contains(where: { units[$0].hasShape }) {
      list.addMissingOutline(
        of: coverage.parents.first, code: coverage.parentCode, children: coverage.children)
    }
  }

  private func levelReport(
    _ level: Level, _ results: [CoverageResult], _ defects: [Defect]
  ) -> LevelReport {
    let members = units(of: level)
    var vertices = Set<LatticePoint>()
    var edges = 0
    for unit in members {
      store.forEachEdge(ofPolygons: units[unit].polygons) { _, to in vertices.insert(to) }
      edges += store.edgeCount(ofPolygons: units[unit].polygons)
    }
    return LevelReport(
      level: level, units: members.count, parents: Set(members.map { units[$0].parentCode }).count,
      vertices: vertices.count, edges: edges,
      residualEdges: results.reduce(0) { $0 + $1.residualEdges },
      verdict: Verdict(of: results, defects))
  }
}
