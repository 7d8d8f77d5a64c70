internal import Geometry

/// A constant displacement between the boundaries of a level.
///
/// An edge keeps its direction and length when it is displaced, so each unmatched edge is paired
/// with those that run alike, in reverse, not too far away; the differences of place are counted in
/// a histogram in the plane, and the median of the winning cell is the displacement. Without a
/// displacement such pairs are rare, and their differences scatter.
struct ShiftEstimate {
  /// From a boundary that stands to one that is displaced, in lattice units.
  let offset: (x: Double, y: Double)
  /// The share of the unmatched edges that find their partner at this offset.
  let explained: Double
  let sides: SideVotes
}

extension UnmatchedEdges {
  /// How far apart partners may be, in metres: small displacements are looked for first.
  private static let reaches = [3.0, 30, 300, 3000]
  /// So many explained edges are no accident.
  private static let fewestPartners = 12

  /// Finds the displacement, if there is one.
  ///
  /// - Complexity: O(*n* log *n*) in the unmatched edges.
  func shift() -> ShiftEstimate? {
    for reach in Self.reaches {
      let search = PartnerSearch(self, reach: reach)
      guard let offset = search.offset() else { continue }
      if let estimate = estimate(offset, search) { return estimate }
    }
    return nil
  }

  /// Lets all edges vote which boundaries are displaced.
  private func estimate(
    _ offset: (x: Double, y: Double), _ search: PartnerSearch
  ) -> ShiftEstimate? {
    var sides = SideVotes()
    for index in edges.indices {
      search.forEachPartner(of: index, at: offset) { partner in
        sides.add(displaced: edges[partner].owner, standing: edges[index].owner)
      }
    }
    guard sides.isConsistent(with: shared) else { return nil }
    let explained = sample.lazy.filter { search.isExplained($0, by: offset) }.count
    let alike = sample.lazy.filter { search.hasPartner($0) }.count
    guard explained >= Self.fewestPartners, 2 * explained >= alike, 5 * explained >= sample.count
    else { return nil }
    return ShiftEstimate(
      offset: (offset.x / metres.x, offset.y / metres.y),
      explained: Double(explained) / Double(sample.count), sides: sides)
  }
}

/// Pairs unmatched edges with others that run alike.
private struct PartnerSearch {
  /// Edges that run alike within so many metres, and a small part of their length.
  private static let likeness = (metres: 0.02, part: 0.002, most: 0.25)

  private let unmatched: UnmatchedEdges
  /// How far apart partners may be, in metres.
  private let reach: Double
  private let index: CellIndex

  init(_ unmatched: UnmatchedEdges, reach: Double) {
    self.unmatched = unmatched
    self.reach = reach
    index = CellIndex(count: unmatched.edges.count, dimensions: 4) { edge in
      PartnerSearch.place(of: edge, in: unmatched, reach: reach)
    }
  }

  /// The width of a cell of the histogram, in metres.
  private var cell: Double { reach / 100 }

  private static func place(
    of edge: Int, in unmatched: UnmatchedEdges, reach: Double, isPartner: Bool = false
  ) -> CellIndex.Place {
    let (middle, vector) = (unmatched.edges[edge].middle, unmatched.edges[edge].vector)
    let sign: Double = isPartner ? -1 : 1
    let metres = CellIndex.Place(
      unmatched.metres.x, unmatched.metres.y, unmatched.metres.x, unmatched.metres.y)
    let size = CellIndex.Place(
      2 * reach, 2 * reach, 2 * likeness.most, 2 * likeness.most)
    return CellIndex.Place(middle.x, middle.y, sign * vector.x, sign * vector.y) * metres / size
  }

