public import Geometry

extension Plan {
  /// A position inside a unit, always the same for the same shape; `nil` for one without polygon.
  ///
  /// It is the middle of the longest stretch, the westernmost of equal ones, in which a level line lies
  /// inside the unit. The line runs half way between the two neighbouring ordinates of vertices that have
  /// the middle of the box between them; it meets no vertex.
  ///
  /// - Returns: The position in lattice units.
  /// - Complexity: O(*n* log *n*) in the number of edges.
  public func representativePoint(of unit: Int) -> Position? {
    let polygons = units[unit].polygons
    let box = store.box(ofPolygons: polygons)
    guard !box.isEmpty else { return nil }
    let middle = (box.minimum.y + box.maximum.y) >> 1
    var (below, above) = (box.minimum.y, box.maximum.y)
    for point in store.points[store.positions(ofPolygons: polygons)] {
      if point.y <= middle { below = max(below, point.y) } else { above = min(above, point.y) }
    }
    // Offsets from the corner are below 2⁴¹, so that halves of them are exact.
    let height = Double(below - box.minimum.y) + Double(above - below) / 2
    var crossings: [Double] = []
    store.forEachEdge(ofPolygons: polygons) { from, to in
      guard (from.y <= below) != (to.y <= below) else { return }
      let (low, high) = from.y < to.y ? (from, to) : (to, from)
      let share = (height - Double(low.y - box.minimum.y)) / Double(high.y - low.y)
      crossings.append(Double(low.x - box.minimum.x) + share * Double(high.x - low.x))
    }
    crossings.sort()
    var best: (length: Double, middle: Double)?
    for start in stride(from: 0, to: crossings.count - 1, by: 2) {
      let (west, east) = (crossings[start], crossings[start + 1])
      if east - west > best?.length ?? -1 { best = (east - west, west + (east - west) / 2) }
    }
    guard let best else { return nil }
    return Position(
      x: Double(box.minimum.x) + best.middle, y: Double(box.minimum.y) + height)
  }
}
