internal import Synchronization
public import Geometry

/// A position as it was given, and the plan in which it should lie.
public struct SampledPosition: Hashable, Sendable {
  public var position: Position
  /// Among the plans that answer; 0 when there is one.
  public let version: Int32

  public init(_ position: Position, version: Int32 = 0) {
    self.position = position
    self.version = version
  }
}

/// Some of the different positions of a batch, the same whatever their order: those of the lowest
/// hashes.
///
/// Several workers add to it at once.
///
/// Method: bottom-*k* sketches (Cohen and Kaplan 2007, doi:10.1145/1281100.1281133).
public final class PositionSample: Sendable {
  /// How many positions are kept.
  static let size = 512

  private let kept = Mutex<[UInt64: SampledPosition]>([:])

  public init() {}

  /// The positions.
  public var positions: [SampledPosition] {
    kept.withLock { kept in kept.sorted { $0.key < $1.key }.prefix(Self.size).map(\.value) }
  }

  /// Adds what a worker gathered.
  ///
  /// - Returns: Hashes above this are not wanted any more.
  fileprivate func add(_ gathered: [(hash: UInt64, position: SampledPosition)]) -> UInt64 {
    kept.withLock { kept in
      for (hash, position) in gathered { kept[hash] = position }
      guard kept.count >= Self.size else { return .max }
      let hashes = kept.keys.sorted()
      let limit = hashes[Self.size - 1]
      for hash in hashes[Self.size...] { kept[hash] = nil }
      return limit
    }
  }

  /// What a worker gathers of a sample.
  struct Gathering {
    private let sample: PositionSample
    private var limit = UInt64.max
    private var gathered: [(hash: UInt64, position: SampledPosition)] = []

    init(for sample: PositionSample) { self.sample = sample }

    /// Adds positions, of which each has an ordinate in both lists, and a time if there is any.
    mutating func add(_ x: Span<Double>, _ y: Span<Double>, at instants: [Instant]) {
      for index in x.indices {
        add(
          Position(x: x[index], y: y[index]), of: instants.isEmpty ? 0 : instants[index].version)
      }
    }

    /// Adds a position of a version; none when no plan answers for it.
    @inline(__always)
    mutating func add(_ position: Position, of version: Int32) {
      guard version >= 0 else { return }
      var hash = position.x.bitPattern &* 0x9E37_79B9_7F4A_7C15 ^ position.y.bitPattern
      hash ^= UInt64(version) &* 0xC2B2_AE3D_27D4_EB4F
      hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      guard hash < limit else { return }
      gathered.append((hash, SampledPosition(position, version: version)))
      if gathered.count >= 4 * PositionSample.size { flush() }
    }

    /// Hands on what was gathered.
    mutating func flush() {
      guard !gathered.isEmpty else { return }
      limit = min(limit, sample.add(gathered))
      gathered.removeAll(keepingCapacity: true)
    }
  }
}