  /// Calls `body` with the edges of other boundaries of the coverage that run alike, in reverse, and
  /// how far away they are in metres.
  private func forEachCandidate(of edge: Int, _ body: (Int, _ x: Double, _ y: Double) -> Void) {
    let own = unmatched.edges[edge]
    let (middle, vector, metres) = (own.middle, own.vector, unmatched.metres)
    let (width, height) = (vector.x * metres.x, vector.y * metres.y)
    let length = (width * width + height * height).squareRoot()
    guard length > Self.likeness.most else { return }
    let tolerance = min(Self.likeness.most, Self.likeness.metres + Self.likeness.part * length)
    let place = Self.place(of: edge, in: unmatched, reach: reach, isPartner: true)
    index.forEachMember(near: place) { candidate in
      let other = unmatched.edges[candidate]
      guard other.owner != own.owner, other.coverage == own.coverage else { return }
      let (x, y) = (
        (other.middle.x - middle.x) * metres.x, (other.middle.y - middle.y) * metres.y
      )
      guard max(abs(x), abs(y)) <= reach,
        abs(other.vector.x * metres.x + width) <= tolerance,
        abs(other.vector.y * metres.y + height) <= tolerance
      else { return }
      body(candidate, x, y)
    }
  }

  /// Calls `body` with the partners of an edge at an offset in metres.
  func forEachPartner(
    of edge: Int, at offset: (x: Double, y: Double), _ body: (Int) -> Void
  ) {
    forEachCandidate(of: edge) { candidate, x, y in
      if max(abs(x - offset.x), abs(y - offset.y)) <= cell { body(candidate) }
    }
  }

  /// Whether an edge has a partner at an offset, on either side.
  func isExplained(_ edge: Int, by offset: (x: Double, y: Double)) -> Bool {
    var isExplained = false
    forEachPartner(of: edge, at: offset) { _ in isExplained = true }
    forEachPartner(of: edge, at: (-offset.x, -offset.y)) { _ in isExplained = true }
    return isExplained
  }

  func hasPartner(_ edge: Int) -> Bool {
    var hasPartner = false
    forEachCandidate(of: edge) { _, _, _ in hasPartner = true }
    return hasPartner
  }

  /// The offset in metres that most of the sample agrees on, up to its sign.
  ///
  /// An edge with several candidates has one vote, divided. Of offsets that are about as good, as in
  /// a regular pattern, it is the shortest.
  func offset() -> (x: Double, y: Double)? {
    var found: [(x: Double, y: Double, weight: Double)] = []
    for edge in unmatched.sample {
      var candidates: [(x: Double, y: Double)] = []
      forEachCandidate(of: edge) { candidates.append(($1, $2)) }
      let weight = 1 / Double(max(1, candidates.count))
      // Whose edge it is decides the sign only, so each candidate counts both ways.
      for (x, y) in candidates { found += [(x, y, weight), (-x, -y, weight)] }
    }
    var histogram: [LatticePoint: Double] = [:]
    func cell(_ x: Double, _ y: Double) -> LatticePoint {
      LatticePoint(
        x: Int64((x / self.cell).rounded()), y: Int64((y / self.cell).rounded()))
    }
    for vote in found { histogram[cell(vote.x, vote.y), default: 0] += vote.weight }
    let scores = histogram.keys.map { key in
      var score = 0.0
      for x in -1...1 as ClosedRange<Int64> {
        for y in -1...1 as ClosedRange<Int64> {
          score += histogram[LatticePoint(x: key.x + x, y: key.y + y)] ?? 0
        }
      }
      return (score: score, key: key)
    }
    let best = scores.map(\.score).max() ?? 0
    let mode = scores.filter { $0.score >= 0.8 * best }.map(\.key).min { a, b in
      let (first, second) = (a.x * a.x + a.y * a.y, b.x * b.x + b.y * b.y)
      return first != second ? first < second : a > b
    }
    // So near to nothing it is no displacement, or one for a smaller reach.
    guard let mode, max(abs(mode.x), abs(mode.y)) >= 3 else { return nil }
    let winners = found.filter { vote in
      let place = cell(vote.x, vote.y)
      return max(abs(place.x - mode.x), abs(place.y - mode.y)) <= 1
    }
    return (median(winners.map(\.x)), median(winners.map(\.y)))
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
