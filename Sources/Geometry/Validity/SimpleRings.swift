/// Proves rings simple: two edges share no position but the vertex at which they follow each other.
///
/// The common case, before any sweep: a ring of a few dozen vertices takes about a microsecond. Eight
/// edges that follow one another have a common box, eight such boxes have one again, and so on; a tree
/// of boxes is compared with itself, eight at a time, and the few edges whose own boxes meet by exact
/// cross products. A ring that is not proved simple need not be wrong: it may touch itself.
struct SimpleRings {
  private static let numbers = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
  /// The boxes of a ring are so narrow, in units of `1 << shift`; a difference of two has a sign bit
  /// left.
  private static let boxBits = 30

  /// The boxes of edges, eight in each element; then those around eight edges, and so on.
  private var boxes: [EightBoxes] = []
  /// The first element of each level.
  private var starts: [Int] = []
  /// The ring's positions from the corner of its box; the first one comes again behind the last.
  /// There may be room for more.
  private var xs: [Int64] = []
  private var ys: [Int64] = []
  private var count = 0
  /// Boxes are rounded down to this many bits less, which finds all that meet.
  private var shift: Int64 = 0
  /// Whether 64 bits suffice for cross products. They do for a ring narrower than 2³¹, as 2 degrees
  /// are: differences are less than that, products of two less than 2⁶², and what they differ by less
  /// than 2⁶³.
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
    isNarrow = extent < 1 << 31
    shift = Int64(max(0, Int64.bitWidth - extent.leadingZeroBitCount - Self.boxBits))
    budget = 16 * ring.count
    load(ring, from: box.minimum)
    guard !runsBack() else { return false }
    collectBoxes()
    return isClear(starts.count - 1, boxes.count - 1, boxes.count - 1)
  }

  private mutating func load(_ ring: Span<LatticePoint>, from corner: LatticePoint) {
    count = ring.count
    if xs.count <= count {
      xs = [Int64](repeating: 0, count: 2 * count + 1)
      ys = xs
    }
    Self.fill(&xs, count) { ring[$0].x - corner.x }
    Self.fill(&ys, count) { ring[$0].y - corner.y }
  }

  /// Sets the first ordinates, and the first one again behind them.
  @inline(__always)
  private static func fill(
    _ ordinates: inout [Int64], _ count: Int, _ ordinate: (Int) -> Int64
  ) {
    var ordinates = ordinates.mutableSpan
    for index in 0..<count { ordinates[index] = ordinate(index) }
    ordinates[count] = ordinates[0]
  }

  /// Makes the tree of boxes; the last level has one element.
  private mutating func collectBoxes() {
    boxes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    startLevel(for: count)
    setBoxesOfEdges()
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

  private mutating func setBoxesOfEdges() {
    // SAFETY: eight boxes are 4 x 8 whole numbers, and `edge / 8` is less than their count.
    // PAID FOR BY: benchmark "check"; a lane written by its number takes a way through memory.
    unsafe boxes.withUnsafeMutableBytes { bytes in
      let lanes = unsafe bytes.assumingMemoryBound(to: Int32.self)
      for edge in 0..<count {
        let box = Self.box(xs[edge], ys[edge], xs[edge + 1], ys[edge + 1], shift)
        let lane = edge / 8 * 32 + edge % 8
        unsafe lanes[lane] = box.x
        unsafe lanes[lane + 8] = box.y
        unsafe lanes[lane + 16] = box.z
        unsafe lanes[lane + 24] = box.w
      }
    }
  }

  private func box(_ edge: Int) -> SIMD4<Int32> {
    Self.box(xs[edge], ys[edge], xs[edge + 1], ys[edge + 1], shift)
  }

  private static func box(
    _ x: Int64, _ y: Int64, _ nextX: Int64, _ nextY: Int64, _ shift: Int64
  ) -> SIMD4<Int32> {
    SIMD4(
      Int32(truncatingIfNeeded: min(x, nextX) >> shift),
      Int32(truncatingIfNeeded: min(y, nextY) >> shift),
      Int32(truncatingIfNeeded: max(x, nextX) >> shift),
      Int32(truncatingIfNeeded: max(y, nextY) >> shift))
  }

  /// Whether an edge anywhere goes back along the one before it.
  private func runsBack() -> Bool {
    var (dx, dy) = (xs[0] - xs[count - 1], ys[0] - ys[count - 1])
    for index in 0..<count {
      let (nextX, nextY) = (xs[index + 1] - xs[index], ys[index + 1] - ys[index])
      // Only where an ordinate may turn round, products are worth their time.
      if (dx ^ nextX) | (dy ^ nextY) < 0, sign(dx, nextY, dy, nextX) == 0,
        dx.signum() * nextX.signum() < 0 || dy.signum() * nextY.signum() < 0
      {
        return true
      }
      (dx, dy) = (nextX, nextY)
    }
    return false
  }

  /// Whether the edges below one element of a level meet none below another but those they follow.
  private mutating func isClear(_ level: Int, _ a: Int, _ b: Int) -> Bool {
    if level == 0 { return areEdgesClear(8 * a, b) }
    let (start, below) = (starts[level], starts[level - 1])
    for lane in 0..<8 {
      guard let own = boxes[a].box(lane) else { return true }
      // Of one element and itself each pair is looked at once.
      var met = boxes[b].meeting(own, except: a == b ? passed(lane) : .zero)
      while met != 0 {
        let second = below + 8 * (b - start) + met.trailingZeroBitCount
        met &= met - 1
        guard isClear(level - 1, below + 8 * (a - start) + lane, second) else { return false }
      }
    }
    return true
  }

  /// Whether eight edges meet none of another eight, or of themselves, but those they follow.
  private mutating func areEdgesClear(_ first: Int, _ other: Int) -> Bool {
    for edge in first..<min(first + 8, count) {
      let skipped = first == 8 * other ? passed(edge - first + 1) : .zero
      var met = boxes[other].meeting(box(edge), except: skipped)
      while met != 0 {
        guard areApart(edge, 8 * other + met.trailingZeroBitCount) else { return false }
        met &= met - 1
      }
    }
    return true
  }

  /// Negative in the lanes before one.
  private func passed(_ lane: Int) -> SIMD8<Int32> {
    Self.numbers &- Int32(truncatingIfNeeded: lane)
  }

  /// Whether two edges whose boxes meet have no position in common but a vertex at which they follow
  /// each other.
  private mutating func areApart(_ a: Int, _ b: Int) -> Bool {
    if b == a + 1 || (a == 0 && b == count - 1) { return true }
    budget -= 1
    guard budget > 0 else { return false }
    return isAside(of: a, b) || isAside(of: b, a)
  }

  /// Whether both ends of an edge lie strictly on one side of another's line.
  private func isAside(of edge: Int, _ other: Int) -> Bool {
    let (x, y) = (xs[edge], ys[edge])
    let (dx, dy) = (xs[edge + 1] - x, ys[edge + 1] - y)
    let from = sign(dx, ys[other] - y, dy, xs[other] - x)
    let to = sign(dx, ys[other + 1] - y, dy, xs[other + 1] - x)
    return from * to > 0
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

  // The order is relied on where lanes are written.
  private var west = SIMD8<Int32>(repeating: 1 << 30)
  private var south = SIMD8<Int32>(repeating: 1 << 30)
  private var east = SIMD8<Int32>(repeating: -1)
  private var north = SIMD8<Int32>(repeating: -1)

  /// A box as west, south, east, north; `nil` when it is not there.
  func box(_ lane: Int) -> SIMD4<Int32>? {
    east[lane] < 0 ? nil : SIMD4(west[lane], south[lane], east[lane], north[lane])
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
