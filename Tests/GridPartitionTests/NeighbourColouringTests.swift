import GridPartition
import TestSupport
import Testing

@Suite struct NeighbourColouringTests {
  /// Whether no two neighbours have the same colour.
  private func isProper(_ colouring: [Int], _ graph: NeighbourGraph) -> Bool {
    graph.neighbours.indices.allSatisfy { area in
      graph.neighbours[area].allSatisfy { colouring[$0] != colouring[area] }
    }
  }

  @Test func `pairs count once, in both directions, and nobody is their own neighbour`() {
    let graph = NeighbourGraph(count: 4, pairs: [(0, 1), (1, 0), (2, 2), (3, 1)])
    #expect(graph.neighbours == [[1], [0, 3], [], [1]])
  }

  @Test func `a ring of odd length takes three colours`() {
    let graph = NeighbourGraph(count: 5, pairs: (0..<5).map { ($0, ($0 + 1) % 5) })
    let colouring = graph.colouring(colours: 6)
    #expect(isProper(colouring, graph))
    #expect(Set(colouring).count == 3)
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `six colours suffice for any map`(seed: UInt64) {
    // A triangulated mesh with some of its edges left out, under shuffled numbers, and a hub that all
    // areas of the lowest row touch: planar.
    var random = SplitMix64(seed: seed)
    let (columns, rows) = (12, 9)
    let numbers = Array(0...columns * rows).shuffled(using: &random)
    var pairs: [(Int, Int)] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let here = row * columns + column
        if column + 1 < columns { pairs.append((here, here + 1)) }
        if row + 1 < rows { pairs.append((here, here + columns)) }
        if column + 1 < columns, row + 1 < rows {
          pairs.append(
            Bool.random(using: &random)
              ? (here, here + columns + 1) : (here + 1, here + columns))
        }
        if row == 0 { pairs.append((here, columns * rows)) }
      }
    }
    pairs.removeAll { _ in Int.random(in: 0..<10, using: &random) == 0 }
    let graph = NeighbourGraph(
      count: numbers.count, pairs: pairs.map { (numbers[$0.0], numbers[$0.1]) })
    let colouring = graph.colouring(colours: 6)
    #expect(isProper(colouring, graph), "seed \(seed)")
    #expect(colouring.allSatisfy { (0..<6).contains($0) })
  }

  @Test func `with too few colours as few neighbours as possible agree`() {
    let pairs = (0..<4).flatMap { a in (0..<a).map { (a, $0) } }
    let graph = NeighbourGraph(count: 4, pairs: pairs)
    let colouring = graph.colouring(colours: 3)
    let agreeing = pairs.filter { colouring[$0.0] == colouring[$0.1] }
    #expect(agreeing.count == 1)
  }
}
