internal import GridPartition

/// How the levels of a layer's features are known.
enum LayerLevel: Hashable, Sendable {
  /// The layer or its file is named after the level of all its features.
  case fixed(Level)
  /// Each feature may say its own; where it does not, this one.
  case stated(default: Level)
}
