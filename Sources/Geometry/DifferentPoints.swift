extension PolygonStore {
  /// Counts the different positions of polygons.
  ///
  /// - Parameters:
  ///   - ranges: The polygons; fewer than 2³² positions.
  ///   - loop: How to use the cores; the result does not depend on it.
  /// - Returns: How many there are.
  /// - Complexity: O(*n* log *n*).
  public func differentPoints(ofPolygons ranges: [Range<Int>], _ loop: ParallelLoop) -> Int {
    precondition(points.count < 1 << 32, "too many positions")
    let total = ranges.reduce(0) { $0 + edgeCount(ofPolygons: $1) }
    let count = total / 8192 + 1
    var starts = [Int](repeating: 0, count: count + 1)
    forEachPoint(ofPolygons: ranges) { starts[bucket(of: $0, among: count) + 1] += 1 }
    for bucket in 0..<count { starts[bucket + 1] += starts[bucket] }
    var next = starts
    var indices = [UInt32](repeating: 0, count: total)
    forEachPoint(ofPolygons: ranges) { index in
      let bucket = bucket(of: index, among: count)
      indices[next[bucket]] = UInt32(index)
      next[bucket] += 1
    }
    let (ends, members) = (starts, indices)
    return loop.map(count) { bucket in
      let sorted = members[ends[bucket]..<ends[bucket + 1]].map { points[Int($0)] }.sorted()
      return zip(sorted, sorted.dropFirst()).reduce(sorted.isEmpty ? 0 : 1) {
        $0 + ($1.0 == $1.1 ? 0 : 1)
      }
    }.reduce(0, +)
  }

  /// A number below a count that all equal positions have.
  private func bucket(of index: Int, among count: Int) -> Int {
    let point = points[index]
    var hash = UInt64(bitPattern: point.x) &* 0x9E37_79B9_7F4A_7C15
    hash ^= UInt64(bitPattern: point.y) &* 0xC2B2_AE3D_27D4_EB4F
    hash ^= hash >> 32
    hash = hash &* 0xD6E8_FEB8_6659_FD93
    return Int(hash.multipliedFullWidth(by: UInt64(count)).high)
  }

  private func forEachPoint(ofPolygons ranges: [Range<Int>], _ body: (Int) -> Void) {
    for polygons in ranges {
      guard let first = polygons.first, let last = polygons.last else { continue }
      let start = positions(ofRing: rings(ofPolygon: first).lowerBound).lowerBound
      for index in start..<positions(ofRing: rings(ofPolygon: last).upperBound - 1).upperBound {
        body(index)
      }
    }
  }
}
