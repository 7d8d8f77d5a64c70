internal import Geometry

extension OwnerDecisions {
  /// Borders that differ by less than this share are as good as equal: those of a sliver always are.
  private static let equality = 0.01

  /// Who is to get faces by the borders that units have with them.
  ///
  /// Of borders that are as good as equal, the one counts with which fewest other units need a
  /// vertex, then the lowest code.
  ///
  /// - Parameters:
  ///   - faces: A connected place.
  ///   - lengths: For each candidate the length of its border.
  ///   - changing: The units that change when a candidate gets the place.
  /// - Returns: The unit and the rule; `nil` when no candidate has a border.
  func best(
    for faces: [Int], _ lengths: [Int: Double], changing: (Int) -> Set<Int>
  ) -> (unit: Int, rule: RepairRule)? {
    guard let greatest = lengths.values.max(), greatest > 0 else { return nil }
    let equal = lengths.filter { $0.value >= (1 - Self.equality) * greatest }.map(\.key)
    guard equal.count > 1 else { return equal.first.map { ($0, .longestBorder) } }
    let counts = equal.map { othersTouched(giving: faces, to: $0, changing($0)) }
    let least = counts.min() ?? 0
    let rest = zip(equal, counts).filter { $0.1 == least }.map(\.0)
    guard rest.count > 1 else { return rest.first.map { ($0, .fewestChanges) } }
    return lowest(of: rest).map { ($0, .lowestCode) }
  }

  /// The unit with the greatest length; of equal ones that of the lowest code.
  func longest(of lengths: [Int: Double]) -> Int? {
    guard let greatest = lengths.values.max(), greatest > 0 else { return nil }
    return lowest(of: lengths.filter { $0.value == greatest }.map(\.key))
  }

  private func lowest(of units: [Int]) -> Int? {
    units.min { a, b in
      let (first, second) = (places.plan.units[a].code, places.plan.units[b].code)
      return first == second ? a < b : codePrecedes(first, second)
    }
  }

  /// How many units that do not change otherwise get a vertex when a unit gets faces.
  private func othersTouched(giving faces: [Int], to unit: Int, _ changing: Set<Int>) -> Int {
    let arrangement = places.arrangement
    let members = Set(faces)
    func owners(of face: Int) -> [Int] { members.contains(face) ? [unit] : self.owners[face] }
    var touched: Set<Int32> = []
    var isDone: Set<Int> = []
    arrangement.forEachHalfEdge(of: faces) { halfEdge in
      let node = arrangement.node(atStartOf: halfEdge)
      guard isDone.insert(node).inserted, let edges = edgesThrough[node] else { return }
      let left = arrangement.halfEdges(leavingNode: node).map(Int.init).filter { halfEdge in
        let sides = arrangement.faces(besides: halfEdge)
        return owners(of: sides.left) != owners(of: sides.right)
      }
      if left.count == 2, arrangement.areParallel(left[0], left[1]) { return }
      for edge in edges {
        for step in places.set.steps(of: places.set.edges[edge])
        where !changing.contains(Int(step.owner)) {
          touched.insert(step.owner)
        }
      }
    }
    return touched.count
  }
}
