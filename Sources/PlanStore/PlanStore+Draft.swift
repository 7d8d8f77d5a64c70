internal import CoordinateSystems
internal import GRDB
public import GridPartition
internal import PlanFormats

extension PlanStore {
  /// Makes a plan the draft, whole.
  ///
  /// Before anything is published the store takes the plan's system of coordinates; afterwards plans in
  /// another one are refused.
  ///
  /// - Throws: ``StoreError``.
  public func importDraft(_ plan: Plan, _ signature: Signature) throws(StoreError) {
    try write { database in
      var (crs, number) = try Self.system(in: database)
      if crs != plan.crs {
        guard try StoredVersion.all(in: database).isEmpty else {
          throw StoreError.otherSystem(store: crs, plan: plan.crs)
        }
        let before = try AuditLog.digest(of: .settings, in: database)
        let entry = GeoPackageSystem(plan.crs)
        try entry.insert(into: database)
        try StoreSchema.dropLayers(in: database)
        try StoreSchema.createLayers(in: database, system: entry.number)
        try AuditLog.append(
          .init(action: "system", subject: .settings, detail: plan.crs.title, before: before),
          signature, to: database)
        (crs, number) = (plan.crs, entry.number)
      }
      let before = try AuditLog.digest(of: .draft, in: database)
      for level in Level.allCases {
        let layer = UnitLayer.draft(level)
        try database.execute(sql: "DELETE FROM \(SQLText.name(layer.name))")
        try layer.insert(plan, version: nil, system: number, into: database)
        try layer.noteExtent(in: database)
      }
      try AuditLog.append(
        .init(
          action: "import", subject: .draft, detail: plan.source, before: before,
          after: plan.digest()), signature, to: database)
    }
  }

  /// Gives codes to the grids of the draft that have none, or none that is good.
  ///
  /// - Parameters:
  ///   - scheme: How codes are made from now on; `nil` as before.
  ///   - signature: Who does it.
  /// - Returns: The draft as it was, and the grids that get another code.
  /// - Throws: ``StoreError``.
  public func assignCodes(
    scheme: CodeScheme?, _ signature: Signature
  ) throws(StoreError) -> (draft: Plan, assignment: CodeAssignment) {
    try write { database in
      let setting = try StoreSchema.setting("code_scheme", in: database)
      guard let known = setting.flatMap({ CodeScheme($0) }) else {
        throw StoreError.malformed(table: "store_setting")
      }
      let scheme = scheme ?? known
      let (draft, keys) = try Self.draft(in: database, source: "\(path)@draft")
      let before = try Self.lastPublished(in: database, source: path)
      let used = Set(try CodeRecord.all(in: database).map(\.code))
      let assignment: CodeAssignment
      do throws(CodeProblem) {
        assignment = try CodeAssignment(of: draft, after: before, used: used, by: scheme)
      } catch {
        throw StoreError.codes(error, draft)
      }
      if scheme != known {
        let digest = try AuditLog.digest(of: .settings, in: database)
        try StoreSchema.set("code_scheme", scheme.description, in: database)
        try AuditLog.append(
          .init(
            action: "code-scheme", subject: .settings, detail: scheme.description, before: digest),
          signature, to: database)
      }
      guard !assignment.changes.isEmpty else { return (draft, assignment) }
      for change in assignment.changes {
        let (layer, key) = keys[change.unit]
        try database.execute(
          sql: "UPDATE \(SQLText.name(layer.name)) SET code = ? WHERE fid = ?",
          arguments: [change.code, key])
      }
      let coded = try Self.draft(in: database, source: "\(path)@draft").plan
      try AuditLog.append(
        .init(
          action: "codes", subject: .draft, detail: "\(assignment.changes.count)",
          before: draft.digest(), after: coded.digest()), signature, to: database)
      return (draft, assignment)
    }
  }

  /// The plan that was published last and not withdrawn.
  static func lastPublished(in database: Database, source: String) throws -> Plan? {
    guard let last = try StoredVersion.all(in: database).last(where: { $0.withdrawnAt == nil })
    else { return nil }
    return try plan(last.version, in: database, source: "\(source)@\(last.version)")
  }
}
