internal import GRDB
internal import GridPartition

/// What is wrong with a store that was changed by something else than this program, or is damaged.
public enum StoreFlaw: Hashable, Sendable {
  /// What SQLite's own check says.
  case database(String)
  /// A row of the log is not what its digest says, or does not follow the one before.
  case brokenChain(row: Int)
  /// A row of the log begins where the row before of the same subject did not end.
  case gapInLog(row: Int)
  /// What the log says of a subject last is not what the tables have.
  case changedBeside(subject: String)
  /// A published plan is not what was published.
  case altered(version: Int)
}

extension PlanStore {
  /// Looks at everything: the file, the chain of the log, and every published plan.
  ///
  /// - Returns: What is wrong; nothing when the store is whole.
  /// - Throws: ``StoreError`` when it cannot be read at all.
  public func verify() throws(StoreError) -> [StoreFlaw] {
    try read { database in
      var flaws: [StoreFlaw] = []
      for text in try String.fetchAll(database, sql: "PRAGMA integrity_check") where text != "ok" {
        flaws.append(.database(text))
      }
      for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
        flaws.append(.database("foreign key: \(row)"))
      }
      flaws += try Self.flawsOfLog(in: database)
      for version in try StoredVersion.all(in: database) {
        do {
          _ = try Self.plan(version.version, in: database, source: path)
        } catch StoreError.altered(let number) {
          flaws.append(.altered(version: number))
        }
      }
      return flaws
    }
  }

  private static func flawsOfLog(in database: Database) throws -> [StoreFlaw] {
    var flaws: [StoreFlaw] = []
    var last: [String: String] = [:]
    var previous: AuditEntry?
    for entry in try AuditLog.entries(in: database) {
      let follows = entry.number == (previous?.number ?? 0) + 1
      if !follows || entry.chain != entry.link(after: previous) {
        flaws.append(.brokenChain(row: entry.number))
      }
      // Editors change the draft without a trace.
      let isDraft = entry.subject == AuditLog.Subject.draft.rawValue
      if !isDraft, entry.digestBefore != last[entry.subject, default: ""] {
        flaws.append(.gapInLog(row: entry.number))
      }
      last[entry.subject] = entry.digestAfter
      previous = entry
    }
    for subject in AuditLog.Subject.allCases where subject != .draft {
      if try AuditLog.digest(of: subject, in: database) != last[subject.rawValue, default: ""] {
        flaws.append(.changedBeside(subject: subject.rawValue))
      }
    }
    return flaws
  }
}
