/// Adds up directed edges: an edge and its reverse cancel.
///
/// A table, in the cache when few edges come, keyed by the edge without its direction.
struct EdgeTally<Words: PositionWords> {
  private struct Slot: BitwiseCopyable {
    /// The lower end; none in an empty slot.
    var low: Words.Word
    var high: Words.Word
    /// Edges from `low` to `high` less edges the other way.
    var sum: Int64
  }

  private static var empty: Slot { Slot(low: Words.none, high: Words.none, sum: 0) }

  private var slots: [Slot] = []
  private var shift: UInt64 = 64
  private var words: Words?

  /// Prepares for edges; those that were here have been taken.
  ///
  /// - Parameters:
  ///   - count: How many come at most.
  ///   - words: The words of their ends.
  mutating func start(_ count: Int, _ words: Words) {
    self.words = words
    let bits = LocalWords.tableBits(for: count)
    if 1 << bits > slots.count { slots = [Slot](repeating: Self.empty, count: 1 << bits) }
    shift = UInt64(64 - bits)
  }

  /// Adds the edges of an open ring, each as often as `sign` says.
  mutating func add(ring: Span<LatticePoint>, sign: Int64) {
    guard let words else { return }
    var previous = words.word(of: ring[ring.count - 1])
    for index in 0..<ring.count {
      let next = words.word(of: ring[index])
      let forward = Words.precedes(previous, next)
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
  private mutating func add(low: Words.Word, high: Words.Word, _ sign: Int64) {
    let mask = Int(UInt64.max >> shift)
    var place = Int(truncatingIfNeeded: Words.hash(low, high) >> shift)
    // SAFETY: `place` has as many bits as the table's size, which is at most `slots.count`; there is
    // an empty slot, as `start` was told how many edges come. PAID FOR BY: benchmark "check".
    unsafe slots.withUnsafeMutableBufferPointer { slots in
      while true {
        let slot = unsafe slots[place]
        // One branch for the edge that is new and for its partner: which it is cannot be foreseen.
        if (slot.low == low && slot.high == high) || slot.low == Words.none {
          unsafe slots[place] = Slot(low: low, high: high, sum: slot.sum + sign)
          return
        }
        place = (place + 1) & mask
      }
    }
  }

  /// The edges that do not cancel, in no order; forgets all.
  mutating func taken() -> [SignedEdge] {
    guard let words else { return [] }
    var edges: [SignedEdge] = []
    let count = 1 << Int(64 - shift)
    for place in 0..<count where slots[place].low != Words.none {
      let slot = slots[place]
      slots[place] = Self.empty
      guard slot.sum != 0 else { continue }
      edges.append(
        SignedEdge(
          low: words.point(of: slot.low), high: words.point(of: slot.high),
          multiplicity: slot.sum))
    }
    return edges
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
