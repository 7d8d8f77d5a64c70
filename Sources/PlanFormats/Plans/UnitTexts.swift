internal import GridPartition

/// What a feature says of its unit, as trimmed texts; `nil` where it says nothing.
struct UnitTexts {
  var level: String?
  var code: String?
  var name: String?
  var parent: String?
  var kind: String?

  /// What these texts mean.
  ///
  /// - Parameters:
  ///   - layer: How the levels of the layer's features are known.
  ///   - source: Where the feature is.
  /// - Returns: `nil` when the level is none.
  func attributes(in layer: LayerLevel, _ source: FeatureReference) -> UnitAttributes? {
    let level: Level
    switch layer {
    case .fixed(let fixed): level = fixed
    case .stated(let standard):
      guard let stated = self.level.map(PlanWords.level) ?? standard else { return nil }
      level = stated
    }
    return UnitAttributes(
      level: level, code: code, name: name, parent: parent,
      isVoid: level == .grid && kind.map(PlanWords.isVoid) ?? false, source: source)
  }
}
