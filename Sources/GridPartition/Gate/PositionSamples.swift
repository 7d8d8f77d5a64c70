public import CoordinateSystems
internal import Synchronization

/// Some of the different positions of a batch, for each system that they are said to be in.
public final class PositionSamples: Sendable {
  private let samples = Mutex<[PositionSystem: PositionSample]>([:])

  public init() {}

  /// The sample of a system; an empty one when there was none yet.
  func sample(of system: PositionSystem) -> PositionSample {
    samples.withLock { samples in
      if let sample = samples[system] { return sample }
      let sample = PositionSample()
      samples[system] = sample
      return sample
    }
  }

  /// The systems with their positions, in order of their titles.
  public var all: [(system: PositionSystem, positions: [SampledPosition])] {
    samples.withLock { $0 }.sorted { $0.key.title < $1.key.title }
      .map { (system: $0.key, positions: $0.value.positions) }
  }
}
