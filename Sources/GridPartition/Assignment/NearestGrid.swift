internal import CoordinateSystems
internal import Geometry

/// Finds the grid nearest to a position that lies in none.
struct NearestGrid: Sendable {
  private let edges: GridEdges
  private let lattice: Lattice

  /// - Parameters:
  ///   - edges: Those of the areas that are no voids.
  ///   - lattice: The lattice of positions.
  init(_ edges: GridEdges, lattice: Lattice) {
    self.edges = edges
    self.lattice = lattice
  }

  /// The nearest area within a distance; of several equally near, the first.
  ///
  /// The nearest place of each edge is found in a plane with the local scales of the ellipsoid, the
  /// distance to it measured by geodesic.
  ///
  /// - Parameters:
  ///   - point: A position in no wanted area.
  ///   - reach: In metres, at most 100 km; a grid exactly that far away counts.
  /// - Returns: The area and the metres to it; `nil` when none is that near.
  func find(from point: LatticePoint, within reach: Double) -> (area: Int, distance: Double)? {
    guard let edges = edges.indexed else { return nil }
    // Near grids are found among few edges; the circle grows until one is in it.
    var radius = min(reach, 64)
    while true {
      let found = nearest(to: point, within: radius, edges)
      if found != nil || radius >= reach { return found }
      radius = min(radius * 4, reach)
    }
  }

  private func nearest(
    to point: LatticePoint, within reach: Double, _ edges: GridEdges.Indexed
  ) -> (area: Int, distance: Double)? {
    let origin = (x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y))
    let unit = edges.plan.ground.frame(x: origin.x, y: origin.y).scaled(by: lattice.step)
    var best: (area: Int, distance: Double)?
    // Scales change by less than a tenth over the reach, except near the poles.
    let box = unit.box(around: point, reach: reach * 1.1 + 1)
    edges.index.forEachEdge(meeting: box) { area, from, to in
      let (low, high) = from < to ? (from, to) : (to, from)
      let foot = NearestGrid.foot(on: low, high, from: point, unit)
      guard unit.length(foot) <= 1.1 * min(reach, best?.distance ?? reach) + 0.001 else { return }
      let distance = edges.plan.ground.distance(
        from: origin,
        to: (
          origin.x + foot.x / lattice.unitsPerCoordinate,
          origin.y + foot.y / lattice.unitsPerCoordinate
        ))
      guard distance <= reach else { return }
      if let best, (best.distance, best.area) <= (distance, area) { return }
      best = (area, distance)
    }
    return best
  }

  /// The place of an edge that is nearest to a point, as an offset from the point in lattice units.
  private static func foot(
    on a: LatticePoint, _ b: LatticePoint, from point: LatticePoint, _ unit: LocalFrame
  ) -> (x: Double, y: Double) {
    let (ax, ay) = (Double(a.x - point.x), Double(a.y - point.y))
    let (dx, dy) = (Double(b.x - a.x), Double(b.y - a.y))
    let (m, start) = (unit.metres((dx, dy)), unit.metres((ax, ay)))
    let share = -(start.x * m.x + start.y * m.y) / (m.x * m.x + m.y * m.y)
    if share >= 1 { return (Double(b.x - point.x), Double(b.y - point.y)) }
    return share > 0 ? (ax + share * dx, ay + share * dy) : (ax, ay)
  }
}
