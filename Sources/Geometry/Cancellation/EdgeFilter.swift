/// Tells the edges of a chain from others, quickly.
///
/// Nearly all edges of a coverage are not in its chain; a bit for each of many hashes says so.
public struct EdgeFilter: Sendable {
  private struct Key: Hashable {
    let low: LatticePoint
    let high: LatticePoint
  }

  private static let bitCount = 1 << 20

  private var bits = [UInt64](repeating: 0, count: bitCount / 64)
  private var keys: Set<Key> = []

  /// Takes the edges of a chain.
  public init(_ chain: BoundaryChain) {
    keys.reserveCapacity(chain.edges.count)
    for edge in chain.edges {
      let place = Self.place(edge.low, edge.high)
      bits[place / 64] |= 1 << UInt64(place % 64)
      keys.insert(Key(low: edge.low, high: edge.high))
    }
  }

  /// Whether an edge is in the chain, in either direction.
  public func contains(_ edge: OwnedEdge) -> Bool {
    let place = Self.place(edge.low, edge.high)
    guard bits[place / 64] >> UInt64(place % 64) & 1 == 1 else { return false }
    return keys.contains(Key(low: edge.low, high: edge.high))
  }

  private static func place(_ low: LatticePoint, _ high: LatticePoint) -> Int {
    var hash = UInt64(bitPattern: low.x &* 0x2545_F491_4F6C_DD1D &+ low.y)
    hash = (hash ^ UInt64(bitPattern: high.x)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ UInt64(bitPattern: high.y)) &* 0xBF58_476D_1CE4_E5B9
    return Int(hash >> 32) & (bitCount - 1)
  }
}
