internal import CoordinateSystems
internal import GridPartition
internal import PlanFormats
public import PlanStore

extension StoreError {
  /// What is wrong with a store, a file as the user wrote it, and how to put it right.
  public func notice(of path: String, in language: Language) -> Notice {
    switch self {
    case .unusableSystem(let refusal): return refusal.notice(in: language)
    case .comparison(let error): return error.notice(in: language)
    case .codes(let problem, let draft): return problem.notice(of: draft, in: language)
    default:
      let (message, remedy) = phrases(path)
      return Notice(message: message(language), remedy: remedy(language))
    }
  }

  private func phrases(_ path: String) -> (message: Phrase, remedy: Phrase) {
    switch self {
    case .file(let error): return error.phrases
    case .exists:
      return (
        Phrase(zh: "\(path) 已经存在。", en: "\(path) is there already."),
        Phrase(zh: "换一个文件名，或先移走它。", en: "Choose another name, or move it away first.")
      )
    case .notAStore:
      return (
        Phrase(zh: "\(path) 不是规划库。", en: "\(path) is not a store of plans."),
        Phrase(zh: "用 dingge store init 建立规划库。", en: "Make one by dingge store init.")
      )
    case .newerSchema(let found, let known):
      return (
        Phrase(
          zh: "\(path) 由更新版本的 dingge 写成（结构 \(found)，本程序只认识到 \(known)）。",
          en: "\(path) was written by a later version of dingge (schema \(found); this one knows "
            + "up to \(known))."),
        Phrase(zh: "请使用更新版本的 dingge。", en: "Use a later version of dingge.")
      )
    case .locked:
      return (
        Phrase(
          zh: "\(path) 正被另一个程序写入。", en: "Another program is writing to \(path)."),
        Phrase(
          zh: "在 QGIS 中保存或放弃编辑，再试一次；规划库未改动。",
          en: "Save or discard the edits in QGIS, then try again; the store is as it was.")
      )
    case .readOnly(let reason):
      return (
        Phrase(zh: "无法写入 \(path)：\(reason)。", en: "Cannot write \(path): \(reason)."),
        Phrase(
          zh: "检查文件及其文件夹的写入权限。",
          en: "Check the permission to write the file and its folder.")
      )
    case .full:
      return (
        Phrase(zh: "磁盘已满，\(path) 未改动。", en: "The disk is full; \(path) is as it was."),
        Phrase(zh: "腾出空间后重试。", en: "Make room, then try again.")
      )
    case .database(let reason):
      return (
        Phrase(zh: "无法使用 \(path)：\(reason)。", en: "Cannot use \(path): \(reason)."),
        Phrase(
          zh: "用 dingge store verify 检查；必要时恢复备份。",
          en: "Look at it by dingge store verify; restore a backup if need be.")
      )
    case .malformed(let table):
      return (
        Phrase(
          zh: "\(path) 的表 \(table) 被其他程序改动，无法理解。",
          en: "The table \(table) of \(path) was changed by another program and is not understood."),
        Phrase(
          zh: "用 dingge store verify 检查；恢复备份。",
          en: "Look at it by dingge store verify; restore a backup.")
      )
    case .otherSystem(let store, let plan):
      return (
        Phrase(
          zh: "规划的坐标系是 \(plan.title)，规划库用 \(store.title)。",
          en: "The plan is in \(plan.title), the store in \(store.title)."),
        Phrase(
          zh: "先用 dingge convert --to-crs \(store.title) 转换。",
          en: "Convert it first, by dingge convert --to-crs \(store.title).")
      )
    case .emptyDraft:
      return (
        Phrase(zh: "\(path) 的草稿是空的。", en: "The draft of \(path) is empty."),
        Phrase(
          zh: "用 dingge store import 导入规划，或在 QGIS 中画入 draft_ 图层。",
          en: "Import a plan by dingge store import, or draw in the layers draft_… in QGIS.")
      )
    case .draft(let problems): return Self.draft(path, problems)
    default: return versionPhrases(path)
    }
  }

