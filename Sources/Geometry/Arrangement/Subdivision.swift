/// Edges cut where they meet: the nodes and the pieces between them.
///
/// Nodes are lattice points and exact rational crossings; nothing is rounded. Pieces that run along
/// each other are one piece with the steps of both.
struct Subdivision {
  /// A piece from its lower node to its upper one.
  struct Piece {
    let low: Int32
    let high: Int32
    /// Offset of the edge that carries the piece.
    let carrier: Int32
    let firstStep: Int
    let stepCount: Int
  }

  private(set) var nodes: [RationalPoint] = []
  private(set) var pieces: [Piece] = []
  private(set) var steps: [WindingStep] = []
  /// For each edge its nodes in order from low to high.
  private(set) var nodesAlong: [[Int32]] = []

  /// Cuts the edges of a set.
  ///
  /// - Complexity: O((*n* + *k*) log *n*) in the number of edges and of pairs that share a cell.
  init(_ set: EdgeSet, grid: SegmentGrid) {
    var finder = NodeFinder(set)
    grid.forEachPair { a, b in finder.meet(a, b) }
    nodesAlong = finder.nodesAlong
    nodes = finder.nodes
    sortNodesAlongEdges(set)
    collectPieces(set)
  }

  private mutating func sortNodesAlongEdges(_ set: EdgeSet) {
    for edge in nodesAlong.indices where nodesAlong[edge].count > 2 {
      let nodes = nodes
      var sorted = nodesAlong[edge].sorted { nodes[Int($0)] < nodes[Int($1)] }
      var kept = 1
      for index in 1..<sorted.count where sorted[index] != sorted[kept - 1] {
        sorted[kept] = sorted[index]
        kept += 1
      }
      sorted.removeLast(sorted.count - kept)
      nodesAlong[edge] = sorted
    }
  }

  private mutating func collectPieces(_ set: EdgeSet) {
    var raw: [(low: Int32, high: Int32, carrier: Int32)] = []
    raw.reserveCapacity(nodesAlong.count)
    for (carrier, along) in nodesAlong.enumerated() {
      for (low, high) in zip(along, along.dropFirst()) { raw.append((low, high, Int32(carrier))) }
    }
    raw.sort { ($0.low, $0.high, $0.carrier) < ($1.low, $1.high, $1.carrier) }
    var index = 0
    while index < raw.count {
      var end = index + 1
      while end < raw.count, raw[end].low == raw[index].low, raw[end].high == raw[index].high {
        end += 1
      }
      let firstStep = steps.count
      if end == index + 1 {
        steps.append(contentsOf: set.steps(of: set.edges[Int(raw[index].carrier)]))
      } else {
        var sums: [Int32: Int32] = [:]
        for piece in raw[index..<end] {
          for step in set.steps(of: set.edges[Int(piece.carrier)]) {
            sums[step.owner, default: 0] += step.change
          }
        }
        for (owner, change) in sums.sorted(by: { $0.key < $1.key }) where change != 0 {
          steps.append(WindingStep(owner: owner, change: change))
        }
      }
      if steps.count > firstStep {
        pieces.append(
          Piece(
            low: raw[index].low, high: raw[index].high, carrier: raw[index].carrier,
            firstStep: firstStep, stepCount: steps.count - firstStep))
      }
      index = end
    }
  }
}

/// Numbers the nodes and notes which lie on which edge.
private struct NodeFinder {
  private let edges: [EdgeSet.Edge]
  private var numbers: [RationalPoint: Int32] = [:]
  private(set) var nodes: [RationalPoint] = []
  private(set) var nodesAlong: [[Int32]] = []

  init(_ set: EdgeSet) {
    edges = set.edges
    nodesAlong.reserveCapacity(edges.count)
    numbers.reserveCapacity(edges.count)
    for edge in edges {
      let low = number(of: RationalPoint(edge.low))
      nodesAlong.append([low, number(of: RationalPoint(edge.high))])
    }
  }

  private mutating func number(of point: RationalPoint) -> Int32 {
    if let number = numbers[point] { return number }
    let number = Int32(nodes.count)
    numbers[point] = number
    nodes.append(point)
    return number
  }

  /// Notes where two edges meet, on both.
  mutating func meet(_ a: Int, _ b: Int) {
    let (first, second) = (edges[a], edges[b])
    putEnds(of: second, on: a)
    putEnds(of: first, on: b)
    guard let place = properCrossing(first.low, first.high, second.low, second.high) else { return }
    let number = number(of: place)
    nodesAlong[a].append(number)
    nodesAlong[b].append(number)
  }

  /// Notes the ends of an edge that lie inside another one.
  private mutating func putEnds(of edge: EdgeSet.Edge, on other: Int) {
    let (low, high) = (edges[other].low, edges[other].high)
    for end in [edge.low, edge.high] where low < end && end < high {
      if orientation(low, high, end) == .collinear {
        nodesAlong[other].append(number(of: RationalPoint(end)))
      }
    }
  }
}
