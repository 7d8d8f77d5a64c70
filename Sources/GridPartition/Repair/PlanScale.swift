internal import CoordinateSystems
internal import Geometry

/// How long a lattice unit is in metres, here and there.
struct PlanScale {
  let lattice: Lattice

  /// Metres in a lattice unit east and one north, near a point.
  func metres(near point: LatticePoint) -> (x: Double, y: Double) {
    let degree = Ellipsoid.wgs84.metresPerDegree(atLatitude: lattice.ordinate(of: point.y))
    return (degree.x * lattice.step, degree.y * lattice.step)
  }

  /// The distance of two points that are near each other, in metres.
  func distance(_ a: LatticePoint, _ b: LatticePoint) -> Double {
    let scale = metres(near: a)
    let (dx, dy) = (Double(a.x - b.x) * scale.x, Double(a.y - b.y) * scale.y)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The distance of a point from a segment near it, in metres; exactly 0 on it.
  func distance(_ point: LatticePoint, from a: LatticePoint, to b: LatticePoint) -> Double {
    if orientation(a, b, point) == .collinear, Envelope(of: [a, b]).contains(point) { return 0 }
    let scale = metres(near: point)
    let (px, py) = (Double(point.x - a.x) * scale.x, Double(point.y - a.y) * scale.y)
    let (bx, by) = (Double(b.x - a.x) * scale.x, Double(b.y - a.y) * scale.y)
    let square = bx * bx + by * by
    let share = square > 0 ? min(max((px * bx + py * by) / square, 0), 1) : 0
    let (dx, dy) = (px - share * bx, py - share * by)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The box that reaches so many metres farther, and a little more.
  func box(around point: LatticePoint, reach: Double) -> Envelope {
    let scale = metres(near: point)
    let (dx, dy) = (Int64(reach / scale.x) + 1, Int64(reach / scale.y) + 1)
    return Envelope(
      minimum: LatticePoint(x: point.x - dx, y: point.y - dy),
      maximum: LatticePoint(x: point.x + dx, y: point.y + dy))
  }
}
