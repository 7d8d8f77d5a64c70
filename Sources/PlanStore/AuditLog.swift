internal import GRDB
internal import GridPartition

/// A change of a store, as its log tells it.
public struct AuditEntry: Hashable, Sendable {
  public let number: Int
  public let at: String
  public let author: String
  public let action: String
  /// What was changed.
  public let subject: String
  public let detail: String
  /// The digest of the subject before and after; empty when there was nothing.
  public let digestBefore: String
  public let digestAfter: String
  /// The digest of this row and of the one before.
  public let chain: String
}

/// The log of all changes of a store: a chain of rows, each of which has the digest of the one before in its
/// own.
enum AuditLog {
  /// What a change is made to.
  enum Subject: String, CaseIterable {
    /// The scheme of codes and the system of coordinates.
    case settings
    /// The draft as it was imported or given codes; editors change it without a trace here.
    case draft
    /// The versions and the history of codes.
    case published
    /// Members and their duties.
    case roster
  }

  /// A change that is about to be noted.
  struct Change {
    let action: String
    let subject: Subject
    let detail: String
    /// The digest of the subject before.
    let before: String
    /// The digest afterwards; `nil` to take it from the tables.
    var after: String?
  }

  /// Notes a change that was made in this transaction.
  static func append(
    _ change: Change, _ signature: PlanStore.Signature, to database: Database
  ) throws {
    let last = try entries(in: database, from: "WHERE seq = (SELECT max(seq) FROM audit_log)").last
    let after = try change.after ?? digest(of: change.subject, in: database)
    let entry = AuditEntry(
      number: (last?.number ?? 0) + 1, at: signature.at.description, author: signature.author,
      action: change.action, subject: change.subject.rawValue, detail: change.detail,
      digestBefore: change.before, digestAfter: after, chain: "")
    try database.execute(
      sql: "INSERT INTO audit_log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        entry.number, entry.at, entry.author, entry.action, entry.subject, entry.detail,
        entry.digestBefore, entry.digestAfter, entry.link(after: last),
      ])
  }

  static func entries(
    in database: Database, from condition: String = ""
  ) throws -> [AuditEntry] {
    try StoredRow.all(
      of: "audit_log", in: database, sql: "SELECT * FROM audit_log \(condition) ORDER BY seq"
    ).map { row in
      AuditEntry(
        number: try row.number("seq"), at: try row.text("at"), author: try row.text("author"),
        action: try row.text("action"), subject: try row.text("subject"),
        detail: try row.text("detail"), digestBefore: try row.text("digest_before"),
        digestAfter: try row.text("digest_after"), chain: try row.text("chain"))
    }
  }

  /// The digest of what is in the tables; of the draft, the one that was noted last.
  static func digest(of subject: Subject, in database: Database) throws -> String {
    var digest = FieldDigest()
    switch subject {
    case .settings:
      let rows = try StoredRow.all(
        of: "store_setting", in: database, sql: "SELECT * FROM store_setting ORDER BY key")
      for row in rows { digest.add([try row.text("key"), try row.text("value")]) }
    case .draft:
      return try entries(in: database).last { $0.subject == subject.rawValue }?.digestAfter ?? ""
    case .published:
      let versions = try StoredVersion.all(in: database)
      guard !versions.isEmpty else { return "" }
      for version in versions { digest.add(version.fields) }
      for code in try CodeRecord.all(in: database) { digest.add(code.fields) }
    case .roster:
      let roster = try Roster(in: database)
      guard !roster.duties.isEmpty else { return "" }
      for duty in roster.duties { digest.add(duty.fields) }
    }
    return digest.text
  }
}

extension AuditEntry {
  /// The digest that the row must have in the chain.
  func link(after previous: AuditEntry?) -> String {
    var digest = FieldDigest()
    digest.add([
      previous?.chain ?? "", "\(number)", at, author, action, subject, detail, digestBefore,
      digestAfter,
    ])
    return digest.text
  }
}

extension PlanStore {
  /// All changes, the first one first.
  public func log() throws(StoreError) -> [AuditEntry] {
    try read { try AuditLog.entries(in: $0) }
  }
}
