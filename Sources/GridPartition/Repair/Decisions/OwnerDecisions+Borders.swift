internal import Geometry

extension OwnerDecisions {
  /// Borders that differ by less than this share are as good as equal: those of a sliver always are.
  private static let equality = 0.01

  /// The candidates whose borders are as good as the longest one, the lowest code first.
  func equals(of lengths: [Int: Double]) -> [Int] {
    guard let greatest = lengths.values.max(), greatest > 0 else { return [] }
    return lengths.filter { $0.value >= (1 - Self.equality) * greatest }.map(\.key)
      .sorted(by: precedes)
  }

  /// Who is to get faces of some candidates that have the same right to it.
  ///
  /// That is the one with which fewest units change that are not going to change anyway, then the
  /// lowest code.
  ///
  /// - Parameters:
  ///   - faces: A connected place.
  ///   - equals: The candidates, the lowest code first.
  ///   - changing: The units that change when a candidate gets the place.
  /// - Returns: The unit and the rule; `nil` when there is no candidate.
  func best(
    for faces: [Int], of equals: [Int], changing: (Int) -> Set<Int>
  ) -> (unit: Int, rule: RepairRule)? {
    guard equals.count > 1 else { return equals.first.map { ($0, .longestBorder) } }
    let counts = equals.map { unit in
      touched(giving: faces, to: unit, changing(unit)).subtracting(expected).count
    }
    let least = counts.min() ?? 0
    let rest = zip(equals, counts).filter { $0.1 == least }.map(\.0)
    return rest.first.map { ($0, rest.count > 1 ? .lowestCode : .fewestChanges) }
  }

  /// The unit with the greatest length; of equal ones that of the lowest code.
  func longest(of lengths: [Int: Double]) -> Int? {
    guard let greatest = lengths.values.max(), greatest > 0 else { return nil }
    return lowest(of: lengths.filter { $0.value == greatest }.map(\.key))
  }

  private func lowest(of units: [Int]) -> Int? { units.min(by: precedes) }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (places.plan.units[a].code, places.plan.units[b].code)
    return first == second ? a < b : codePrecedes(first, second)
  }

  /// The units that change when a unit gets faces, also those that only get a vertex.
  ///
  /// What meets a place that is still to be decided is not counted: it depends on that one.
  func touched(giving faces: [Int], to unit: Int, _ changing: Set<Int>) -> Set<Int> {
    let arrangement = places.arrangement
    let members = Set(faces)
    func owners(of face: Int) -> [Int] { members.contains(face) ? [unit] : self.owners[face] }
    var touched = changing
    var isDone: Set<Int> = []
    arrangement.forEachHalfEdge(of: faces) { halfEdge in
      let node = arrangement.node(atStartOf: halfEdge)
      guard isDone.insert(node).inserted, let edges = edgesThrough[node] else { return }
      let left = arrangement.halfEdges(leavingNode: node).map(Int.init).filter { halfEdge in
        let sides = arrangement.faces(besides: halfEdge)
        return owners(of: sides.left) != owners(of: sides.right)
      }
      if left.count == 2, arrangement.areParallel(left[0], left[1]) { return }
      if arrangement.halfEdges(leavingNode: node).contains(where: { isOfOther(Int($0), members) }) {
        return
      }
      for edge in edges {
        for step in places.set.steps(of: places.set.edges[edge]) where step.owner >= 0 {
          touched.insert(Int(step.owner))
        }
      }
    }
    return touched.filter { places.plan.units[$0].hasShape }
  }

  /// Whether a half-edge bounds a place that is still to be decided, none of some faces.
  private func isOfOther(_ halfEdge: Int, _ members: Set<Int>) -> Bool {
    let sides = places.arrangement.faces(besides: halfEdge)
    return [sides.left, sides.right].contains { pending.contains($0) && !members.contains($0) }
  }
}
