internal import Synchronization
public import Geometry

/// Some of the different positions of a batch, the same whatever their order: those of the lowest
/// hashes.
///
/// Several workers add to it at once.
///
/// Method: bottom-*k* sketches (Cohen and Kaplan 2007, doi:10.1145/1281100.1281133).
public final class PositionSample: Sendable {
  /// How many positions are kept.
  static let size = 512

  private let kept = Mutex<[UInt64: Position]>([:])

  public init() {}

  /// The positions.
  public var positions: [Position] {
    kept.withLock { kept in kept.sorted { $0.key < $1.key }.prefix(Self.size).map(\.value) }
  }

  /// Adds what a worker gathered.
  ///
  /// - Returns: Hashes above this are not wanted any more.
  fileprivate func add(_ gathered: [(hash: UInt64, position: Position)]) -> UInt64 {
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
    private var gathered: [(hash: UInt64, position: Position)] = []

    init(for sample: PositionSample) { self.sample = sample }

    /// Adds positions, of which each has an ordinate in both lists.
    mutating func add(_ x: Span<Double>, _ y: Span<Double>) {
      for index in x.indices { add(Position(x: x[index], y: y[index])) }
    }

    @inline(__always)
    mutating func add(_ position: Position) {
      var hash = position.x.bitPattern &* 0x9E37_79B9_7F4A_7C15 ^ position.y.bitPattern
      hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      guard hash < limit else { return }
      gathered.append((hash, position))
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
