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
    try StoredRow.all(
      of: table, in: database, sql: "SELECT * FROM plan_version ORDER BY version"
    ).map { row in
      StoredVersion(
        version: try row.number("version"), digest: try row.text("digest"),
        effectiveFrom: try row.moment("effective_from"),
        effectiveTo: try row.optionalMoment("effective_to"),
        recordedAt: try row.moment("recorded_at"), author: try row.text("author"),
        note: try row.optionalText("note"), supersedes: try row.optionalNumber("supersedes"),
        withdrawnAt: try row.optionalMoment("withdrawn_at"), unitCount: try row.number("units"))
    }
  }

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
