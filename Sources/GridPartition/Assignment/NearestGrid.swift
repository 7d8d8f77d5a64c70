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
  ///   - lattice: The lattice of positions, in degrees.
  ///   - plan: Gives the plan; called once at most.
  init(_ level: LevelIndex, lattice: Lattice, plan: @escaping @Sendable () -> Plan?) {
    self.lattice = lattice
    edges = Edges {
      let plan = plan()
      return BoundaryIndex(count: plan == nil ? 0 : level.firstVoid) { area, body in
        guard let plan else { return }
        let polygons = plan.units[Int(level.units[area])].polygons
        plan.store.forEachEdge(ofPolygons: polygons, body)
      }
    }
  }

  /// The edges of all areas, indexed once.
  private final class Edges: Sendable {
    private let made = Mutex<BoundaryIndex?>(nil)
    private let make: @Sendable () -> BoundaryIndex

    init(_ make: @escaping @Sendable () -> BoundaryIndex) { self.make = make }

    var index: BoundaryIndex {
      made.withLock { made in
        if let made { return made }
        let index = make()
        made = index
        return index
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
    // Near grids are found among few edges; the circle grows until one is in it.
    var radius = min(reach, 64)
    while true {
      let found = nearest(to: point, within: radius)
      if found != nil || radius >= reach { return found }
      radius = min(radius * 4, reach)
    }
  }

  private func nearest(
    to point: LatticePoint, within reach: Double
  ) -> (area: Int, distance: Double)? {
    let origin = (longitude: lattice.ordinate(of: point.x), latitude: lattice.ordinate(of: point.y))
    let scale = Ellipsoid.wgs84.metresPerDegree(atLatitude: origin.latitude)
    let unit = (x: scale.x / lattice.unitsPerCoordinate, y: scale.y / lattice.unitsPerCoordinate)
    var best: (area: Int, distance: Double)?
    // Scales change by less than a tenth over the reach, except near the poles.
    guard let box = box(around: point, metres: reach * 1.1 + 1, unit) else { return nil }
    edges.index.forEachEdge(meeting: box) { area, from, to in
      let (low, high) = from < to ? (from, to) : (to, from)
      let foot = NearestGrid.foot(on: low, high, from: point, unit)
      let (east, north) = (foot.x * unit.x, foot.y * unit.y)
      let rough = (east * east + north * north).squareRoot()
      guard rough <= 1.1 * min(reach, best?.distance ?? reach) + 0.001 else { return }
      let distance = Ellipsoid.wgs84.distance(
        from: origin,
        to: (
          origin.longitude + foot.x / lattice.unitsPerCoordinate,
          origin.latitude + foot.y / lattice.unitsPerCoordinate
        ))
      guard distance <= reach else { return }
      if let best, (best.distance, best.area) <= (distance, area) { return }
      best = (area, distance)
    }
    return best
  }

  /// The place of an edge that is nearest to a point, as an offset from the point in lattice units.
  private static func foot(
    on a: LatticePoint, _ b: LatticePoint, from point: LatticePoint, _ unit: (x: Double, y: Double)
  ) -> (x: Double, y: Double) {
    let (ax, ay) = (Double(a.x - point.x), Double(a.y - point.y))
    let (dx, dy) = (Double(b.x - a.x), Double(b.y - a.y))
    let (mx, my) = (dx * unit.x, dy * unit.y)
    let share = -(ax * unit.x * mx + ay * unit.y * my) / (mx * mx + my * my)
    if share >= 1 { return (Double(b.x - point.x), Double(b.y - point.y)) }
    return share > 0 ? (ax + share * dx, ay + share * dy) : (ax, ay)
  }

  private func box(
    around point: LatticePoint, metres: Double, _ unit: (x: Double, y: Double)
  ) -> Envelope? {
    let limit = Double(Lattice.limit)
    let width = Int64(min((metres / max(unit.x, 1e-12)).rounded(.up), limit))
    let height = Int64(min((metres / unit.y).rounded(.up), limit))
    return Envelope(
      minimum: LatticePoint(x: point.x - width, y: point.y - height),
      maximum: LatticePoint(x: point.x + width, y: point.y + height))
  }
}
