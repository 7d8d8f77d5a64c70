internal import CoordinateSystems
internal import Geometry

/// Distances on the lattice in metres, between places near each other.
struct PlanScale {
  private let lattice: Lattice
  private let ground: Ground

  init(of plan: Plan) { (lattice, ground) = (plan.lattice, plan.ground) }

  /// Metres for steps on the lattice, near a point.
  private func frame(near point: LatticePoint) -> LocalFrame {
    ground.frame(x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y))
      .scaled(by: lattice.step)
  }

  private func step(from a: LatticePoint, to b: LatticePoint) -> (x: Double, y: Double) {
    (Double(b.x - a.x), Double(b.y - a.y))
  }

  /// The distance of two points, in metres.
  func distance(_ a: LatticePoint, _ b: LatticePoint) -> Double {
    frame(near: a).length(step(from: a, to: b))
  }

  /// The distance of a point from a segment, in metres; exactly 0 on it.
  func distance(_ point: LatticePoint, from a: LatticePoint, to b: LatticePoint) -> Double {
    if orientation(a, b, point) == .collinear, Envelope(of: [a, b]).contains(point) { return 0 }
    let frame = frame(near: point)
    let (p, q) = (frame.metres(step(from: a, to: point)), frame.metres(step(from: a, to: b)))
    let square = q.x * q.x + q.y * q.y
    let share = square > 0 ? min(max((p.x * q.x + p.y * q.y) / square, 0), 1) : 0
    let (dx, dy) = (p.x - share * q.x, p.y - share * q.y)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// A box that holds all points within so many metres.
  func box(around point: LatticePoint, reach: Double) -> Envelope {
    let frame = frame(near: point)
    let height = reach / frame.y
    let width = (reach + height * abs(frame.skew)) / frame.x
    let (dx, dy) = (Int64(width) + 1, Int64(height) + 1)
    return Envelope(
      minimum: LatticePoint(x: point.x - dx, y: point.y - dy),
      maximum: LatticePoint(x: point.x + dx, y: point.y + dy))
  }
}
