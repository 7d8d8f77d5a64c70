internal import Foundation
public import GRDB

/// The functions that the triggers of a GeoPackage's spatial index call.
///
/// Standard: OGC GeoPackage 12-128r14, annex F.3 (`ST_IsEmpty`, `ST_MinX`, …).
public enum SpatialFunctions {
  /// Adds the functions to a connection.
  public static func add(to database: Database) {
    database.add(
      function: DatabaseFunction("ST_IsEmpty", argumentCount: 1, pure: true) { values in
        values[0].isNull ? nil : box(of: values[0]) == nil
      })
    add("ST_MinX", to: database) { $0.x.lowerBound }
    add("ST_MaxX", to: database) { $0.x.upperBound }
    add("ST_MinY", to: database) { $0.y.lowerBound }
    add("ST_MaxY", to: database) { $0.y.upperBound }
  }

  private typealias Box = (x: ClosedRange<Double>, y: ClosedRange<Double>)

  private static func add(
    _ name: String, to database: Database, _ ordinate: @escaping @Sendable (Box) -> Double
  ) {
    database.add(
      function: DatabaseFunction(name, argumentCount: 1, pure: true) { values in
        box(of: values[0]).map(ordinate)
      })
  }

  private static func box(of value: DatabaseValue) -> Box? {
    guard case .blob(let data) = value.storage else { return nil }
    return GeoPackageGeometry.box(of: data.bytes)
  }
}
