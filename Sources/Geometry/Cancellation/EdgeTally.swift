/// Adds up directed edges that lie near one another: an edge and its reverse cancel.
///
/// A table in the cache, keyed by the edge without its direction.
struct EdgeTally {
  private struct Slot: BitwiseCopyable {
    /// The lower end; 0 in an empty slot.
    var low: UInt64
    var high: UInt64
    /// Edges from `low` to `high` less edges the other way.
    var sum: Int64
  }

  private static let empty = Slot(low: 0, high: 0, sum: 0)

  private var slots: [Slot] = []
  private var shift: UInt64 = 64
  private var words: LocalWords?

  /// Prepares for edges; those that were here have been taken.
  ///
  /// - Parameters:
  ///   - count: How many come at most.
  ///   - box: Where they lie.
  /// - Returns: `false` when the box is too wide.
  mutating func start(_ count: Int, in box: Envelope) -> Bool {
    words = LocalWords(in: box)
    guard words != nil else { return false }
    let bits = LocalWords.tableBits(for: count)
    if 1 << bits > slots.count { slots = [Slot](repeating: Self.empty, count: 1 << bits) }
    shift = UInt64(64 - bits)
    return true
  }

  /// Adds the edges of an open ring, each as often as `sign` says.
  mutating func add(ring: Span<LatticePoint>, sign: Int64) {
    guard let words else { return }
    var previous = words.word(of: ring[ring.count - 1])
    for index in 0..<ring.count {
      let next = words.word(of: ring[index])
      let forward = previous < next
      add(
        low: forward ? previous : next, high: forward ? next : previous,
        forward ? sign : -sign)
      previous = next
    }
  }

  /// Adds an edge from its lower to its upper end, so many times.
  mutating func add(_ edge: SignedEdge) {
    guard let words else { return }
    add(low: words.word(of: edge.low), high: words.word(of: edge.high), edge.multiplicity)
  }

  @inline(__always)
  private mutating func add(low: UInt64, high: UInt64, _ sign: Int64) {
    var hash = low &* 0x9E37_79B9_7F4A_7C15 &+ high &* 0xC2B2_AE3D_27D4_EB4F
    hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
    let mask = Int(UInt64.max >> shift)
    var place = Int(truncatingIfNeeded: hash >> shift)
    // SAFETY: `place` has as many bits as the table's size, which is at most `slots.count`; there is
    // an empty slot, as `start` was told how many edges come. PAID FOR BY: benchmark "check".
    unsafe slots.withUnsafeMutableBufferPointer { slots in
      while true {
        let slot = unsafe slots[place]
        // One branch for the edge that is new and for its partner: which it is cannot be foreseen.
        if (slot.low == low && slot.high == high) || slot.low == 0 {
          unsafe slots[place] = Slot(low: low, high: high, sum: slot.sum + sign)
          return
        }
        place = (place + 1) & mask
      }
    }
  }

  /// Moves the edges that do not cancel behind others, in no order, and forgets all.
  mutating func take(into edges: inout [SignedEdge]) {
    guard let words else { return }
    let count = 1 << Int(64 - shift)
    for place in 0..<count where slots[place].low != 0 {
      let slot = slots[place]
      slots[place] = Self.empty
      guard slot.sum != 0 else { continue }
      edges.append(
        SignedEdge(
          low: words.point(of: slot.low), high: words.point(of: slot.high),
          multiplicity: slot.sum))
    }
  }
}

/// An edge and how often it is there, from its lower to its upper end.
struct SignedEdge: BitwiseCopyable, Sendable {
  let low: LatticePoint
  let high: LatticePoint
  var multiplicity: Int64

  static func precedes(_ a: SignedEdge, _ b: SignedEdge) -> Bool {
    a.low != b.low ? a.low < b.low : a.high < b.high
  }
}
