internal import Geometry

/// The answer of a check.
public struct CheckReport: Sendable {
  public let verdict: Verdict
  public let levels: [LevelReport]
  /// Gravest first, then by size.
  public let defects: [Defect]
  /// The defects in groups that a single redraw would settle, gravest first, then by area.
  public let clusters: [DefectCluster]
  /// How many defects there are of each kind that occurs.
  public let counts: [(kind: DefectKind, count: Int)]
  /// What the defects look like as a whole.
  public let remarks: [CheckRemark]
  private let plan: Plan

  /// The SHA-256 of the canonical plan that was checked, see ``Plan/digest()``.
  public var digest: String { plan.digest() }
}

extension CheckReport {
  /// Puts together what was found, and which grids no member is responsible for.
  init(_ check: PlanCheck, hairline: Double, only: Level?, unassigned: [Int]) {
    let plan = check.plan
    WorkProgress.current?.begin(.findings, of: nil)
    var list = DefectList(plan, hairline: hairline)
    let isSound = plan.checkUnits(check.shapes, &list)
    plan.checkCodes(check.shapes, &list)
    for (coverage, result) in check.results {
      for finding in result.findings { list.add(finding, of: coverage) }
      plan.noteMissingOutlines(of: coverage, &list)
    }
    for unit in unassigned {
      list.add(
        .unassigned, units: [unit], parent: plan.units[unit].parentCode,
        points: plan.latticePoint(inside: unit).map { [$0] } ?? [], detail: .none)
    }
    var defects = list.finished()
    if let only { defects.removeAll { $0.level != only } }
    let reported = plan.levels.filter { only == nil || $0 == only }
    levels = reported.map { level in
      LevelReport(
        level, of: check, check.results.filter { $0.coverage.level == level }.map(\.result),
        defects.filter { $0.level == level })
    }
    let chains = check.results.filter { reported.contains($0.coverage.level) }.map(\.result)
    verdict = Verdict(of: chains, defects)
    self.defects = defects
    clusters = DefectCluster.clusters(of: defects)
    counts = DefectKind.counts(of: defects)
    remarks = plan.remarks(on: defects, levels) + plan.chainRemarks(check.results, isSound)
    self.plan = plan
  }
}

extension Plan {
  /// The lattice point next to the representative one of a unit.
  fileprivate func latticePoint(inside unit: Int) -> LatticePoint? {
    representativePoint(of: unit).map {
      LatticePoint(x: Int64($0.x.rounded()), y: Int64($0.y.rounded()))
    }
  }

  fileprivate func noteMissingOutlines(of coverage: Coverage, _ list: inout DefectList) {
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
}

extension LevelReport {
  fileprivate init(
    _ level: Level, of check: PlanCheck, _ results: [CoverageResult], _ defects: [Defect]
  ) {
    let plan = check.plan
    let members = plan.units(of: level)
    self.level = level
    units = members.count
    parents = plan.parentCount(of: members)
    vertices = check.vertexCounts[level] ?? 0
    edges = members.reduce(0) {
      $0 + plan.store.edgeCount(ofPolygons: plan.units[$1].polygons)
    }
    residualEdges = results.reduce(0) { $0 + $1.residualEdges }
    verdict = Verdict(of: results, defects)
  }
}

extension Plan {
  /// How many parents group units of one level.
  fileprivate func parentCount(of members: [Int]) -> Int {
    var seen = [Bool](repeating: false, count: units.count)
    var others: Set<String?> = []
    var count = 0
    var last: String?? = .none
    for unit in members {
      if let parent = units[unit].parent {
        if !seen[parent] { count += 1 }
        seen[parent] = true
      } else if last != .some(units[unit].parentCode) {
        last = .some(units[unit].parentCode)
        others.insert(units[unit].parentCode)
      }
    }
    return count + others.count
  }
}
