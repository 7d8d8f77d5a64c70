internal import Geometry

extension PlanCheck {
  /// Checks a plan of which most is as in this check; answers as a check of the whole.
  ///
  /// Shapes are looked at again only where a unit's fingerprint changed, and coverages where that of
  /// a child or of the parent did. What was found of the others, by exact cancellation, still holds.
  ///
  /// - Throws: ``AreaIdentityFault`` when the picture of the defects contradicts exact areas.
  /// - Complexity: O(*n*) in the number of units, and that of ``init(_:)`` in what changed and what
  ///   comes near it.
  public func recheck(_ redrawn: Plan) throws(AreaIdentityFault) -> PlanCheck {
    let match = UnitMatch(redrawn, before: self)
    let shapes = UnitShapes(of: redrawn, match, before: self.shapes, of: plan)
    let coverages = redrawn.coverages()
    let known = knownResults(of: coverages, in: redrawn, match)
    let open = coverages.indices.filter { known[$0] == nil }
    var found = try Self.check(open.map { coverages[$0] }, of: redrawn, shapes)[...]
    var results: [(coverage: Coverage, result: CoverageResult)] = []
    results.reserveCapacity(coverages.count)
    for (coverage, result) in zip(coverages, known) {
      if let result {
        results.append((coverage, result))
      } else {
        results.append(found.removeFirst())
      }
    }
    return PlanCheck(
      redrawn, shapes: shapes, results: results,
      vertexCounts: vertexCounts(of: redrawn, coverages, match, shapes))
  }

  /// What was found of the coverages that consist of the same units; `nil` for the others.
  private func knownResults(
    of coverages: [Coverage], in redrawn: Plan, _ match: UnitMatch
  ) -> [CoverageResult?] {
    var placeOfParent = [Int32](repeating: -1, count: plan.units.count)
    var placeOfTop: Int?
    for (place, result) in results.enumerated() {
      if result.coverage.isTop { placeOfTop = place }
      for parent in result.coverage.parents { placeOfParent[parent] = Int32(place) }
    }
    return coverages.map { coverage in
      let place: Int?
      if coverage.isTop {
        place = placeOfTop
      } else {
        let parent = coverage.parents.first.map { match.before[$0] } ?? -1
        place = parent < 0 ? nil : Int(placeOfParent[Int(parent)])
      }
      guard let place, place >= 0,
        isSame(coverage, as: results[place].coverage, in: redrawn, match)
      else { return nil }
      return results[place].result
    }
  }

  /// Whether a coverage has the units that another one had, in the same order.
  private func isSame(
    _ coverage: Coverage, as other: Coverage, in redrawn: Plan, _ match: UnitMatch
  ) -> Bool {
    guard coverage.level == other.level, coverage.isTop == other.isTop,
      areSame(coverage.parents, other.parents, match),
      areSame(coverage.children, other.children, match)
    else { return false }
    return zip(coverage.children, other.children).allSatisfy { child, old in
      let isParent = !redrawn.children[child].isEmpty
      // Of a unit without polygon the children count, and these may have changed.
      if isParent, !redrawn.units[child].hasShape { return false }
      return !coverage.isTop || isParent == !plan.children[old].isEmpty
    }
  }

  private func areSame(_ units: [Int], _ others: [Int], _ match: UnitMatch) -> Bool {
    guard units.count == others.count else { return false }
    for (unit, other) in zip(units, others) where match.before[unit] != Int32(other) {
      return false
    }
    return true
  }

  private func vertexCounts(
    of redrawn: Plan, _ coverages: [Coverage], _ match: UnitMatch, _ shapes: UnitShapes
  ) -> [Level: Int] {
    var counts: [Level: Int] = [:]
    for level in redrawn.levels {
      let change = vertexChange(on: level, of: redrawn, match, shapes)
      counts[level] =
        change.map { (vertexCounts[level] ?? 0) + $0 }
        ?? redrawn.vertexCount(of: level, coverages) { shapes.boxes[$0] }
    }
    return counts
  }

  /// How many different positions a level has more; `nil` when that is to be counted anew.
  private func vertexChange(
    on level: Level, of redrawn: Plan, _ match: UnitMatch, _ shapes: UnitShapes
  ) -> Int? {
    let added = match.changed.filter { redrawn.units[$0].level == level }
    let removed = match.gone.filter { plan.units[$0].level == level }
    guard !(added.isEmpty && removed.isEmpty) else { return 0 }
    guard 4 * (added.count + removed.count) < redrawn.units(of: level).count else { return nil }
    var box = Envelope.empty
    for unit in added { box.expand(by: shapes.boxes[unit]) }
    for unit in removed { box.expand(by: self.shapes.boxes[unit]) }
    let kept = redrawn.units(of: level).filter {
      match.before[$0] >= 0 && shapes.boxes[$0].intersects(box)
    }
    return VertexCount(in: redrawn.store, .onAllCores).change(
      removing: removed.map { plan.units[$0].polygons }, of: plan.store,
      adding: added.map { redrawn.units[$0].polygons },
      keeping: kept.map { redrawn.units[$0].polygons })
  }
}
