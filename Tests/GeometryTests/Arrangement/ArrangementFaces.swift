import Geometry

extension Arrangement {
  /// The winding numbers of a face by owner, without zeros.
  func windingNumbers(of face: Int) -> [Int32: Int] {
    Dictionary(uniqueKeysWithValues: windings[face].map { ($0.owner, Int($0.number)) })
  }

  /// The rings around each bounded face.
  var ringsByFace: [[RegionRing]] {
    (0..<faceCount).map { face in rings(around: [face]) { $0 == face } }
  }

  /// Twice the area of a face; of the unbounded one, less than nothing.
  func doubledArea(of face: Int) -> Double {
    rings(around: [face]) { $0 == face }.reduce(0) { $0 + $1.doubledArea }
  }
}

extension [RegionRing] {
  /// Whether a position lies inside an odd number of rings.
  func contain(_ p: Position) -> Bool {
    var isInside = false
    for ring in self {
      let corners = ring.vertices.map { $0.offset(from: LatticePoint(x: 0, y: 0)) }
      for (index, b) in corners.enumerated() {
        let a = corners[(index + corners.count - 1) % corners.count]
        guard (a.y > p.y) != (b.y > p.y) else { continue }
        if p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y) { isInside.toggle() }
      }
    }
    return isInside
  }
}

extension Arrangement {
  /// The face around a position that is not close to any edge; `nil` when it is not exactly one.
  func face(at position: Position, _ ringsByFace: [[RegionRing]]) -> Int? {
    let bounded = ringsByFace.indices.dropFirst().filter { ringsByFace[$0].contain(position) }
    // The rings of the unbounded face are all around others.
    let isOutside = !ringsByFace[0].contain(position)
    if isOutside { return bounded.isEmpty ? 0 : nil }
    return bounded.count == 1 ? bounded.first : nil
  }
}
