internal import CoordinateSystems
internal import Foundation
public import GridPartition

/// Writes plans.
public struct PlanWriter {
  private let plan: Plan
  private let layers: [OutputLayer]
  private let layerOfLevel: [Level: Int]
  private let columns: SourceColumns?

  /// Writes a plan in the format that the ending of the file says.
  ///
  /// Written are the positions on the lattice, so what is read again has the same digest. All columns
  /// of the source are carried along: its features are read once more, one at a time. Units that it
  /// does not have come last.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - path: The file, which is written whole or not at all; a folder, or a path that ends with a
  ///     slash, for a GeoJSON of each level.
  ///   - source: Where the plan was read; `nil` to write what the plan itself knows.
  ///   - fields: The names of fields with which it was read.
  /// - Returns: What was left out or changed.
  /// - Throws: ``PlanWritingError``; an old file is then as it was.
  /// - Complexity: O(*n*) in the size of plan and source.
  public static func write(
    _ plan: Plan, to path: String, carrying source: PlanSource? = nil,
    fields: PlanFields = PlanFields()
  ) throws(PlanWritingError) -> [PlanWritingRemark] {
    guard let target = OutputTarget(path) else { throw .unknownFormat(path: path) }
    let units = UnitsBySource(plan)
    do {
      let writer = try PlanWriter(plan, target, source, fields, units)
      var sink = try target.sink(for: plan, writer.layers)
      try writer.write(source, units, to: &sink)
      try sink.finish()
      return writer.remarks(target) + sink.warnings.map { .foreignWarning($0) }
    } catch let error as PlanWritingError {
      throw error
    } catch let error as PlanReadingError {
      throw .source(error)
    } catch {
      preconditionFailure("a plan fails to be written for one of the known reasons, not \(error)")
    }
  }

  private init(
    _ plan: Plan, _ target: OutputTarget, _ source: PlanSource?, _ fields: PlanFields,
    _ units: UnitsBySource
  ) throws {
    self.plan = plan
    columns = try source.map { source in
      try SourceColumns(of: source, levels: plan.levels, isMixed: target.isMixed) { part, number in
        units[part.name, number].map { plan.units[$0].level }
      }
    }
    let hasLevels = source?.parts.contains { if case .stated = $0.level { true } else { false } }
    var used: [Level?: UsedFields] = [:]
    for unit in plan.units {
      used[target.isMixed ? nil : unit.level, default: UsedFields()].add(unit.attributes)
    }
    let levels: [Level?] = target.isMixed ? [nil] : plan.levels
    let columns = columns
    layers = levels.map { level in
      OutputLayer(
        name: level?.rawValue ?? target.layerName, level: level,
        columns: OutputColumns(
          of: columns?.of(level) ?? [], fields, used[level] ?? UsedFields(),
          hasLevels: hasLevels ?? false, isMixed: target.isMixed,
          keepsHeadings: target.keepsHeadings, taken: target.takenNames
        ).columns)
    }
    layerOfLevel = Dictionary(
      plan.levels.map { level in
        (level, target.isMixed ? 0 : plan.levels.firstIndex(of: level) ?? 0)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Gives all units to the sink: those of the source in its order, then the others.
  private func write(
    _ source: PlanSource?, _ units: UnitsBySource, to sink: inout any UnitSink
  ) throws {
    var isWritten = [Bool](repeating: false, count: plan.units.count)
    for part in source?.parts ?? [] {
      try FeatureFields.forEach(of: part) { feature in
        guard let unit = units[part.name, feature.number] else { return }
        isWritten[unit] = true
        try sink.write(output(of: unit, feature))
      }
    }
    for unit in plan.units.indices where !isWritten[unit] {
      try sink.write(output(of: unit, nil))
    }
  }

  private func output(of unit: Int, _ feature: FeatureFields?) -> OutputUnit {
    let layer = layerOfLevel[plan.units[unit].level] ?? 0
    var own: [FieldValue?] = []
    if let feature, let columns {
      own = columns.arranged(feature.values, in: layers[layer].level)
    }
    let source = { (offset: Int) in offset < own.count ? own[offset] : nil }
    let known = plan.units[unit].attributes
    let values = layers[layer].columns.map { column -> FieldValue? in
      switch column.content {
      case .code: known.code.map(FieldValue.text)
      case .name: known.name.map(FieldValue.text)
      case .parent: known.parent.map(FieldValue.text)
      case .level: .text(known.level.rawValue)
      case .kind(let offset): kind(of: known, offset.flatMap(source))
      case .source(let offset): source(offset)
      }
    }
    return OutputUnit(index: unit, layer: layer, values: values)
  }

  /// The source's own word where it still says the same.
  private func kind(of unit: UnitAttributes, _ word: FieldValue?) -> FieldValue? {
    if let word, !word.isNull {
      let saysVoid = PropertyText.plain(word.text).map(PlanWords.isVoid) ?? false
      if unit.level != .grid || saysVoid == unit.isVoid { return .text(word.text) }
    }
    return unit.isVoid ? .text("void") : nil
  }

  private func remarks(_ target: OutputTarget) -> [PlanWritingRemark] {
    var remarks: [PlanWritingRemark] = []
    let broken = plan.units.filter { !$0.brokenRings.isEmpty }.map(\.code)
    if !broken.isEmpty { remarks.append(.brokenRings(units: broken)) }
    if [.geoJSON, .topoJSON].contains(target.format), plan.crs != .wgs84 {
      remarks.append(.systemOutsideStandard(name: plan.crs.title))
    }
    if !target.format.statesSystem {
      remarks.append(.systemNotWritten(name: plan.crs.title))
    }
    let bytes = layers.flatMap(\.columns).filter { $0.type == .bytes }.map(\.name)
    if target.format != .geoPackage, !bytes.isEmpty {
      remarks.append(.bytesLeftOut(columns: Array(Set(bytes)).sorted()))
    }
    return remarks
  }
}

/// Finds units by where they were read.
private struct UnitsBySource {
  private var units: [String: [Int32]] = [:]

  init(_ plan: Plan) {
    for (index, unit) in plan.units.enumerated() {
      let source = unit.attributes.source
      let missing = source.number - (units[source.file]?.count ?? 0)
      guard source.number > 0 else { continue }
      units[source.file, default: []] += repeatElement(-1, count: max(0, missing))
      units[source.file]?[source.number - 1] = Int32(truncatingIfNeeded: index)
    }
  }

  subscript(file: String, number: Int) -> Int? {
    guard let numbers = units[file], numbers.indices.contains(number - 1),
      numbers[number - 1] >= 0
    else { return nil }
    return Int(numbers[number - 1])
  }
}
