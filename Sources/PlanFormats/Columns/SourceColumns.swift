internal import GridPartition

/// The columns that features have in a plan's source: those of each level, or of all together.
///
/// Found in a pass of its own where the source does not list them, so that no feature has to be kept.
struct SourceColumns {
  struct Column {
    let name: String
    /// `nil` as long as all values are null.
    var type: FieldType?
  }

  /// By level; those of all levels together stand under `nil`.
  private var columns: [Level?: [Column]] = [:]
  private var offsets: [Level?: [String: Int]] = [:]
  private let isMixed: Bool

  /// Finds the columns.
  ///
  /// - Parameters:
  ///   - source: Where the plan was read.
  ///   - levels: The plan's levels.
  ///   - isMixed: Whether units of all levels are to have the same columns.
  ///   - level: The level of a feature, by its part and number; `nil` when it is not in the plan.
  /// - Throws: ``PlanReadingError``.
  init(
    of source: PlanSource, levels: [Level], isMixed: Bool,
    _ level: (_ part: PlanPart, _ number: Int) -> Level?
  ) throws {
    self.isMixed = isMixed
    for part in source.parts {
      if case .layer(_, let layer) = part.content {
        enter(layer, part.level, levels)
        continue
      }
      try FeatureFields.forEach(of: part) { feature in
        guard let level = level(part, feature.number) else { return }
        for (name, value) in feature.values { enter(name, FieldType(of: value), level) }
      }
    }
  }

  private mutating func enter(_ layer: GeoPackageLayer, _ level: LayerLevel, _ levels: [Level]) {
    let concerned = if case .fixed(let level) = level { [level] } else { levels }
    for level in concerned {
      for column in layer.columns { enter(column.name, FieldType(declared: column.type), level) }
    }
  }

  private mutating func enter(_ name: String, _ type: FieldType?, _ level: Level) {
    let key = isMixed ? nil : level
    let next = columns[key]?.count ?? 0
    let offset = offsets[key, default: [:]][name] ?? next
    if offset == next {
      offsets[key, default: [:]][name] = next
      columns[key, default: []].append(Column(name: name, type: type))
    } else if let type {
      let known = columns[key]?[offset].type
      columns[key]?[offset].type = type.joined(with: known)
    }
  }

  /// The columns of a level, or of all with `nil`, in the order in which they were met.
  func of(_ level: Level?) -> [Column] { columns[level] ?? [] }

  /// Values in the order of the columns of a level; `nil` where there is none.
  func arranged(
    _ values: [(name: String, value: FieldValue)], in level: Level?
  ) -> [FieldValue?] {
    let offsets = offsets[level] ?? [:]
    var result = [FieldValue?](repeating: nil, count: columns[level]?.count ?? 0)
    for (name, value) in values {
      if let offset = offsets[name] { result[offset] = value }
    }
    return result
  }
}
