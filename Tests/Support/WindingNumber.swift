public import Geometry

/// The winding number of directed edges around a point, by the definition; `nil` on an edge.
///
/// Edges that a ray to the east meets are counted, each with its lower end.
public func windingNumber(
  of edges: [(from: LatticePoint, to: LatticePoint)], around point: LatticePoint
) -> Int? {
  var winding = 0
  for (from, to) in edges {
    let (ax, ay) = (Int128(from.x - point.x), Int128(from.y - point.y))
    let (bx, by) = (Int128(to.x - point.x), Int128(to.y - point.y))
    let turn = ax * by - ay * bx
    if turn == 0, ax * bx <= 0, ay * by <= 0 { return nil }
    if ay <= 0, by > 0, turn > 0 { winding += 1 }
    if by <= 0, ay > 0, turn < 0 { winding -= 1 }
  }
  return winding
}
