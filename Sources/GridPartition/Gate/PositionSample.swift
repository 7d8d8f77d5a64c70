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
    private let parts: Double
    private var limit = UInt64.max
    private var gathered: [(hash: UInt64, position: SampledPosition)] = []

    /// - Parameters:
    ///   - sample: Receives what is gathered.
    ///   - parts: How many parts make a unit, where positions come in whole parts.
    init(for sample: PositionSample, parts: Double) {
      self.sample = sample
      self.parts = parts
    }

    /// Adds positions in whole parts of units.
    ///
    /// - Parameters:
    ///   - points: The positions.
    ///   - instants: As many, or none when one plan answers for all.
    mutating func add(_ points: Span<LatticePoint>, at instants: [Instant]) {
      for index in points.indices {
        let version = instants.isEmpty ? 0 : instants[index].version
        let (x, y) = (points[index].x, points[index].y)
        guard let hash = hash(UInt64(bitPattern: x), UInt64(bitPattern: y), version) else {
          continue
        }
        add(Position(x: Double(x) / parts, y: Double(y) / parts), version, hash)
      }
    }

    /// Adds a position of a version; none when no plan answers for it.
    mutating func add(_ position: Position, of version: Int32) {
      guard let hash = hash(bits(of: position.x), bits(of: position.y), version) else { return }
      add(position, version, hash)
    }

    /// An ordinate in whole parts, where it can be.
    private func bits(of ordinate: Double) -> UInt64 {
      Int64(exactly: (ordinate * parts).rounded()).map(UInt64.init(bitPattern:))
        ?? ordinate.bitPattern
    }

    /// The hash of a position; `nil` when it is not wanted.
    @inline(__always)
    private func hash(_ x: UInt64, _ y: UInt64, _ version: Int32) -> UInt64? {
      guard version >= 0 else { return nil }
      var hash = x &* 0x9E37_79B9_7F4A_7C15 ^ y
      hash ^= UInt64(version) &* 0xC2B2_AE3D_27D4_EB4F
      hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
      return hash < limit ? hash : nil
    }

    private mutating func add(_ position: Position, _ version: Int32, _ hash: UInt64) {
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
