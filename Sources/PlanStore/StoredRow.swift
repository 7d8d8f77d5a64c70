internal import GRDB
internal import GridPartition
internal import PlanFormats

/// A row of a store's table.
///
/// SQLite takes values of any type in any column, and other programs may change the tables, so that no value is
/// what it should be until it was looked at.
struct StoredRow {
  /// Numbers of versions and entries are below that.
  private static let limit = 1 << 31

  private let row: Row
  private let table: String

  /// Reads rows.
  ///
  /// - Parameters:
  ///   - table: The table to name when a value is not what it should be.
  ///   - database: The store.
  ///   - sql: A query for columns of the table; all of it by default.
  ///   - arguments: The query's.
  /// - Returns: The rows in the query's order.
  /// - Throws: What SQLite says.
  static func all(
    of table: String, in database: Database, sql: String? = nil,
    arguments: StatementArguments = StatementArguments()
  ) throws -> [StoredRow] {
    try Row.fetchAll(
      database, sql: sql ?? "SELECT * FROM \(SQLText.name(table))", arguments: arguments
    ).map { StoredRow(row: $0, table: table) }
  }

  /// A value; `nil` when it is null.
  private func value(_ column: String) throws(StoreError) -> DatabaseValue? {
    guard row.hasColumn(column) else { throw .malformed(table: table) }
    let value = row[column] as DatabaseValue
    return value.isNull ? nil : value
  }

  func optionalText(_ column: String) throws(StoreError) -> String? {
    guard let value = try value(column) else { return nil }
    guard case .string(let text) = value.storage else { throw .malformed(table: table) }
    return text
  }

  func text(_ column: String) throws(StoreError) -> String {
    guard let text = try optionalText(column) else { throw .malformed(table: table) }
    return text
  }

  func optionalNumber(_ column: String) throws(StoreError) -> Int? {
    guard let value = try value(column) else { return nil }
    guard case .int64(let number) = value.storage, (0..<Int64(Self.limit)).contains(number) else {
      throw .malformed(table: table)
    }
    return Int(number)
  }

  func number(_ column: String) throws(StoreError) -> Int {
    guard let number = try optionalNumber(column) else { throw .malformed(table: table) }
    return number
  }

  func optionalMoment(_ column: String) throws(StoreError) -> Moment? {
    guard let text = try optionalText(column) else { return nil }
    guard let moment = Moment(text) else { throw .malformed(table: table) }
    return moment
  }

  func moment(_ column: String) throws(StoreError) -> Moment {
    guard let moment = try optionalMoment(column) else { throw .malformed(table: table) }
    return moment
  }
}
