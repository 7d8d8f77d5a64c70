extension ArcNetwork {
  /// How far each position lies aside of the line that would be drawn without it.
  ///
  /// To keep the positions with more than some distance is to simplify each arc by Douglas and
  /// Peucker's method: no position that is left out is farther from the line than that distance.
  /// One position in 4096 is always kept, which bounds the work.
  ///
  /// - Parameters:
  ///   - stretch: How long one unit of `x` is, compared with one of `y`.
  ///   - isPinned: For each position whether it is kept in any case.
  /// - Returns: For each position of ``points`` a distance in units of `y`; infinite for ends of arcs
  ///   and for pinned positions.
  /// - Precondition: There is a mark for each position.
  /// - Complexity: O(*n* log *n*) for lines as they are drawn, O(4096 *n*) at worst.
  ///
  /// Method: Douglas and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727; distances to segments.
  public func deviations(stretch: Double, isPinned: [Bool]) -> [Double] {
    precondition(isPinned.count == points.count, "there is a mark for each position")
    var deviations = [Double](repeating: 0, count: points.count)
    for arc in 0..<arcCount {
      let positions = positions(ofArc: arc)
      let last = positions.upperBound - 1
      var start = positions.lowerBound
      deviations[start] = .infinity
      for index in positions.dropFirst()
      where index == last || isPinned[index] || index - start == Self.longestChain {
        deviations[index] = .infinity
        measure(start, index, stretch, &deviations)
        start = index
      }
    }
    return deviations
  }

  private static let longestChain = 4096

  /// Sets the distances of all positions between two that are kept.
  private func measure(_ first: Int, _ last: Int, _ stretch: Double, _ deviations: inout [Double]) {
    var chains = [(first: first, last: last, limit: Double.infinity)]
    while let chain = chains.popLast() {
      guard chain.last - chain.first > 1 else { continue }
      let segment = StretchedSegment(points[chain.first], points[chain.last], stretch)
      var (farthest, distance) = (chain.first + 1, -1.0)
      for index in chain.first + 1..<chain.last {
        let squared = segment.squaredDistance(to: points[index])
        if squared > distance { (farthest, distance) = (index, squared) }
      }
      // Without the position before it, this one is not reached.
      let deviation = min(distance.squareRoot(), chain.limit)
      deviations[farthest] = deviation
      chains.append((chain.first, farthest, deviation))
      chains.append((farthest, chain.last, deviation))
    }
  }

  /// The network with fewer positions.
  ///
  /// Ends of arcs stay, and so do all positions of a ring that would otherwise enclose nothing or turn
  /// inside out: each ring keeps its direction.
  ///
  /// - Parameter isKept: For each position of ``points`` whether it stays.
  /// - Returns: The same areas, rings and arcs of fewer positions.
  /// - Precondition: There is a mark for each position.
  /// - Complexity: O(*n*) where few rings collapse.
  public func simplified(keeping isKept: [Bool]) -> ArcNetwork {
    precondition(isKept.count == points.count, "there is a mark for each position")
    var isWhole = [Bool](repeating: false, count: arcCount)
    var result = reduced(isKept, isWhole)
    while true {
      let collapsed = ringEnds.indices.filter { ring in
        let (before, after) = (points(ofRing: ring), result.points(ofRing: ring))
        return doubledArea(of: before.span).signum() != doubledArea(of: after.span).signum()
      }
      let arcs = collapsed.flatMap { ring in self.arcs(ofRing: ring).map { $0.arc } }
        .filter { !isWhole[$0] }
      guard !arcs.isEmpty else { return result }
      for arc in arcs { isWhole[arc] = true }
      result = reduced(isKept, isWhole)
    }
  }

  private func reduced(_ isKept: [Bool], _ isWhole: [Bool]) -> ArcNetwork {
    var result = self
    result.points.removeAll(keepingCapacity: true)
    for arc in 0..<arcCount {
      let positions = positions(ofArc: arc)
      for index in positions
      where isKept[index] || isWhole[arc] || index == positions.lowerBound
        || index == positions.upperBound - 1
      {
        result.points.append(points[index])
      }
      result.arcEnds[arc] = result.points.count
    }
    return result
  }
}

/// A segment in a plane where one axis is stretched.
private struct StretchedSegment {
  private let start: LatticePoint
  private let stretch: Double
  private let x: Double
  private let y: Double
  private let squaredLength: Double

  init(_ start: LatticePoint, _ end: LatticePoint, _ stretch: Double) {
    self.start = start
    self.stretch = stretch
    x = Double(end.x - start.x) * stretch
    y = Double(end.y - start.y)
    squaredLength = x * x + y * y
  }

  func squaredDistance(to point: LatticePoint) -> Double {
    let (px, py) = (Double(point.x - start.x) * stretch, Double(point.y - start.y))
    let along = squaredLength > 0 ? min(max((px * x + py * y) / squaredLength, 0), 1) : 0
    let (dx, dy) = (px - along * x, py - along * y)
    return dx * dx + dy * dy
  }
}
