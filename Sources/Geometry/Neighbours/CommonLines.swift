/// Finds the areas whose edges run along one another.
struct CommonLines {
  /// Two areas, the lower one first.
  struct Pair: Hashable, Sendable, BitwiseCopyable {
    let a: Int32
    let b: Int32
  }

  /// Pairs as they are met; the same may come more than once.
  private(set) var pairs: [Pair] = []

  /// Takes edges in, all that lie on their lines at once.
  mutating func add(_ edges: some Sequence<OwnedEdge>) {
    let sloped = edges.map { (slope: slope($0.low, $0.high), edge: $0) }.sorted { a, b in
      if a.slope != b.slope { return a.slope < b.slope }
      return a.edge.low != b.edge.low ? a.edge.low < b.edge.low : a.edge.high < b.edge.high
    }
    var start = 0
    while start < sloped.count {
      let first = sloped[start]
      var isOneEdge = true
      var end = start + 1
      while end < sloped.count, sloped[end].slope == first.slope {
        isOneEdge =
          isOneEdge && sloped[end].edge.low == first.edge.low
          && sloped[end].edge.high == first.edge.high
        end += 1
      }
      let parallels = sloped[start..<end].map(\.edge)
      if isOneEdge { add(along: parallels) } else { divide(parallels) }
      start = end
    }
  }

  /// Divides edges of one slope by the lines that they lie on.
  private mutating func divide(_ parallels: [OwnedEdge]) {
    let carried = parallels.map { (line: CarryingLine(low: $0.low, high: $0.high), edge: $0) }
      .sorted { a, b in a.line != b.line ? a.line < b.line : a.edge.low < b.edge.low }
    var start = 0
    while start < carried.count {
      var end = start + 1
      while end < carried.count, carried[end].line == carried[start].line { end += 1 }
      sweep(carried[start..<end].map(\.edge))
      start = end
    }
  }

  /// Sweeps the edges of one line, sorted by their lower ends.
  private mutating func sweep(_ line: [OwnedEdge]) {
    var active: [OwnedEdge] = []
    var next = 0
    while next < line.count || !active.isEmpty {
      if active.isEmpty {
        let start = line[next].low
        while next < line.count, line[next].low == start {
          active.append(line[next])
          next += 1
        }
      }
      add(along: active)
      let end = active.reduce(active[0].high) { min($0, $1.high) }
      let stop = next < line.count ? min(end, line[next].low) : end
      active.removeAll { $0.high == stop }
      while next < line.count, line[next].low == stop {
        active.append(line[next])
        next += 1
      }
    }
  }

  /// Adds the pairs of the areas that have one side of a stretch.
  private mutating func add(along stretch: [OwnedEdge]) {
    guard stretch.count > 1 else { return }
    if stretch.count == 2 { return add(stretch[0].owner, stretch[1].owner) }
    var sides: [Int32: Int32] = [:]
    for edge in stretch { sides[edge.owner, default: 0] += edge.direction }
    let areas = sides.filter { $0.value != 0 }.map(\.key).sorted()
    for (index, a) in areas.enumerated() {
      for b in areas[(index + 1)...] { add(a, b) }
    }
  }

  private mutating func add(_ a: Int32, _ b: Int32) {
    guard a != b else { return }
    pairs.append(Pair(a: min(a, b), b: max(a, b)))
  }
}

/// The slope of the line through two different positions.
///
/// Differences are whole numbers under 2⁵³ and division rounds correctly, so the double depends on
/// the line alone: equal slopes give equal doubles.
func slope(_ a: LatticePoint, _ b: LatticePoint) -> Double {
  a.x == b.x ? .infinity : Double(b.y - a.y) / Double(b.x - a.x) + 0
}
