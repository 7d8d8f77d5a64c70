/// The smallest circle around positions of a plane.
public struct BoundingCircle: Hashable, Sendable {
  public private(set) var centre: Position
  public private(set) var radius: Double

  /// Finds the smallest circle that holds positions, each within a part in 10¹² of the radius; without
  /// any, one of radius 0 around the origin.
  ///
  /// The position farthest outside joins the two or three that carry the circle, until none is
  /// outside; the radius grows with every step, so this ends. In practice ten steps suffice.
  ///
  /// - Parameter positions: Finite ordinates in one unit; the corners of the convex hull suffice.
  /// - Complexity: O(*n*) for each step.
  ///
  /// Method: the pivoting of Gärtner 1999, doi:10.1007/3-540-48481-7_29.
  public init(around positions: [Position]) {
    self.init(centre: positions.first ?? Position(x: 0, y: 0), radius: 0)
    var carriers = Array(positions.prefix(1))
    while let farthest = farthest(of: positions), !holds(farthest) {
      let (circle, carried) = Self.smallest(through: farthest, and: carriers)
      guard circle.radius > radius else { return }
      self = circle
      carriers = carried
    }
  }

  private init(centre: Position, radius: Double) {
    self.centre = centre
    self.radius = radius
  }

  /// The circle on a diameter.
  private init(_ a: Position, _ b: Position) {
    let centre = Position(x: a.x + (b.x - a.x) / 2, y: a.y + (b.y - a.y) / 2)
    self.init(centre: centre, radius: max(distance(centre, a), distance(centre, b)))
  }

  /// The circle through three positions; `nil` when they lie on one line.
  private init?(_ a: Position, _ b: Position, _ c: Position) {
    let (bx, by, cx, cy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y)
    let doubled = 2 * (bx * cy - by * cx)
    guard doubled != 0 else { return nil }
    let (bb, cc) = (bx * bx + by * by, cx * cx + cy * cy)
    let centre = Position(
      x: a.x + (cy * bb - by * cc) / doubled, y: a.y + (bx * cc - cx * bb) / doubled)
    self.init(
      centre: centre, radius: max(distance(centre, a), distance(centre, b), distance(centre, c)))
  }

  private func holds(_ position: Position) -> Bool {
    distance(centre, position) <= radius * (1 + 1e-12)
  }

  private func farthest(of positions: [Position]) -> Position? {
    positions.max { distance(centre, $0) < distance(centre, $1) }
  }

  /// The smallest circle around at most three carriers and another position on its edge.
  private static func smallest(
    through edge: Position, and carriers: [Position]
  ) -> (circle: BoundingCircle, carriers: [Position]) {
    var best = BoundingCircle(centre: edge, radius: .infinity)
    var carried = [edge]
    let consider = { (circle: BoundingCircle, through: [Position]) in
      guard circle.radius < best.radius, carriers.allSatisfy(circle.holds) else { return }
      best = circle
      carried = through
    }
    for (index, first) in carriers.enumerated() {
      consider(BoundingCircle(edge, first), [edge, first])
      for second in carriers[(index + 1)...] {
        guard let circle = BoundingCircle(edge, first, second) else { continue }
        consider(circle, [edge, first, second])
      }
    }
    return (best, carried)
  }
}

private func distance(_ a: Position, _ b: Position) -> Double {
  let (dx, dy) = (a.x - b.x, a.y - b.y)
  return (dx * dx + dy * dy).squareRoot()
}
