internal import GRDB
public import GridPartition

/// A plan that was published.
public struct StoredVersion: Hashable, Sendable {
  public let version: Int
  public let digest: String
  public let effectiveFrom: Moment
  /// When the next one takes over; `nil` while none is known.
  public let effectiveTo: Moment?
  public let recordedAt: Moment
  public let author: String
  public let note: String?
  /// The version that it takes over from.
  public let supersedes: Int?
  public let withdrawnAt: Moment?
  /// How many units it has.
  public let unitCount: Int
}

extension StoredVersion {
  private static let table = "plan_version"

  /// All versions in the order in which they were published.
  static func all(in database: Database) throws -> [StoredVersion] {
    try Row.fetchAll(database, sql: "SELECT * FROM plan_version ORDER BY version").map { row in
      StoredVersion(
        version: row["version"], digest: row["digest"],
        effectiveFrom: try moment(row["effective_from"]) ?? unread(),
        effectiveTo: try moment(row["effective_to"]),
        recordedAt: try moment(row["recorded_at"]) ?? unread(), author: row["author"],
        note: row["note"], supersedes: row["supersedes"],
        withdrawnAt: try moment(row["withdrawn_at"]), unitCount: row["units"])
    }
  }

  private static func moment(_ text: String?) throws -> Moment? {
    guard let text else { return nil }
    return try Moment(text) ?? unread()
  }

  private static func unread() throws(StoreError) -> Moment { throw .malformed(table: table) }

  func insert(into database: Database) throws {
    try database.execute(
      sql: "INSERT INTO plan_version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        version, digest, effectiveFrom.description, effectiveTo?.description,
        recordedAt.description, author, note, supersedes, withdrawnAt?.description, unitCount,
      ])
  }

  /// What the digest of the history is made of.
  var fields: [String] {
    [
      "\(version)", digest, effectiveFrom.description, effectiveTo?.description ?? "",
      recordedAt.description, author, note ?? "", supersedes.map { "\($0)" } ?? "",
      withdrawnAt?.description ?? "", "\(unitCount)",
    ]
  }
}

extension Timeline {
  /// Puts versions in order, which come in the order in which they were published.
  public init(_ versions: [StoredVersion]) {
    self.init(
      versions.map {
        Entry(version: $0.version, from: $0.effectiveFrom, isWithdrawn: $0.withdrawnAt != nil)
      })
  }
}
