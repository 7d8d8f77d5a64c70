/// A sum over the directed edges of a boundary that tells boundaries apart.
///
/// Each edge adds a 128-bit number that depends on its two ends, and its reverse takes the same number
/// away; sums wrap around. So it does not matter where rings start and in which order they come,
/// boundaries add as chains do, and the fingerprints of the children of an edge-matched parent add up
/// to the parent's.
///
/// Two boundaries that differ have the same fingerprint with a probability of about 2⁻¹²⁷, of a billion
/// pairs one with 2⁻⁹⁷: it screens, and says what changed. It is no secret function, so it is not proof
/// against somebody who looks for such a pair. No certificate rests on a sum of fingerprints; it rests
/// on the exact cancellation of edges.
@frozen
public struct BoundaryFingerprint: Hashable, Sendable, BitwiseCopyable {
  public private(set) var low: UInt64
  public private(set) var high: UInt64

  /// The fingerprint of no boundary at all.
  public static let zero = BoundaryFingerprint(low: 0, high: 0)

  /// Takes the halves of a fingerprint.
  public init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The fingerprint of polygons' boundary.
  ///
  /// - Complexity: O(*n*) in the number of edges, no allocation.
  public init(of polygons: Range<Int>, in store: PolygonStore) {
    self = .zero
    for polygon in polygons {
      for ring in store.rings(ofPolygon: polygon) {
        store.points.withSpan(store.positions(ofRing: ring)) { add($0) }
      }
    }
  }

  private mutating func add(_ ring: Span<LatticePoint>) {
    var sum = UInt128(high) << 64 | UInt128(low)
    var previous = ring[ring.count - 1]
    for index in 0..<ring.count {
      let next = ring[index]
      if previous < next {
        sum &+= Self.number(previous, next)
      } else {
        sum &-= Self.number(next, previous)
      }
      previous = next
    }
    low = UInt64(truncatingIfNeeded: sum)
    high = UInt64(truncatingIfNeeded: sum >> 64)
  }

  /// The number of an edge: products of 64 by 64 bits, of which both halves are used.
  @inline(__always)
  private static func number(_ low: LatticePoint, _ high: LatticePoint) -> UInt128 {
    let a = mixed(low, 0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F)
    let b = mixed(high, 0x2545_F491_4F6C_DD1D, 0xBF58_476D_1CE4_E5B9)
    let first = (a ^ 0x94D0_49BB_1331_11EB).multipliedFullWidth(by: b | 1)
    let second = (b ^ 0xD6E8_FEB8_6659_FD93).multipliedFullWidth(by: a | 1)
    return UInt128(first.high ^ second.low &* 0x9E37_79B9_7F4A_7C15) << 64
      | UInt128(second.high ^ first.low &* 0xC2B2_AE3D_27D4_EB4F)
  }

  @inline(__always)
  private static func mixed(_ point: LatticePoint, _ a: UInt64, _ b: UInt64) -> UInt64 {
    let x = (UInt64(bitPattern: point.x) ^ b) &* a
    let y = (UInt64(bitPattern: point.y) ^ a) &* b
    let sum = (x ^ x >> 32) &* b &+ (y ^ y >> 29) &* a
    return sum ^ sum >> 31
  }

  public static func + (a: BoundaryFingerprint, b: BoundaryFingerprint) -> BoundaryFingerprint {
    let (low, isOver) = a.low.addingReportingOverflow(b.low)
    return BoundaryFingerprint(low: low, high: a.high &+ b.high &+ (isOver ? 1 : 0))
  }
}
