internal import GRDB
internal import GridPartition

/// When a grid's code was used. A code that comes back after it was given up has another row.
struct CodeRecord {
  let code: String
  let firstVersion: Int
  /// The last version that has it; `nil` while it is in use.
  let lastVersion: Int?
  /// The codes of the grids that the first one with this code came from.
  let ancestors: String

  var fields: [String] {
    [code, "\(firstVersion)", lastVersion.map { "\($0)" } ?? "", ancestors]
  }

  static func all(in database: Database) throws -> [CodeRecord] {
    try StoredRow.all(
      of: "code_history", in: database,
      sql: "SELECT * FROM code_history ORDER BY code, first_version"
    ).map { row in
      CodeRecord(
        code: try row.text("code"), firstVersion: try row.number("first_version"),
        lastVersion: try row.optionalNumber("last_version"), ancestors: try row.text("ancestors"))
    }
  }

  /// Notes the codes of a version that is about to be published, each with those of the grids that it comes
  /// from; returns the ones that had been given up and are used again, in order.
  static func note(
    _ codes: [String: [String]], version: Int, after before: Int?, in database: Database
  ) throws -> [String] {
    let records = try all(in: database)
    let current = Set(records.filter { $0.lastVersion == nil }.map(\.code))
    let ever = Set(records.map(\.code))
    for code in current.subtracting(codes.keys) {
      try database.execute(
        sql: "UPDATE code_history SET last_version = ? WHERE code = ? AND last_version IS NULL",
        arguments: [before, code])
    }
    let fresh = codes.keys.filter { !current.contains($0) }.sorted(by: codePrecedes)
    for code in fresh {
      try database.execute(
        sql: """
          INSERT INTO code_history (code, first_version, last_version, ancestors)
          VALUES (?, ?, NULL, ?)
          """, arguments: [code, version, (codes[code] ?? []).joined(separator: ";")])
    }
    return fresh.filter(ever.contains)
  }
}
