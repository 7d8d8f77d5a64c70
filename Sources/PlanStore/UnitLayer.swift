internal import Foundation
internal import GRDB
internal import GridPartition
internal import PlanFormats

/// A layer of units in a store: the draft of a level, or all published versions of it.
enum UnitLayer {
  case draft(Level)
  case published(Level)

  /// What the layer is called, in QGIS too.
  var name: String {
    switch self {
    case .draft(let level): "draft_\(level.rawValue)"
    case .published(let level): "published_\(level.rawValue)"
    }
  }

  private var level: Level {
    switch self {
    case .draft(let level), .published(let level): level
    }
  }

  /// The table in a system of the file.
  func table(system: Int) -> FeatureTable {
    var columns = ["code", "name", "parent", "kind"].map {
      FeatureTable.Column(name: $0, type: "TEXT")
    }
    if case .published = self {
      columns.append(FeatureTable.Column(name: "version", type: "INTEGER"))
    }
    return FeatureTable(name: name, columns: columns, system: system)
  }

  /// Adds units of a plan that are of the layer's level.
  func insert(_ plan: Plan, version: Int?, system: Int, into database: Database) throws {
    let statement = try database.cachedStatement(sql: table(system: system).insertion)
    let number = Int32(truncatingIfNeeded: system)
    for unit in plan.units(of: level) {
      let known = plan.units[unit]
      let geometry =
        known.hasShape
        ? Data(
          GeoPackageGeometry.blob(
            of: known.polygons, in: plan.store, on: plan.lattice, system: number)
        ).databaseValue : .null
      var values = [
        geometry, known.attributes.code?.databaseValue ?? .null,
        known.name?.databaseValue ?? .null, known.parentCode?.databaseValue ?? .null,
        known.isVoid ? "void".databaseValue : .null,
      ]
      if let version { values.append(version.databaseValue) }
      try statement.execute(arguments: StatementArguments(values))
    }
  }

  /// Adds the layer's units to a plan, in the order of their keys, which it returns; features that are no
  /// units are noted as problems.
  func read(
    version: Int?, from database: Database, into builder: inout PlanBuilder,
    problems: inout [DraftProblem]
  ) throws -> [Int64] {
    var keys: [Int64] = []
    var polygons = WrittenPolygons()
    let condition = version.map { "WHERE version = \($0)" } ?? ""
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT fid, geom, code, name, parent, kind FROM \(SQLText.name(name)) \(condition)
        ORDER BY fid
        """)
    while let row = try rows.next() {
      guard case .int64(let key) = (row[0] as DatabaseValue).storage else {
        throw StoreError.malformed(table: name)
      }
      do throws(UnreadFeature) {
        let attributes = try attributes(of: row, number: keys.count + problems.count + 1)
        try read(row[1] as DatabaseValue, into: &polygons)
        do throws(PositionProblem) { try builder.add(attributes, polygons) } catch {
          throw UnreadFeature(.position(error))
        }
        keys.append(key)
      } catch {
        problems.append(DraftProblem(layer: name, key: key, problem: error.problem))
      }
    }
    return keys
  }

  private struct UnreadFeature: Error {
    let problem: DraftProblem.Problem
    init(_ problem: DraftProblem.Problem) { self.problem = problem }
  }

  private func read(
    _ value: DatabaseValue, into polygons: inout WrittenPolygons
  ) throws(UnreadFeature) {
    polygons.removeAll()
    switch value.storage {
    case .null: return
    case .blob(let data):
      do throws(GeometryFault) {
        _ = try GeoPackageGeometry.read(data.bytes, into: &polygons)
      } catch {
        throw UnreadFeature(.geometry(error))
      }
    default: throw UnreadFeature(.notAText(column: FeatureTable.geometryColumn))
    }
  }

  private func attributes(
    of row: Row, number: Int
  ) throws(UnreadFeature) -> UnitAttributes {
    let kind = try text(row, 5, "kind")
    guard kind == nil || kind?.lowercased() == "void" else {
      throw UnreadFeature(.unknownKind(kind ?? ""))
    }
    return UnitAttributes(
      level: level, code: try text(row, 2, "code"), name: try text(row, 3, "name"),
      parent: try text(row, 4, "parent"), isVoid: kind != nil,
      source: FeatureReference(file: name, number: number))
  }

  /// Whether a byte is an ASCII character other than a blank.
  private static func isPlain(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

  /// The text of a value; `nil` when it is null or blank.
  private func text(
    _ row: Row, _ index: Int, _ column: String
  ) throws(UnreadFeature) -> String? {
    switch (row[index] as DatabaseValue).storage {
    case .null: return nil
    case .string(let text):
      // Nearly all texts begin and end with something plain, which costs nothing to see.
      if let first = text.utf8.first, let last = text.utf8.last, Self.isPlain(first),
        Self.isPlain(last)
      {
        return text
      }
      let plain = text.trimmingCharacters(in: .whitespacesAndNewlines)
      return plain.isEmpty ? nil : plain
    case .int64(let number): return String(number)
    case .double, .blob: throw UnreadFeature(.notAText(column: column))
    }
  }
}

extension UnitLayer {
  /// Notes where the layer's features lie, and that they changed, for programs that show them.
  func noteExtent(in database: Database) throws {
    let table = SQLText.name(name)
    try database.execute(
      sql: """
        UPDATE gpkg_contents SET
          last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
          (min_x, min_y, max_x, max_y) =
            (SELECT min(minx), min(miny), max(maxx), max(maxy)
             FROM \(SQLText.name("rtree_\(name)_geom")))
        WHERE table_name = \(SQLText.literal(name)) AND EXISTS (SELECT 1 FROM \(table))
        """)
  }
}
