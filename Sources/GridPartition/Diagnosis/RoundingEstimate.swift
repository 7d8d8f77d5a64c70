internal import Geometry

/// A rounding that explains why boundaries of a level do not meet.
struct RoundingEstimate {
  /// The decimals that are left; `nil` when positions differ in the last digit of the lattice alone.
  let decimals: Int?
  /// The step of the last one, in metres.
  let step: Double
  /// The share of the unmatched positions that have a twin within one step of the last decimal.
  let explained: Double
  /// The boundaries that were rounded, when their partners were not; else empty.
  let rounded: [Int32]
  let unrounded: [Int32]
}

extension UnmatchedEdges {
  /// Finds the rounding, if there is one.
  ///
  /// How many decimals a boundary has is seen from its own ordinates. A rounded position lies within
  /// one step of its twin; positions that were drawn apart lie farther away as often as there is room.
  ///
  /// - Parameters:
  ///   - lattice: The plan's; its own step is the finest rounding that can be told.
  ///   - isCertain: Whether it is known that nothing worse than a rounding happened.
  /// - Returns: The rounding that brings most positions together.
  /// - Complexity: O(*n* log *n*) in the unmatched edges.
  func rounding(on lattice: Lattice, isCertain: Bool) -> RoundingEstimate? {
    let finest = Self.digits(of: lattice)
    let decimals = self.decimals(finest: finest)
    guard let coarsest = Self.coarsest(sample.map { decimals[edges[$0].owner] ?? finest }) else {
      return nil
    }
    let step = Self.powersOfTen[finest - coarsest]
    // Of a rounding that is as coarse as the edges are long, twins cannot be told.
    guard Double(4 * step) <= medianLength else { return nil }
    let size = Double(6 * step)
    let starts = CellIndex(count: edges.count, dimensions: 2) { edge in
      CellIndex.Place(Double(edges[edge].from.x) / size, Double(edges[edge].from.y) / size, 0, 0)
    }
    var (near, far, alone) = (0, 0, 0)
    var (oneSided, rounded, unrounded) = (0, Set<Int32>(), Set<Int32>())
    for edge in sample {
      guard let twin = nearestTwin(of: edge, starts, within: 3 * step) else {
        if !open.contains(edges[edge].coverage) { alone += 1 }
        continue
      }
      guard twin.distance > 0 else { continue }
      let owners = [edges[edge].owner, twin.owner]
      let coarse = owners.filter { decimals[$0] ?? finest <= coarsest }
      guard twin.distance <= step, !coarse.isEmpty else {
        far += 1
        continue
      }
      near += 1
      if coarse.count == 1 {
        oneSided += 1
        rounded.formUnion(coarse)
        unrounded.formUnion(owners.filter { $0 != coarse[0] })
      }
    }
    // A ring as wide as two steps has eight times the room of the step itself.
    guard near >= 12, near > 4 * far else { return nil }
    guard isCertain || (near >= alone && 5 * near >= sample.count) else { return nil }
    let isOneSided = 5 * oneSided >= 4 * near && rounded.isDisjoint(with: unrounded)
    return RoundingEstimate(
      decimals: coarsest < finest ? coarsest : nil, step: Double(step) * max(metres.x, metres.y),
      explained: Double(near) / Double(near + far + alone),
      rounded: isOneSided ? rounded.sorted() : [], unrounded: isOneSided ? unrounded.sorted() : [])
  }

  /// The nearest start of an edge of another boundary of the coverage; the larger of the differences
  /// of the two ordinates is its distance.
  private func nearestTwin(
    of edge: Int, _ starts: CellIndex, within reach: Int64
  ) -> (owner: Int32, distance: Int64)? {
    let own = edges[edge]
    let size = Double(2 * reach)
    var nearest: (owner: Int32, distance: Int64)?
    starts.forEachMember(
      near: CellIndex.Place(Double(own.from.x) / size, Double(own.from.y) / size, 0, 0)
    ) { candidate in
      let other = edges[candidate]
      guard other.owner != own.owner, other.coverage == own.coverage else { return }
      let distance = max(abs(other.from.x - own.from.x), abs(other.from.y - own.from.y))
      guard distance <= reach else { return }
      if let found = nearest, (found.distance, found.owner) <= (distance, other.owner) { return }
      nearest = (other.owner, distance)
    }
    return nearest
  }

  /// The decimals of each boundary: so many that hardly an ordinate has more.
  private func decimals(finest: Int) -> [Int32: Int] {
    var histograms: [Int32: [Int]] = [:]
    for edge in edges {
      for ordinate in [edge.from.x, edge.from.y] {
        histograms[edge.owner, default: Array(repeating: 0, count: finest + 1)][
          Self.decimals(of: ordinate, finest: finest)] += 1
      }
    }
    return histograms.mapValues { histogram in
      var left = histogram.reduce(0, +) / 50
      for decimals in histogram.indices.reversed() {
        left -= histogram[decimals]
        if left < 0 { return decimals }
      }
      return 0
    }
  }

  /// The median of the edges' lengths, in lattice units.
  private var medianLength: Double {
    let lengths = sample.map { max(abs(edges[$0].vector.x), abs(edges[$0].vector.y)) }.sorted()
    return lengths.isEmpty ? 0 : lengths[lengths.count / 2]
  }

  /// The fewest decimals that a tenth of the boundaries' positions have.
  private static func coarsest(_ decimals: [Int]) -> Int? {
    let sorted = decimals.sorted()
    return sorted.isEmpty ? nil : sorted[sorted.count / 10]
  }

  private static func decimals(of ordinate: Int64, finest: Int) -> Int {
    var (rest, decimals) = (ordinate, finest)
    while decimals > 0, rest % 10 == 0 {
      rest /= 10
      decimals -= 1
    }
    return decimals
  }

  private static func digits(of lattice: Lattice) -> Int { lattice == .geographic ? 9 : 4 }

  private static let powersOfTen: [Int64] = (0...9).map { power in
    (0..<power).reduce(1) { product, _ in product * 10 }
  }
}
