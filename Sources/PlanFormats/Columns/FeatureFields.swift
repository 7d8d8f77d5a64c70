internal import GRDB
internal import GridPartition
internal import JSONText

/// The fields of a source's features, one feature after another: a second look at it, beside the plan.
struct FeatureFields {
  /// The number of the feature in its part, from 1.
  let number: Int
  /// Its columns, those of all the part's features in a layer.
  let values: [(name: String, value: FieldValue)]

  /// Calls `body` with each feature of a part, in order.
  ///
  /// - Throws: What `body` throws, or ``PlanReadingError``.
  /// - Complexity: O(*n*) in the size of the part; one feature is in memory.
  static func forEach(
    of part: PlanPart, _ body: (FeatureFields) throws -> Void
  ) throws {
    switch part.content {
    case .geoJSON(let path): try forEach(ofGeoJSON: path, body)
    case .layer(let file, let layer): try forEach(of: layer, in: file, body)
    }
  }

  private static func forEach(
    ofGeoJSON path: String, _ body: (FeatureFields) throws -> Void
  ) throws {
    do {
      var features = try FeatureCollectionReader(path: path)
      while let feature = try features.next() {
        let members = feature.value["properties"].map { Array($0.members) } ?? []
        try body(
          FeatureFields(
            number: feature.number,
            values: members.map { ($0.name, FieldValue($0.value)) }))
      }
    } catch let error as FileError {
      throw PlanReadingError.file(error)
    } catch JSONFileError.file(let error) {
      throw PlanReadingError.file(error)
    } catch JSONFileError.text(let path, let error) {
      throw PlanReadingError.notJSON(file: path, error)
    }
  }

  private static func forEach(
    of layer: GeoPackageLayer, in file: GeoPackageFile, _ body: (FeatureFields) throws -> Void
  ) throws {
    let names = layer.columns.map(\.name)
    let types = layer.columns.map { FieldType(declared: $0.type) }
    try file.readAnything { database in
      let rows = try Row.fetchCursor(database, sql: layer.query)
      var number = 0
      while let row = try rows.next() {
        number += 1
        try body(
          FeatureFields(
            number: number,
            values: names.indices.map { (names[$0], FieldValue(row[layer.places[$0]], types[$0])) })
        )
      }
    }
  }
}

extension FieldValue {
  /// A value of a table's column.
  fileprivate init(_ value: DatabaseValue, _ type: FieldType) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = type == .boolean ? .boolean(number != 0) : .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .bytes(Array(data))
    }
  }
}