  private func versionPhrases(_ path: String) -> (message: Phrase, remedy: Phrase) {
    switch self {
    case .notLast(let effectiveFrom, let version, let moment):
      (
        Phrase(
          zh: "生效时间 \(effectiveFrom) 不晚于第 \(version) 版（\(moment)）。",
          en: "\(effectiveFrom) is not after version \(version), which takes over at \(moment)."),
        Phrase(
          zh: "换一个更晚的时间；尚未生效的版本可先用 dingge store withdraw 撤回。",
          en: "Choose a later time; a version not yet in force can be withdrawn first.")
      )
    case .noVersion(let number):
      (
        Phrase(zh: "\(path) 没有第 \(number) 版。", en: "\(path) has no version \(number)."),
        Phrase(
          zh: "用 dingge store list \(path) 查看全部版本。",
          en: "dingge store list \(path) lists the versions.")
      )
    case .inForce(let version, let since):
      (
        Phrase(
          zh: "第 \(version) 版自 \(since) 起已经生效，不能撤回。",
          en: "Version \(version) is in force since \(since) and cannot be withdrawn."),
        Phrase(zh: "发布新版本来替代它。", en: "Publish a version that takes over from it.")
      )
    case .alreadyWithdrawn(let number):
      (
        Phrase(zh: "第 \(number) 版已经撤回。", en: "Version \(number) is withdrawn already."),
        Phrase(zh: "无须处理。", en: "Nothing needs to be done.")
      )
    case .altered(let version):
      (
        Phrase(
          zh: "\(path) 的第 \(version) 版与发布时不同，已被改动或损坏。",
          en: "Version \(version) of \(path) is not what was published: it was changed or damaged."),
        Phrase(zh: "恢复备份；不要采信该版本。", en: "Restore a backup; do not rely on that version.")
      )
    case .noPlan(let moment):
      (
        Phrase(
          zh: "\(path) 在 \(moment) 没有生效的规划。", en: "No plan of \(path) is in force at \(moment)."),
        Phrase(
          zh: "用 --as-of 指定时间，或用 \(path)@版本号、\(path)@draft 指定规划。",
          en: "State a time by --as-of, or name a plan as \(path)@VERSION or \(path)@draft.")
      )
    default:
      (
        Phrase(zh: "无法使用 \(path)。", en: "Cannot use \(path)."),
        Phrase(zh: "用 dingge store verify 检查。", en: "Look at it by dingge store verify.")
      )
    }
  }

  private static func draft(
    _ path: String, _ problems: [DraftProblem]
  ) -> (message: Phrase, remedy: Phrase) {
    let shown = problems.prefix(20)
    let rest = problems.count - shown.count
    let lines = { (language: Language) in
      shown.map { "\n  " + $0.sentence(language) }.joined()
        + (rest > 0 ? Phrase(zh: "\n  ……另有 \(rest) 处", en: "\n  … and \(rest) more")(language) : "")
    }
    return (
      Phrase(
        zh: "\(path) 的草稿有 \(problems.count) 个要素无法理解：\(lines(.zh))",
        en: "\(problems.count) features in the draft of \(path) are not understood:\(lines(.en))"),
      Phrase(zh: "在 QGIS 中改正这些要素。", en: "Correct them in QGIS.")
    )
  }
}

extension DraftProblem {
  fileprivate func sentence(_ language: Language) -> String {
    let phrase =
      switch problem {
      case .geometry(let fault): fault.phrase
      case .position(.offTheEarth(let x, let y)): Phrase.offTheEarth(x: x, y: y)
      case .position(.beyondPlane(let x, let y, let system)):
        Phrase(
          zh: "坐标 (\(x), \(y)) 超出 \(system) 的范围",
          en: "the position (\(x), \(y)) is beyond \(system)")
      case .unknownKind(let text):
        Phrase(zh: "kind 为“\(text)”，只能为空或 void", en: "kind is \"\(text)\", not empty or void")
      case .notAText(let column):
        Phrase(zh: "\(column) 不是文字", en: "\(column) is not a text")
      }
    return "\(layer) fid=\(key): " + phrase(language)
  }
}

extension CodeProblem {
  /// Why grids cannot be given codes, and how to put it right.
  fileprivate func notice(of draft: Plan, in language: Language) -> Notice {
    let phrases: (message: Phrase, remedy: Phrase)
    switch self {
    case .comparison(let error): return error.notice(in: language)
    case .noParent(let units):
      let keys = units.prefix(5).map { draft.units[$0].name ?? draft.units[$0].code }
        .joined(separator: ", ")
      phrases = (
        Phrase(
          zh: "有 \(units.count) 个网格没有上级编码：\(keys)。",
          en: "\(units.count) grids name no parent: \(keys)."),
        Phrase(zh: "在 parent 字段填写所属村的编码。", en: "Fill in the village's code as parent.")
      )
    case .wrongParentCode(let parents, let length):
      let shown = parents.prefix(5).joined(separator: ", ")
      phrases = (
        Phrase(
          zh: "上级编码不是 \(length) 位：\(shown)。",
          en: "Codes of units above do not have \(length) characters: \(shown)."),
        Phrase(
          zh: "改正上级编码，或用 --scheme 另定编码规则，例如 --scheme 12+3。",
          en: "Correct them, or state another scheme, such as --scheme 12+3.")
      )
    case .exhausted(let parent, let limit):
      phrases = (
        Phrase(
          zh: "\(parent) 的网格编码已用到 \(limit)，没有剩余。",
          en: "No code is left in \(parent): numbers end at \(limit), and none is used twice."),
        Phrase(
          zh: "为该村另定编码，或用 --scheme 增加位数。",
          en: "Give that village another code, or state a scheme with more digits by --scheme.")
      )
    }
    return Notice(message: phrases.message(language), remedy: phrases.remedy(language))
  }
}
