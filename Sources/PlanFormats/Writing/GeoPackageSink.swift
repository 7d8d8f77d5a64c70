internal import Foundation
internal import GRDB
internal import Geometry
internal import GridPartition

/// Writes a GeoPackage: a layer of polygons for each of the plan's levels, with a spatial index.
struct GeoPackageSink: UnitSink {
  private let plan: Plan
  private let output: OutputHandle
  private let database: DatabaseQueue
  private let tables: [FeatureTable]
  private let system: Int32
  /// Units that are to be added together.
  private var waiting: [OutputUnit] = []
  private static let batch = 4096

  /// The file.
  var path: String { output.path }

  /// - Parameters:
  ///   - plan: The plan.
  ///   - layers: Its layers.
  ///   - path: The file.
  /// - Throws: ``PlanWritingError`` when it cannot be made.
  init(_ plan: Plan, _ layers: [OutputLayer], to path: String) throws(PlanWritingError) {
    self.plan = plan
    let system = GeoPackageSystem(plan.crs)
    self.system = Int32(truncatingIfNeeded: system.number)
    tables = layers.map { layer in
      FeatureTable(
        name: layer.name,
        columns: layer.columns.map {
          FeatureTable.Column(name: $0.name, type: $0.type.declaration)
        }, system: system.number)
    }
    output = try OutputHandle(path: path)
    let stage = try output.stage()
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { database in
        // A file that is not whole is thrown away: there is nothing to be rolled back.
        try database.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        SpatialFunctions.add(to: database)
      }
      database = try DatabaseQueue(path: stage, configuration: configuration)
      let tables = tables
      try database.write { database in
        try GeoPackageTables.create(in: database)
        try system.insert(into: database)
        for table in tables { try table.create(in: database) }
      }
    } catch {
      throw .geoPackage(path: path, reason: Self.reason(error))
    }
  }

  mutating func write(_ unit: OutputUnit) throws(PlanWritingError) {
    waiting.append(unit)
    if waiting.count == Self.batch { try insert() }
  }

  mutating func finish() throws(PlanWritingError) {
    try insert()
    do {
      try database.write { database in
        for table in tables { try table.index(in: database) }
      }
      try database.close()
    } catch {
      throw .geoPackage(path: output.path, reason: Self.reason(error))
    }
    try output.commit()
  }

  private mutating func insert() throws(PlanWritingError) {
    do {
      try database.write { database in
        let statements = try tables.map { try database.cachedStatement(sql: $0.insertion) }
        for unit in waiting {
          let geometry: DatabaseValue = geometry(of: unit.index)
          let values = unit.values.map { $0?.databaseValue ?? .null }
          try statements[unit.layer].execute(arguments: StatementArguments([geometry] + values))
        }
      }
    } catch {
      throw .geoPackage(path: output.path, reason: Self.reason(error))
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func geometry(of unit: Int) -> DatabaseValue {
    let polygons = plan.units[unit].polygons
    guard !polygons.isEmpty else { return .null }
    return Data(
      GeoPackageGeometry.blob(of: polygons, in: plan.store, on: plan.lattice, system: system)
    ).databaseValue
  }

  private static func reason(_ error: any Error) -> String {
    (error as? DatabaseError)?.message ?? "\(error)"
  }
}

extension FieldValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .boolean(let value): value.databaseValue
    case .integer(let value): value.databaseValue
    case .real(let value): value.databaseValue
    case .text, .json: text.databaseValue
    case .bytes(let bytes): Data(bytes).databaseValue
    }
  }
}
