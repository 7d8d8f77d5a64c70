import Geometry

/// The plane cut at every vertex and crossing into upright slabs, and each slab along its edges.
///
/// The plain way to winding numbers: all pairs of edges, exact fractions. For small ordinates only.
struct SlabCells {
  struct Edge {
    let from: LatticePoint
    let to: LatticePoint
    let owner: Int32
  }

  struct Cell {
    /// A position inside.
    let at: Position
    let area: Double
    /// By owner, without zeros.
    let windings: [Int32: Int]
  }

  private(set) var cells: [Cell] = []

  init(_ edges: [Edge]) {
    let upright = edges.filter { $0.from.x != $0.to.x }
    var cuts = Set(edges.map { Fraction($0.from.x, 1) })
    for (index, a) in upright.enumerated() {
      for b in upright[..<index] {
        if let crossing = SlabCells.crossing(a, b) { cuts.insert(crossing) }
      }
    }
    let sorted = cuts.sorted()
    for (west, east) in zip(sorted, sorted.dropFirst()) { cut(upright, west, east) }
  }

  private mutating func cut(_ edges: [Edge], _ west: Fraction, _ east: Fraction) {
    let middle = west.middle(to: east)
    let spanning = edges.filter {
      Fraction(min($0.from.x, $0.to.x), 1) <= west && east <= Fraction(max($0.from.x, $0.to.x), 1)
    }
    let heights = spanning.map { (edge: $0, at: SlabCells.height(of: $0, at: middle)) }
      .sorted { $0.at < $1.at }
    var windings: [Int32: Int] = [:]
    for (index, (edge, height)) in heights.enumerated() {
      windings[edge.owner, default: 0] += edge.from.x < edge.to.x ? 1 : -1
      guard index + 1 < heights.count, height < heights[index + 1].at else { continue }
      let above = heights[index + 1].at
      // A trapezoid's area is its width times its height half way.
      cells.append(
        Cell(
          at: Position(x: middle.value, y: height.middle(to: above).value),
          area: (east.value - west.value) * (above.value - height.value),
          windings: windings.filter { $0.value != 0 }))
    }
  }

  private static func height(of edge: Edge, at x: Fraction) -> Fraction {
    let (dx, dy) = (edge.to.x - edge.from.x, edge.to.y - edge.from.y)
    // from.y + dy (x - from.x) / dx
    return Fraction(
      edge.from.y * dx * x.denominator + dy * (x.numerator - edge.from.x * x.denominator),
      dx * x.denominator)
  }

  private static func crossing(_ a: Edge, _ b: Edge) -> Fraction? {
    let (ax, ay) = (a.to.x - a.from.x, a.to.y - a.from.y)
    let (bx, by) = (b.to.x - b.from.x, b.to.y - b.from.y)
    let turn = ax * by - ay * bx
    guard turn != 0 else { return nil }
    let share = (b.from.x - a.from.x) * by - (b.from.y - a.from.y) * bx
    let crossing = Fraction(a.from.x * turn + share * ax, turn)
    let isOnBoth = [a, b].allSatisfy {
      Fraction(min($0.from.x, $0.to.x), 1) <= crossing
        && crossing <= Fraction(max($0.from.x, $0.to.x), 1)
    }
    return isOnBoth ? crossing : nil
  }
}

/// A reduced fraction of small whole numbers.
private struct Fraction: Hashable, Comparable {
  let numerator: Int64
  let denominator: Int64

  init(_ numerator: Int64, _ denominator: Int64) {
    var (a, b) = (numerator.magnitude, denominator.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int64(a) * denominator.signum()
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  var value: Double { Double(numerator) / Double(denominator) }

  func middle(to other: Fraction) -> Fraction {
    Fraction(
      numerator * other.denominator + other.numerator * denominator,
      2 * denominator * other.denominator)
  }

  static func < (a: Fraction, b: Fraction) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
}
