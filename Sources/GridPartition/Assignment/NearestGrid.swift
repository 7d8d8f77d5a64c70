internal import CoordinateSystems
internal import Geometry
internal import Synchronization

/// Finds the grid nearest to a position that lies in none.
///
/// The edges are indexed when the first such grid is asked for.
struct NearestGrid: Sendable {
  private let edges: Edges
  private let lattice: Lattice

  /// - Parameters:
  ///   - level: Whose areas that are no voids are looked for.
  ///   - lattice: The lattice of positions.
  ///   - plan: Gives the plan; called once at most.
  init(_ level: LevelIndex, lattice: Lattice, plan: @escaping @Sendable () -> Plan?) {
    self.lattice = lattice
    edges = Edges {
      guard let plan = plan() else { return nil }
      let index = BoundaryIndex(count: level.firstVoid) { area, body in
        let polygons = plan.units[Int(level.units[area])].polygons
        plan.store.forEachEdge(ofPolygons: polygons, body)
      }
      return (index, plan.ground)
    }
  }

  /// The edges of all areas, indexed once, and what they lie on; `nil` when there is no plan.
  private final class Edges: Sendable {
    typealias Made = (index: BoundaryIndex, ground: Ground)

    private let made = Mutex<Made?>(nil)
    private let make: @Sendable () -> Made?

    init(_ make: @escaping @Sendable () -> Made?) { self.make = make }

    var indexed: Made? {
      made.withLock { made in
        if made == nil { made = make() }
        return made
      }
    }
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
    to point: LatticePoint, within reach: Double, _ edges: Edges.Made
  ) -> (area: Int, distance: Double)? {
    let origin = (x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y))
    let unit = edges.ground.frame(x: origin.x, y: origin.y).scaled(by: lattice.step)
    var best: (area: Int, distance: Double)?
    // Scales change by less than a tenth over the reach, except near the poles.
    guard let box = box(around: point, metres: reach * 1.1 + 1, unit) else { return nil }
    edges.index.forEachEdge(meeting: box) { area, from, to in
      let (low, high) = from < to ? (from, to) : (to, from)
      let foot = NearestGrid.foot(on: low, high, from: point, unit)
      guard unit.length(foot) <= 1.1 * min(reach, best?.distance ?? reach) + 0.001 else { return }
      let distance = edges.ground.distance(
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

  private func box(
    around point: LatticePoint, metres: Double, _ unit: LocalFrame
  ) -> Envelope? {
    let limit = Double(Lattice.limit)
    // Of a skew frame the box holds the circle when it is as much wider as a step of y is skew.
    let across = metres * (1 + abs(unit.skew) / unit.y)
    let width = Int64(min((across / max(unit.x, 1e-12)).rounded(.up), limit))
    let height = Int64(min((metres / unit.y).rounded(.up), limit))
    return Envelope(
      minimum: LatticePoint(x: point.x - width, y: point.y - height),
      maximum: LatticePoint(x: point.x + width, y: point.y + height))
  }
}
