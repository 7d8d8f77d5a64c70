/// Proves rings simple: two edges share no position but the vertex at which they follow each other.
///
/// The common case, before any sweep: a ring of a few dozen vertices takes a fraction of a microsecond.
/// Eight edges that follow one another are a run. A run is steady when all its edges go along the line
/// from its start to its end; then none of them meets another one of it. Runs have boxes, eight boxes
/// have a common one, and so on; this tree is compared with itself, eight boxes at a time, and of two
/// runs whose boxes meet the few edges that come near both by exact cross products. A ring that is not
/// proved simple need not be wrong: it may touch itself.
struct SimpleRings {
  private static let numbers = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
  private static let runLength = 8
  /// The boxes of a ring are so narrow, in units of `1 << shift`; a difference of two has a sign bit
  /// left.
  private static let boxBits = 30

  /// The boxes of runs, eight in each element; then those around eight runs, and so on.
  private var boxes: [EightBoxes] = []
  /// The first element of each level.
  private var starts: [Int] = []
  /// Boxes are measured from here.
  private var corner = LatticePoint(x: 0, y: 0)
  /// Boxes are rounded down to this many bits less, which finds all that meet.
  private var shift: Int64 = 0
  /// Whether 64 bits suffice for products. They do for a ring narrower than 2³¹, as 2 degrees are:
  /// differences are less than that, products of two less than 2⁶², and sums of two less than 2⁶³.
  private var isNarrow = true
  /// How many pairs of edges may still be compared exactly; a tangle is left to the sweep.
  private var budget = 0

  /// Whether a ring is simple.
  ///
  /// - Parameters:
  ///   - ring: An open ring without repeated neighbours.
  ///   - box: Its box.
  /// - Returns: `true` only for a simple ring; `false` also when that is not easily told.
  /// - Complexity: O(*n* log *n*) comparisons when few boxes meet; no allocation once a ring as long
  ///   has been seen.
  mutating func prove(_ ring: Span<LatticePoint>, in box: Envelope) -> Bool {
    guard ring.count >= 3 else { return false }
    let extent = max(box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y)
    corner = box.minimum
    isNarrow = extent < 1 << 31
    shift = Int64(max(0, Int64.bitWidth - extent.leadingZeroBitCount - Self.boxBits))
    budget = 16 * ring.count
    guard proveRuns(ring) else { return false }
    collectBoxes()
    return isClear(ring, starts.count - 1, boxes.count - 1, boxes.count - 1)
  }

  /// Whether no run meets itself, nor goes back along the one before it; keeps their boxes.
  private mutating func proveRuns(_ ring: Span<LatticePoint>) -> Bool {
    boxes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    let runs = (ring.count + Self.runLength - 1) / Self.runLength
    startLevel(for: runs)
    for run in 0..<runs {
      let edges = Self.edges(ofRun: run, of: ring)
      let (start, end) = (ring[edges.lowerBound], Self.end(ofEdge: edges.upperBound - 1, of: ring))
      let (alongX, alongY) = (end.x - start.x, end.y - start.y)
      var (low, high) = (start, start)
      var isSteady = true
      var last = start
      for edge in edges {
        let next = Self.end(ofEdge: edge, of: ring)
        if sign(next.x - last.x, alongX, last.y - next.y, alongY) <= 0 { isSteady = false }
        low = LatticePoint(x: min(low.x, next.x), y: min(low.y, next.y))
        high = LatticePoint(x: max(high.x, next.x), y: max(high.y, next.y))
        last = next
      }
      guard !runsBack(ring, at: edges.lowerBound), isSteady || isClear(ring, ofPairsIn: edges)
      else {
        return false
      }
      boxes[run / 8].set(run % 8, around: place(low), place(high))
    }
    return true
  }

  /// The edges of a run by the numbers of their starts.
  @inline(__always)
  private static func edges(ofRun run: Int, of ring: Span<LatticePoint>) -> Range<Int> {
    runLength * run..<min(runLength * (run + 1), ring.count)
  }

  @inline(__always)
  private static func end(ofEdge edge: Int, of ring: Span<LatticePoint>) -> LatticePoint {
    edge + 1 < ring.count ? ring[edge + 1] : ring[0]
  }

