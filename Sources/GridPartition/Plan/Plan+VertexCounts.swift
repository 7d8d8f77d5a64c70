internal import Geometry

extension Plan {
  /// How many different positions the boundaries of each level have.
  ///
  /// - Complexity: O(*n*) expected in the number of positions; O(1) for a plan that was compiled.
  public func vertexCounts() -> [Level: Int] {
    vertexCounts(coverages()) { store.box(ofPolygons: units[$0].polygons) }
  }

  /// The same, of a plan whose coverages and boxes are known.
  func vertexCounts(_ coverages: [Coverage], box: (_ unit: Int) -> Envelope) -> [Level: Int] {
    if let knownVertexCounts { return knownVertexCounts }
    return Dictionary(
      uniqueKeysWithValues: levels.map { ($0, vertexCount(of: $0, coverages, box)) })
  }

  /// How many different positions the boundaries of a level have.
  func vertexCount(
    of level: Level, _ coverages: [Coverage], _ box: (_ unit: Int) -> Envelope
  ) -> Int {
    let shape = { VertexCount.Shape(units[$0].polygons, in: box($0)) }
    var groups: [[VertexCount.Shape]] = []
    var isCovered = [Bool](repeating: false, count: units.count)
    for coverage in coverages where coverage.level == level {
      for child in coverage.children { isCovered[child] = true }
      groups.append(coverage.children.map(shape))
    }
    groups.append(units(of: level).filter { !isCovered[$0] }.map(shape))
    return VertexCount(in: store, .onAllCores).distinct(in: groups)
  }
}
