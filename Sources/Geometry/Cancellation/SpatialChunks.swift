/// Items cut into chunks that lie together and have about so many edges each.
public struct SpatialChunks: Sendable {
  /// A chunk has about so many edges: what works on it stays in the cache.
  static let edgeCount = 3 << 13

  /// Offsets of the items, chunk after chunk.
  public private(set) var order: [Int32]
  /// The chunks as ranges of `order`.
  public private(set) var chunks: [Range<Int>] = []

  /// Cuts polygons.
  ///
  /// They may come in any order in space: they are put in Z-order of their first positions.
  ///
  /// - Parameters:
  ///   - items: The polygons of each; fewer than 2³².
  ///   - store: The polygons.
  init(_ items: [Range<Int>], in store: PolygonStore) {
    let starts = items.map { polygons in
      let first = store.positions(ofPolygons: polygons).first
      return first.map { store.points[$0] } ?? LatticePoint(x: 0, y: 0)
    }
    self.init(starts: starts, edgeCounts: items.map(store.edgeCount(ofPolygons:)))
  }

  /// Cuts items, which may come in any order.
  ///
  /// - Parameters:
  ///   - starts: A position of each, fewer than 2³².
  ///   - edgeCounts: How many edges each of them has.
  public init(starts: [LatticePoint], edgeCounts: [Int]) {
    precondition(starts.count == edgeCounts.count, "each item has a position and a number of edges")
    let box = Envelope(of: starts)
    let extent =
      box.isEmpty
      ? 0 : max(box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y)
    let shift = Int64(max(0, Int64.bitWidth - extent.leadingZeroBitCount - 16))
    var keys = starts.enumerated().map { offset, start in
      let x = Self.spread(UInt64((start.x - box.minimum.x) >> shift))
      let y = Self.spread(UInt64((start.y - box.minimum.y) >> shift))
      return (x << 1 | y) << 32 | UInt64(offset)
    }
    keys.sort()
    order = keys.map { Int32(truncatingIfNeeded: $0) }
    var (first, count) = (0, 0)
    for (place, item) in order.enumerated() {
      count += edgeCounts[Int(item)]
      guard count >= Self.edgeCount else { continue }
      chunks.append(first..<place + 1)
      (first, count) = (place + 1, 0)
    }
    if first < order.count { chunks.append(first..<order.count) }
  }

  /// Puts a zero between the lower sixteen bits.
  private static func spread(_ bits: UInt64) -> UInt64 {
    var bits = bits
    bits = (bits | bits << 8) & 0x00FF_00FF
    bits = (bits | bits << 4) & 0x0F0F_0F0F
    bits = (bits | bits << 2) & 0x3333_3333
    return (bits | bits << 1) & 0x5555_5555
  }
}
