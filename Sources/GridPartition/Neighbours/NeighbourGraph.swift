/// Which areas are neighbours.
public struct NeighbourGraph: Sendable {
  /// For each area its neighbours, ascending.
  public let neighbours: [[Int]]

  /// Collects pairs.
  ///
  /// - Parameters:
  ///   - count: How many areas there are; they are numbered from 0.
  ///   - pairs: Neighbours, in either order, as often as they are met; an area is not its own.
  /// - Complexity: O(*n* log *n*) in the number of pairs.
  public init(count: Int, pairs: some Sequence<(Int, Int)>) {
    var neighbours = [[Int]](repeating: [], count: count)
    for (a, b) in pairs where a != b {
      neighbours[a].append(b)
      neighbours[b].append(a)
    }
    self.neighbours = neighbours.map { list in
      var different: [Int] = []
      for area in list.sorted() where area != different.last { different.append(area) }
      return different
    }
  }
}

extension NeighbourGraph {
  /// Gives each area one of a few colours, so that neighbours differ.
  ///
  /// Areas are coloured in turn by the lowest colour that no coloured neighbour has; those with few
  /// neighbours left come last. On a map, where an area with at most five neighbours is always left,
  /// six colours suffice. Where neighbours cross each other's borders so often that they do not, the
  /// colour that the fewest neighbours have is given twice.
  ///
  /// - Parameter colours: How many colours there are, at least 1.
  /// - Returns: For each area a colour from 0.
  /// - Complexity: O(*n* + *m*) for *n* areas with *m* pairs of neighbours.
  ///
  /// Method: smallest-last order, Matula and Beck 1983, doi:10.1145/2402.322385.
  public func colouring(colours: Int) -> [Int] {
    precondition(colours >= 1, "there is a colour at least")
    var colouring = [Int](repeating: -1, count: neighbours.count)
    for area in smallestLast {
      var counts = [Int](repeating: 0, count: colours)
      for neighbour in neighbours[area] where colouring[neighbour] >= 0 {
        counts[colouring[neighbour]] += 1
      }
      colouring[area] = counts.indices.min { (counts[$0], $0) < (counts[$1], $1) } ?? 0
    }
    return colouring
  }

  /// The areas such that each has as few neighbours as possible before it.
  private var smallestLast: [Int] {
    var degrees = neighbours.map(\.count)
    var buckets = [[Int]](repeating: [], count: (degrees.max() ?? 0) + 1)
    for area in degrees.indices.reversed() { buckets[degrees[area]].append(area) }
    var isTaken = [Bool](repeating: false, count: degrees.count)
    var order: [Int] = []
    var degree = 0
    while order.count < degrees.count {
      guard let area = buckets[degree].popLast() else {
        degree += 1
        continue
      }
      // An area stays in the buckets of the degrees that it had before.
      guard !isTaken[area], degrees[area] == degree else { continue }
      isTaken[area] = true
      order.append(area)
      for neighbour in neighbours[area] where !isTaken[neighbour] {
        degrees[neighbour] -= 1
        buckets[degrees[neighbour]].append(neighbour)
      }
      degree = max(0, degree - 1)
    }
    return order.reversed()
  }
}
