public import GridPartition
public import PlanStore

/// Says what is in a store, and what was done to it.
public struct StoreWording {
  private let language: Language

  public init(in language: Language) { self.language = language }

  /// The headings of the table of versions.
  public var versionHeadings: [String] {
    language == .zh
      ? ["版本", "生效", "失效", "状态", "单元", "发布人", "发布时间", "说明"]
      : ["version", "from", "to", "state", "units", "author", "recorded", "note"]
  }

  /// The row of a version.
  public func row(_ version: StoredVersion, inForce: Int?) -> [String] {
    [
      "\(version.version)", version.effectiveFrom.description,
      version.effectiveTo?.description ?? "-", state(version, inForce), "\(version.unitCount)",
      version.author, version.recordedAt.description, version.note ?? "",
    ]
  }

  private func state(_ version: StoredVersion, _ inForce: Int?) -> String {
    if version.withdrawnAt != nil { return Phrase(zh: "已撤回", en: "withdrawn")(language) }
    guard version.version == inForce else { return "" }
    return Phrase(zh: "生效中", en: "in force")(language)
  }

  public var noVersions: String {
    Phrase(zh: "还没有发布任何规划。", en: "No plan has been published.")(language)
  }

  /// The headings of the table of members.
  public var dutyHeadings: [String] {
    language == .zh
      ? ["编号", "姓名", "电话", "角色", "网格", "起", "止"]
      : ["id", "name", "phone", "role", "grid", "from", "to"]
  }

  /// The row of a duty.
  public func row(_ duty: Duty) -> [String] {
    [
      duty.member.id, duty.member.name, duty.member.phone ?? "", role(duty.role), duty.grid,
      duty.from?.description ?? "-", duty.to?.description ?? "-",
    ]
  }

  private func role(_ role: MemberRole) -> String {
    switch role {
    case .fullTime: Phrase(zh: "专职", en: "full-time")(language)
    case .partTime: Phrase(zh: "兼职", en: "part-time")(language)
    }
  }

  /// The headings of the table of changes.
  public var logHeadings: [String] {
    language == .zh
      ? ["序号", "时间", "何人", "操作", "内容", "之前", "之后"]
      : ["row", "at", "by", "action", "detail", "before", "after"]
  }

  /// The row of a change; digests are cut short.
  public func row(_ entry: AuditEntry) -> [String] {
    [
      "\(entry.number)", entry.at, entry.author, entry.action, entry.detail,
      entry.digestBefore.isEmpty ? "-" : String(entry.digestBefore.prefix(12)),
      entry.digestAfter.isEmpty ? "-" : String(entry.digestAfter.prefix(12)),
    ]
  }

  /// A code that a grid was given.
  public func sentence(_ change: CodeAssignment.Change, in draft: Plan) -> String {
    let name = draft.units[change.unit].name ?? "-"
    let before = change.before ?? "-"
    let ancestors = change.ancestors.joined(separator: ", ")
    return Phrase(
      zh: "  \(name)：\(before) → \(change.code)" + (ancestors.isEmpty ? "" : "，来自 \(ancestors)"),
      en: "  \(name): \(before) → \(change.code)" + (ancestors.isEmpty ? "" : ", from \(ancestors)")
    )(
      language)
  }

  /// What is wrong with a store.
  public func sentence(_ flaw: StoreFlaw) -> String {
    let phrase =
      switch flaw {
      case .database(let text): Phrase(zh: "SQLite 检查：\(text)", en: "SQLite's check: \(text)")
      case .brokenChain(let row):
        Phrase(
          zh: "日志第 \(row) 行被改动，或前面缺行",
          en: "row \(row) of the log was changed, or one before it is missing")
      case .gapInLog(let row):
        Phrase(
          zh: "日志第 \(row) 行之前有未记录的改动",
          en: "something was changed before row \(row) of the log that it does not tell")
      case .changedBeside(let subject):
        Phrase(
          zh: "\(subject) 有未记录的改动，或日志末尾缺行",
          en: "\(subject) was changed beside the log, or its last rows are missing")
      case .altered(let version):
        Phrase(
          zh: "第 \(version) 版与发布时不同", en: "version \(version) is not what was published")
      }
    return phrase(language)
  }
}
