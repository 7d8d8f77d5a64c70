/// The corners of the smallest convex area around positions of a plane.
///
/// - Parameter positions: Finite ordinates in one unit; repeated positions do no harm.
/// - Returns: The corners counterclockwise, each once, not closed; all different positions when
///   there are fewer than three of them or all lie on one line.
/// - Complexity: O(*n* log *n*).
///
/// Rounding may keep or drop a corner that lies within a part in 2⁵² of a side, which changes the
/// area by as little.
///
/// Method: Andrew 1979, doi:10.1016/0020-0190(79)90072-3.
public func convexHull(of positions: [Position]) -> [Position] {
  let sorted = positions.sorted { a, b in a.x < b.x || (a.x == b.x && a.y < b.y) }
  var hull: [Position] = []
  for position in sorted { turnLeft(&hull, to: position, from: 0) }
  let lower = hull.count - 1
  for position in sorted.reversed().dropFirst() { turnLeft(&hull, to: position, from: lower) }
  if hull.count > 1 { hull.removeLast() }
  return hull
}

/// Appends a position and takes back corners behind the start that are no left turn any more.
private func turnLeft(_ hull: inout [Position], to position: Position, from start: Int) {
  guard hull.last != position else { return }
  while hull.count >= start + 2 {
    let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
    let turn = (b.x - a.x) * (position.y - a.y) - (b.y - a.y) * (position.x - a.x)
    if turn > 0 { break }
    hull.removeLast()
  }
  hull.append(position)
}

/// The signed area of a ring in a plane.
///
/// - Parameter ring: Positions in order, not closed.
/// - Returns: Square units; positive for a counterclockwise ring.
/// - Complexity: O(*n*).
public func area(ofPlaneRing ring: [Position]) -> Double {
  guard let origin = ring.first, var previous = ring.last else { return 0 }
  var doubled = 0.0
  for position in ring {
    doubled +=
      (previous.x - origin.x) * (position.y - origin.y)
      - (previous.y - origin.y) * (position.x - origin.x)
    previous = position
  }
  return doubled / 2
}