  /// A position as boxes measure it.
  @inline(__always)
  private func place(_ point: LatticePoint) -> SIMD2<Int32> {
    SIMD2(
      Int32(truncatingIfNeeded: (point.x - corner.x) >> shift),
      Int32(truncatingIfNeeded: (point.y - corner.y) >> shift))
  }

  /// Whether an edge goes back along the one before it.
  private func runsBack(_ ring: Span<LatticePoint>, at edge: Int) -> Bool {
    let (vertex, before) = (ring[edge], ring[edge > 0 ? edge - 1 : ring.count - 1])
    let after = Self.end(ofEdge: edge, of: ring)
    let (dx, dy) = (vertex.x - before.x, vertex.y - before.y)
    let (nextX, nextY) = (after.x - vertex.x, after.y - vertex.y)
    return sign(dx, nextY, dy, nextX) == 0 && sign(dx, nextX, -dy, nextY) < 0
  }

  /// Whether no two of some edges that follow one another meet.
  private mutating func isClear(_ ring: Span<LatticePoint>, ofPairsIn edges: Range<Int>) -> Bool {
    for second in edges.dropFirst() {
      if runsBack(ring, at: second) { return false }
      for first in edges.lowerBound..<second where !areApart(ring, first, second) { return false }
    }
    return true
  }

  /// Makes the tree of boxes; the last level has one element.
  private mutating func collectBoxes() {
    while boxes.count > starts[starts.count - 1] + 1 {
      let below = starts[starts.count - 1]..<boxes.count
      startLevel(for: below.count)
      let start = below.upperBound
      for (offset, place) in below.enumerated() {
        boxes[start + offset / 8].set(offset % 8, boxes[place].union)
      }
    }
  }

  /// Makes room for so many boxes on the next level.
  private mutating func startLevel(for count: Int) {
    starts.append(boxes.count)
    for _ in 0..<(count + 7) / 8 { boxes.append(EightBoxes()) }
  }

  /// Whether the runs below one element of a level meet none below another but at the vertices at
  /// which they follow each other.
  private mutating func isClear(_ ring: Span<LatticePoint>, _ level: Int, _ a: Int, _ b: Int)
    -> Bool
  {
    let start = starts[level]
    for lane in 0..<8 {
      guard let own = boxes[a].box(lane) else { return true }
      // Of one element and itself each pair is looked at once; runs have been compared with
      // themselves.
      let passed = Int32(truncatingIfNeeded: level == 0 ? lane + 1 : lane)
      var met = boxes[b].meeting(own, except: a == b ? Self.numbers &- passed : .zero)
      while met != 0 {
        let (first, second) = (8 * (a - start) + lane, 8 * (b - start) + met.trailingZeroBitCount)
        met &= met - 1
        let isClear =
          level == 0
          ? areRunsClear(ring, first, second)
          : isClear(ring, level - 1, starts[level - 1] + first, starts[level - 1] + second)
        guard isClear else { return false }
      }
    }
    return true
  }

  /// Whether the edges of a run meet none of a later run but the one they follow.
  private mutating func areRunsClear(_ ring: Span<LatticePoint>, _ a: Int, _ b: Int) -> Bool {
    var near = edges(ofRun: a, of: ring, nearRun: b)
    let others = near == 0 ? 0 : edges(ofRun: b, of: ring, nearRun: a)
    while near != 0 {
      let edge = Self.runLength * a + near.trailingZeroBitCount
      near &= near - 1
      var met = others
      while met != 0 {
        let other = Self.runLength * b + met.trailingZeroBitCount
        met &= met - 1
        guard areApart(ring, edge, other) else { return false }
      }
    }
    return true
  }

  /// A bit for each edge of a run that is not wholly on one side of another run's box.
  private func edges(ofRun run: Int, of ring: Span<LatticePoint>, nearRun other: Int) -> UInt32 {
    guard let box = boxes[other / 8].box(other % 8) else { return 0 }
    let edges = Self.edges(ofRun: run, of: ring)
    var near: UInt32 = 0
    var last = side(of: ring[edges.lowerBound], box)
    for edge in edges {
      let next = side(of: Self.end(ofEdge: edge, of: ring), box)
      if last & next == 0 { near |= 1 << UInt32(edge - edges.lowerBound) }
      last = next
    }
    return near
  }

