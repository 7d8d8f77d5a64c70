internal import GRDB
public import GridPartition

extension PlanStore {
  /// What a publication led to.
  public struct Publication: Sendable {
    public let version: StoredVersion
    /// Codes that had been given up by a version before, in order.
    public let reusedCodes: [String]
  }

  /// Publishes the draft as the next version.
  ///
  /// - Parameters:
  ///   - effectiveFrom: When it takes over: after every version that was not withdrawn.
  ///   - note: A remark.
  ///   - signature: Who publishes, and when.
  ///   - approve: Refuses a plan that is not to be published, by an error of its own.
  /// - Returns: The version.
  /// - Throws: ``StoreError``, or what `approve` throws.
  public func publish(
    effectiveFrom: Moment, note: String?, _ signature: Signature,
    approving approve: (Plan) throws -> Void
  ) throws -> Publication {
    try writeAnything { database in
      let versions = try StoredVersion.all(in: database)
      let last = versions.last { $0.withdrawnAt == nil }
      if let last, last.effectiveFrom >= effectiveFrom {
        throw StoreError.notLast(
          effectiveFrom: effectiveFrom, version: last.version, of: last.effectiveFrom)
      }
      let draft = try Self.draft(in: database, source: "\(path)@draft").plan
      try approve(draft)
      let before = try AuditLog.digest(of: .published, in: database)
      let number = (versions.last?.version ?? 0) + 1
      let system = try Self.system(in: database).number
      for level in Level.allCases {
        let layer = UnitLayer.published(level)
        try layer.insert(draft, version: number, system: system, into: database)
        try layer.noteExtent(in: database)
      }
      let origins = try Self.origins(of: draft, last, in: database, path)
      let reused = try CodeRecord.note(
        origins, version: number, after: last?.version, in: database)
      if let last {
        try database.execute(
          sql: "UPDATE plan_version SET effective_to = ? WHERE version = ?",
          arguments: [effectiveFrom.description, last.version])
      }
      let version = StoredVersion(
        version: number, digest: draft.digest(), effectiveFrom: effectiveFrom, effectiveTo: nil,
        recordedAt: signature.at, author: signature.author, note: note,
        supersedes: last?.version, withdrawnAt: nil, unitCount: draft.units.count)
      try version.insert(into: database)
      try AuditLog.append(
        .init(
          action: "publish", subject: .published,
          detail: "version \(number) from \(effectiveFrom)", before: before), signature,
        to: database)
      return Publication(version: version, reusedCodes: reused)
    }
  }

  /// The code of each grid, with the codes of the grids of the version before that it comes from.
  private static func origins(
    of draft: Plan, _ last: StoredVersion?, in database: Database, _ path: String
  ) throws -> [String: [String]] {
    var origins: [String: [String]] = [:]
    for unit in draft.units(of: .grid) { origins[draft.units[unit].code] = [] }
    guard let last else { return origins }
    let before = try plan(last.version, in: database, source: path)
    guard before.levels.contains(.grid), draft.levels.contains(.grid) else { return origins }
    let comparison: Comparison
    do throws(ComparisonError) { comparison = try Comparison(old: before, new: draft) } catch {
      throw StoreError.comparison(error)
    }
    for change in comparison.responsible.changes {
      guard let unit = change.new else { continue }
      origins[draft.units[unit].code] = change.ancestors.map { before.units[$0].code }
    }
    return origins
  }

  /// Withdraws a version that is not yet in force.
  ///
  /// From its moment on no plan is in force until another one is published that takes over by then.
  ///
  /// - Throws: ``StoreError``.
  public func withdraw(_ number: Int, _ signature: Signature) throws(StoreError) {
    try write { database in
      let known = try StoredVersion.all(in: database).first { $0.version == number }
      guard let version = known else { throw StoreError.noVersion(number) }
      guard version.withdrawnAt == nil else { throw StoreError.alreadyWithdrawn(number) }
      guard version.effectiveFrom > signature.at else {
        throw StoreError.inForce(version: number, since: version.effectiveFrom)
      }
      let before = try AuditLog.digest(of: .published, in: database)
      try database.execute(
        sql: "UPDATE plan_version SET withdrawn_at = ? WHERE version = ?",
        arguments: [signature.at.description, number])
      try AuditLog.append(
        .init(
          action: "withdraw", subject: .published, detail: "version \(number)", before: before),
        signature, to: database)
    }
  }

  /// Takes the place of the roster.
  ///
  /// - Throws: ``StoreError``.
  public func replaceRoster(
    with roster: Roster, from source: String, _ signature: Signature
  ) throws(StoreError) {
    try write { database in
      let before = try AuditLog.digest(of: .roster, in: database)
      try roster.replace(in: database)
      try AuditLog.append(
        .init(action: "roster", subject: .roster, detail: source, before: before), signature,
        to: database)
    }
  }
}
