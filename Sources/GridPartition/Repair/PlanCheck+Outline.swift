internal import Geometry

extension PlanCheck {
  /// This check, with what the widest level lacks of an outline and has beyond it among the findings.
  ///
  /// - Parameter outline: Polygons of another plan; without any, nothing is added.
  /// - Returns: The check of the same plan.
  /// - Complexity: that of noding the widest level and the outline.
  func held(against outline: PolygonStore) -> PlanCheck {
    guard outline.polygonCount > 0,
      let top = results.firstIndex(where: { $0.coverage.isTop })
    else { return self }
    var results = results
    let coverage = results[top].coverage
    var owned: [OwnedEdge] = []
    for (offset, child) in coverage.children.enumerated() {
      plan.forEachBoundaryEdge(of: child) {
        owned.append(OwnedEdge(from: $0, to: $1, owner: Int32(offset)))
      }
    }
    outline.forEachEdge(ofPolygons: 0..<outline.polygonCount) {
      owned.append(OwnedEdge(from: $0, to: $1, owner: CoverageCheck.parentOwner))
    }
    let faces = CoverageFaces(set: EdgeSet(owned), hasOutline: true, within: nil)
    let found = faces.findings { _ in false }
    results[top].result.findings =
      found + results[top].result.findings.filter { $0.kind == .unmatchedVertices }
    results[top].result.isAreaExact = found.isEmpty
    results[top].result.isEdgeMatched = found.isEmpty && results[top].result.isEdgeMatched
    return PlanCheck(plan, shapes: shapes, results: results, vertexCounts: vertexCounts)
  }
}