  /// On which sides of a box a position lies, a bit for each.
  ///
  /// Method: the codes of Cohen and Sutherland.
  @inline(__always)
  private func side(of point: LatticePoint, _ box: SIMD4<Int32>) -> UInt32 {
    let place = place(point)
    let (west, east) = (place.x &- box.x, box.z &- place.x)
    let (south, north) = (place.y &- box.y, box.w &- place.y)
    // A difference is negative outside.
    return UInt32(bitPattern: west) >> 31 | (UInt32(bitPattern: east) >> 31) << 1
      | (UInt32(bitPattern: south) >> 31) << 2 | (UInt32(bitPattern: north) >> 31) << 3
  }

  /// Whether two edges have no position in common but a vertex at which they follow each other.
  private mutating func areApart(_ ring: Span<LatticePoint>, _ a: Int, _ b: Int) -> Bool {
    if b == a + 1 || (a == 0 && b == ring.count - 1) { return true }
    let (from, to) = (ring[a], Self.end(ofEdge: a, of: ring))
    let (otherFrom, otherTo) = (ring[b], Self.end(ofEdge: b, of: ring))
    if max(from.x, to.x) < min(otherFrom.x, otherTo.x)
      || max(otherFrom.x, otherTo.x) < min(from.x, to.x)
      || max(from.y, to.y) < min(otherFrom.y, otherTo.y)
      || max(otherFrom.y, otherTo.y) < min(from.y, to.y)
    {
      return true
    }
    budget -= 1
    guard budget > 0 else { return false }
    return areAside(of: from, to, otherFrom, otherTo) || areAside(of: otherFrom, otherTo, from, to)
  }

  /// Whether two positions lie strictly on one side of the line through two others.
  private func areAside(
    of from: LatticePoint, _ to: LatticePoint, _ a: LatticePoint, _ b: LatticePoint
  ) -> Bool {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    return sign(dx, a.y - from.y, dy, a.x - from.x) * sign(dx, b.y - from.y, dy, b.x - from.x) > 0
  }

  /// The sign of `a * b - c * d`.
  @inline(__always)
  private func sign(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Int64 {
    guard !isNarrow else { return (a &* b &- c &* d).signum() }
    return Int64((Int128(a) * Int128(b) - Int128(c) * Int128(d)).signum())
  }
}

/// The boxes of eight things; one that is not there lies apart from all that are.
private struct EightBoxes {
  private static let bits = SIMD8<Int32>(1, 2, 4, 8, 16, 32, 64, 128)

  private var west = SIMD8<Int32>(repeating: 1 << 30)
  private var south = SIMD8<Int32>(repeating: 1 << 30)
  private var east = SIMD8<Int32>(repeating: -1)
  private var north = SIMD8<Int32>(repeating: -1)

  /// A box as west, south, east, north; `nil` when it is not there.
  func box(_ lane: Int) -> SIMD4<Int32>? {
    east[lane] < 0 ? nil : SIMD4(west[lane], south[lane], east[lane], north[lane])
  }

  mutating func set(_ lane: Int, around low: SIMD2<Int32>, _ high: SIMD2<Int32>) {
    set(lane, SIMD4(lowHalf: low, highHalf: high))
  }

  mutating func set(_ lane: Int, _ box: SIMD4<Int32>) {
    west[lane] = box.x
    south[lane] = box.y
    east[lane] = box.z
    north[lane] = box.w
  }

  var union: SIMD4<Int32> { SIMD4(west.min(), south.min(), east.max(), north.max()) }

  /// A bit for each box that has a position in common with another one, unless its place is negative
  /// in `passed`.
  @inline(__always)
  func meeting(_ other: SIMD4<Int32>, except passed: SIMD8<Int32>) -> UInt32 {
    // A difference is negative where the boxes lie apart.
    let apart =
      (SIMD8(repeating: other.z) &- west) | (east &- SIMD8(repeating: other.x))
      | (SIMD8(repeating: other.w) &- south) | (north &- SIMD8(repeating: other.y)) | passed
    let half = apart.lowHalf & apart.highHalf
    let quarter = half.lowHalf & half.highHalf
    if quarter.x & quarter.y < 0 { return 0 }
    return UInt32(truncatingIfNeeded: ((~apart &>> 31) & Self.bits).wrappedSum())
  }
}
