internal import Foundation
internal import GRDB
internal import GridPartition

/// Reads the features of one layer of a GeoPackage.
struct LayerFeatureReader {
  let file: GeoPackageFile
  let layer: GeoPackageLayer
  /// How the layer is called in messages.
  let name: String
  let level: LayerLevel
  private let roles: PropertyRoles

  init(
    _ file: GeoPackageFile, _ layer: GeoPackageLayer, name: String, level: LayerLevel,
    fields: PlanFields
  ) {
    self.file = file
    self.layer = layer
    self.name = name
    self.level = level
    var roles = PropertyRoles(fields)
    roles.assign(toHeadings: layer.columns.map(\.name))
    self.roles = roles
  }

  /// Reads all features, in the order of their keys.
  ///
  /// - Parameter gathered: Receives the units, and what is wrong with features that make none.
  /// - Returns: What was noticed on the way.
  /// - Throws: ``PlanReadingError``.
  /// - Complexity: O(*n*) in the size of the layer.
  func read(
    into gathered: inout GatheredFeatures
  ) throws(PlanReadingError) -> [PlanReadingRemark] {
    var feature = FeatureInHand(layer: name)
    let progress = WorkProgress.current
    gathered = try file.read { database in
      var gathered = gathered
      let rows = try Row.fetchCursor(database, sql: layer.query)
      while let row = try rows.next() {
        let length = try read(row, &feature, into: &gathered)
        progress?.advance(by: length)
      }
      return gathered
    }
    if roles.code == nil, feature.number > 1, !layer.columns.isEmpty {
      throw .noCodeField(file: name, properties: layer.columns.map(\.name))
    }
    var remarks: [PlanReadingRemark] = []
    if case .stated = level, roles.level == nil {
      remarks.append(.layerOfGrids(layer.name, file: name))
    }
    if !feature.extras.isEmpty { remarks.append(.extraOrdinates(feature.extras, layer: name)) }
    return remarks
  }
}

/// What is kept from feature to feature.
private struct FeatureInHand {
  let layer: String
  var number = 0
  var place = FeatureProblem.Place.order
  var code: String?
  var parent: String?
  var polygons = WrittenPolygons()
  var extras: ExtraOrdinates = []

  func problem(_ kind: FeatureProblem.Kind, at path: String) -> FeatureProblem {
    FeatureProblem(
      kind: kind, source: FeatureReference(file: layer, number: number), place: place,
      path: path, code: code)
  }
}

extension LayerFeatureReader {
  /// Reads one feature.
  ///
  /// - Returns: How many bytes its geometry has.
  private func read(
    _ row: Row, _ feature: inout FeatureInHand, into gathered: inout GatheredFeatures
  ) throws -> Int {
    feature.number += 1
    feature.place = .order
    if let place = layer.keyPlace,
      case .int64(let key) = (row[place] as DatabaseValue).storage
    {
      feature.place = .key(Int(key))
    }
    feature.code = nil
    do throws(FeatureProblem) {
      let attributes = try attributes(of: row, &feature)
      let length = try readPolygons(of: row, &feature)
      do throws(PositionProblem) {
        try gathered.builder.add(attributes, feature.polygons)
      } catch {
        throw feature.problem(FeatureProblem.Kind(error), at: layer.geometryColumn)
      }
      return length
    } catch {
      gathered.note(error)
      return 0
    }
  }

  private func readPolygons(
    of row: Row, _ feature: inout FeatureInHand
  ) throws(FeatureProblem) -> Int {
    feature.polygons.removeAll()
    let value: DatabaseValue = row[layer.geometryPlace]
    guard case .blob(let data) = value.storage else {
      guard value.isNull else {
        throw feature.problem(
          .geometry(GeometryFault(.noHeader, at: 0)), at: layer.geometryColumn)
      }
      return 0
    }
    do throws(GeometryFault) {
      feature.extras.formUnion(
        try GeoPackageGeometry.read(data.bytes, into: &feature.polygons))
    } catch {
      throw feature.problem(.geometry(error), at: layer.geometryColumn)
    }
    return data.count
  }

  private func attributes(
    of row: Row, _ feature: inout FeatureInHand
  ) throws(FeatureProblem) -> UnitAttributes {
    var texts = UnitTexts()
    texts.code = try text(row, roles.code, feature)
    feature.code = texts.code
    texts.name = try text(row, roles.name, feature)
    texts.parent = try text(row, roles.parent, feature)
    texts.kind = try text(row, roles.kind, feature)
    if case .stated = level { texts.level = try text(row, roles.level, feature) }
    // Neighbours have the same parent: one text for all of them.
    if texts.parent != feature.parent { feature.parent = texts.parent }
    texts.parent = feature.parent
    let source = FeatureReference(file: name, number: feature.number)
    guard let attributes = texts.attributes(in: level, source) else {
      throw feature.problem(
        .unknownLevel(texts.level ?? ""), at: roles.level.map { layer.columns[$0].name } ?? "")
    }
    return attributes
  }

  /// The text of a value; `nil` when it is null or blank.
  private func text(
    _ row: Row, _ role: Int?, _ feature: FeatureInHand
  ) throws(FeatureProblem) -> String? {
    guard let role else { return nil }
    switch (row[layer.places[role]] as DatabaseValue).storage {
    case .null: return nil
    case .string(let text): return PropertyText.plain(text)
    case .int64(let number): return String(number)
    case .double(let number): return PropertyText.plain(number)
    case .blob:
      let column = layer.columns[role].name
      throw feature.problem(.notAText(property: column), at: column)
    }
  }
}
