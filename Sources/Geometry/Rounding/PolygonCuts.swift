/// Cuts a polygon along diagonals between its own vertices.
///
/// A polygon that lies between many neighbours is cut where neighbours meet, across to the other
/// side, so that each piece has few of them and none becomes a spike along the others.
public struct PolygonCuts {
  /// Rings with more vertices are not cut.
  private static let vertexLimit = 4000

  private let ring: [LatticePoint]
  private var before: [Int]
  private var after: [Int]
  private var triangles: [(Int, Int, Int)] = []

  /// The pieces of a polygon.
  ///
  /// - Parameters:
  ///   - ring: A simple ring, open and counterclockwise.
  ///   - meetings: The offsets of vertices from which to cut across to the other side.
  /// - Returns: The pieces, as offsets of vertices in counterclockwise order; the whole ring when it
  ///   cannot be cut.
  /// - Complexity: O(*n*²) in the number of vertices.
  public static func pieces(of ring: [LatticePoint], cutAt meetings: Set<Int>) -> [[Int]] {
    let whole = [Array(ring.indices)]
    guard ring.count > 3, ring.count <= vertexLimit, !meetings.isEmpty else { return whole }
    var cuts = PolygonCuts(ring)
    return cuts.triangulate() ? cuts.pieces(meetings) : whole
  }

  private init(_ ring: [LatticePoint]) {
    self.ring = ring
    before = ring.indices.map { $0 == 0 ? ring.count - 1 : $0 - 1 }
    after = ring.indices.map { $0 + 1 == ring.count ? 0 : $0 + 1 }
  }

  /// Cuts off ears, the one with the shortest diagonal first, until a triangle is left.
  private mutating func triangulate() -> Bool {
    var left = ring.count
    var isThere = [Bool](repeating: true, count: ring.count)
    var lengths = ring.indices.map { isEar($0, isThere) ? diagonal($0) : .max }
    while left > 3 {
      guard let ear = lengths.indices.min(by: { lengths[$0] < lengths[$1] }), lengths[ear] < .max
      else { return false }
      let (a, b) = (before[ear], after[ear])
      triangles.append((a, ear, b))
      isThere[ear] = false
      lengths[ear] = .max
      (after[a], before[b]) = (b, a)
      left -= 1
      for corner in [a, b] { lengths[corner] = isEar(corner, isThere) ? diagonal(corner) : .max }
    }
    if let last = isThere.firstIndex(of: true) {
      triangles.append((before[last], last, after[last]))
    }
    return true
  }

  private func diagonal(_ corner: Int) -> Int128 {
    let (a, b) = (ring[before[corner]], ring[after[corner]])
    let (dx, dy) = (Int128(a.x - b.x), Int128(a.y - b.y))
    return dx * dx + dy * dy
  }

  /// Whether the triangle at a vertex lies inside and holds no other vertex, its border included.
  private func isEar(_ corner: Int, _ isThere: [Bool]) -> Bool {
    let (a, b, c) = (ring[before[corner]], ring[corner], ring[after[corner]])
    guard orientation(a, b, c) == .counterclockwise else { return false }
    let box = Envelope(of: [a, b, c])
    for index in ring.indices
    where isThere[index] && index != corner && index != before[corner] && index != after[corner] {
      let point = ring[index]
      if box.contains(point), orientation(a, b, point) != .clockwise,
        orientation(b, c, point) != .clockwise, orientation(c, a, point) != .clockwise
      {
        return false
      }
    }
    return true
  }

  /// Joins triangles across all diagonals but the shortest one at each meeting.
  private func pieces(_ meetings: Set<Int>) -> [[Int]] {
    var sides: [Side: [Int]] = [:]
    for (index, triangle) in triangles.enumerated() {
      for side in Self.sides(of: triangle) { sides[side, default: []].append(index) }
    }
    var shortest: [Int: (side: Side, length: Int128)] = [:]
    for (side, members) in sides where members.count == 2 {
      let (a, b) = (ring[side.low], ring[side.high])
      let (dx, dy) = (Int128(a.x - b.x), Int128(a.y - b.y))
      let length = dx * dx + dy * dy
      for end in [side.low, side.high] where meetings.contains(end) {
        if let old = shortest[end],
          (old.length, old.side.low, old.side.high)
            <= (length, side.low, side.high)
        {
          continue
        }
        shortest[end] = (side, length)
      }
    }
    let cuts = Set(shortest.values.map(\.side))
    var groups = DisjointSets(count: triangles.count)
    for (side, members) in sides where members.count == 2 && !cuts.contains(side) {
      groups.join(members[0], members[1])
    }
    // A piece of a cut polygon is a polygon again: its vertices in the order of the whole.
    return groups.groups().map { group in
      Set(group.flatMap { [triangles[$0].0, triangles[$0].1, triangles[$0].2] }).sorted()
    }
  }

  private struct Side: Hashable {
    let low: Int
    let high: Int
  }

  private static func sides(of triangle: (Int, Int, Int)) -> [Side] {
    [(triangle.0, triangle.1), (triangle.1, triangle.2), (triangle.2, triangle.0)].map {
      Side(low: min($0.0, $0.1), high: max($0.0, $0.1))
    }
  }
}
