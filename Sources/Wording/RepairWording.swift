public import GridPartition
public import PlanFormats

/// Says what a repair did and what it left.
public struct RepairWording {
  private let language: Language
  private let quantities: Quantities
  private let options: RepairOptions

  public init(_ options: RepairOptions, in language: Language) {
    (self.options, self.language) = (options, language)
    quantities = Quantities(language: language)
  }

  /// One thing that was done, and by which rule.
  public func sentence(for patch: RepairPatch) -> String {
    let level = Words.level(patch.level)
    let (from, to) = (patch.from ?? "", patch.to ?? "")
    let area = quantities.area(patch.area)
    let moved = quantities.length(patch.movement)
    let at = quantities.position(patch.geometry.positions.first)
    let count = patch.geometry.positions.count
    let vertices = count == 1 ? "1 vertex" : "\(count) vertices"
    let phrase: Phrase
    switch patch.kind {
    case .gap:
      phrase = Phrase(
        zh: "\(at) 处的\(level(.zh))遗漏 \(area) 划给 \(to)，边界最多移动 \(moved)",
        en:
          "gap at level \(level(.en)) near \(at): \(area) given to \(to), boundary moved by \(moved) "
          + "at most")
    case .overlap:
      phrase = Phrase(
        zh: "\(at) 处的\(level(.zh))交叉 \(area) 留给 \(to)，\(from) 退出，边界最多移动 \(moved)",
        en: "overlap at level \(level(.en)) near \(at): \(area) left to \(to), taken from \(from), "
          + "boundary moved by \(moved) at most")
    case .overreach:
      phrase = Phrase(
        zh: "\(at) 处 \(from) 越界 \(area) 已收回"
          + (patch.to.map { "，留给 \($0)" } ?? "") + "，边界最多移动 \(moved)",
        en: "overreach at level \(level(.en)) near \(at): \(area) taken from \(from)"
          + (patch.to.map { ", left to \($0)" } ?? "") + ", boundary moved by \(moved) at most")
    case .invalidRing:
      phrase = Phrase(
        zh: "\(to) 的图形改为有效", en: "the shape of \(to) made valid at level \(level(.en))")
    case .movedVertices where patch.to == nil:
      phrase = Phrase(
        zh: "\(from) 的 \(count) 个节点改写成与邻边相同的数字，首个位于 \(at)，最多移动 \(moved)",
        en:
          "\(vertices) of \(from) written with the digits that neighbours have, the first near "
          + "\(at), moved by \(moved) at most")
    case .movedVertices:
      phrase = Phrase(
        zh: "\(from) 的 \(count) 个节点移到 \(to) 的节点上，首个位于 \(at)，最多移动 \(moved)",
        en:
          "\(vertices) of \(from) moved onto those of \(to), the first near \(at), by \(moved) "
          + "at most")
    case .insertedVertices:
      phrase = Phrase(
        zh: "\(to) 的边上补入 \(count) 个节点，首个位于 \(at)，最多偏移 \(moved)",
        en: "\(vertices) inserted into edges of \(to), the first near \(at), off the line by "
          + "\(moved) at most")
    }
    return phrase(language) + Phrase(zh: "（", en: " (")(language) + Self.rule(patch.rule)(language)
      + Phrase(zh: "）。", en: ").")(language)
  }

  /// The rule by which a patch was made.
  public static func rule(_ rule: RepairRule) -> Phrase {
    switch rule {
    case .parent:
      Phrase(zh: "只有一个下级有权在此", en: "only one child of the unit above has a right to it")
    case .outline: Phrase(zh: "在上级轮廓之外", en: "outside the outline")
    case .lockedUnit: Phrase(zh: "锁定的单元优先", en: "a locked unit comes first")
    case .priority: Phrase(zh: "按给定的优先次序", en: "by the priority given")
    case .properRing: Phrase(zh: "边界须绕行一次", en: "a boundary goes round a place once")
    case .longestBorder: Phrase(zh: "归共同边界最长者", en: "to the longest common border")
    case .fewestChanges:
      Phrase(
        zh: "共同边界相当，归改动单元最少者", en: "of about equal borders to the one that changes fewest units")
    case .lowestCode: Phrase(zh: "共同边界等长，归编码最小者", en: "of equal borders to the lowest code")
    case .meetingNeighbours:
      Phrase(zh: "在相邻单元交会处分开", en: "divided where the neighbours meet")
    case .keepsUnitWhole:
      Phrase(zh: "否则单元会断开", en: "otherwise a unit would fall apart")
    case .tolerance:
      Phrase(
        zh: "在容差之内，以等级高、共用多的节点为准", en: "within the tolerance, to the vertex with more authority")
    case .sameDigits: Phrase(zh: "差别小于格网间距", en: "they differed by less than the lattice")
    case .onEdge: Phrase(zh: "邻边在此有节点", en: "a neighbour has a vertex there")
    }
  }

  /// What it would take to mend what is left; `nil` where only a redraw helps.
  public func remedy(forLeft defect: Defect) -> String? {
    switch defect.kind {
    case .gap where defect.size.area > options.maximumGapArea:
      let area = quantities.area(options.maximumGapArea)
      return Phrase(
        zh: "超过 --max-gap-area（\(area)），未自动划分；确认无误后调高该值，或人工重画。",
        en:
          "It is larger than --max-gap-area (\(area)), so it is not given away by itself; raise the "
          + "limit if that is right, or redraw.")(language)
    case .gap:
      let width = quantities.length(options.maximumGapWidth)
      return Phrase(
        zh: "宽于 --max-gap-width（\(width)），或周围没有同一上级的未锁定单元；可调高该值，或人工重画。",
        en:
          "It is wider than --max-gap-width (\(width)), or no unlocked unit of the same parent borders "
          + "it; raise the limit, or redraw.")(language)
    case .overlap, .overreach:
      return Phrase(
        zh: "自动处理会使某个单元消失、断开，或改动锁定的单元；须人工决定。",
        en:
          "To mend it would empty a unit, break one apart or change a locked one: it takes a person "
          + "to decide.")(language)
    default: return nil
    }
  }

  /// The line that says how it ended.
  public func heading(of outcome: RepairOutcome, source: String) -> String {
    let verdict = Words.verdict(outcome.report.verdict)
    return Phrase(
      zh: "\(source)：修复后\(verdict(.zh))。", en: "\(source), repaired: \(verdict(.en)).")(language)
  }

  /// The sums of what was done.
  public func summary(of outcome: RepairOutcome) -> [String] {
    let farthest = quantities.length(outcome.patches.map(\.movement).max() ?? 0)
    let area = quantities.area(outcome.patches.reduce(0) { $0 + $1.area })
    var lines = [
      Phrase(
        zh: "  改动 \(outcome.changed.count) 个单元，\(outcome.patches.count) 处；边界最多移动 \(farthest)，"
          + "易手面积 \(area)。",
        en:
          "  \(outcome.changed.count) units changed in \(outcome.patches.count) places; boundaries "
          + "moved by \(farthest) at most, \(area) changed hands.")(language)
    ]
    for kind in RepairKind.allCases {
      let some = outcome.patches.filter { $0.kind == kind }
      guard !some.isEmpty else { continue }
      let sum = quantities.area(some.reduce(0) { $0 + $1.area })
      lines.append("  \(Self.kind(kind)(language)): \(some.count), \(sum)")
    }
    return lines
  }

  /// A kind of patch in a word or two.
  public static func kind(_ kind: RepairKind) -> Phrase {
    switch kind {
    case .gap: Phrase(zh: "遗漏", en: "gaps")
    case .overlap: Phrase(zh: "交叉", en: "overlaps")
    case .overreach: Phrase(zh: "越界", en: "overreach")
    case .invalidRing: Phrase(zh: "图形无效", en: "invalid rings")
    case .movedVertices: Phrase(zh: "移动节点", en: "vertices moved")
    case .insertedVertices: Phrase(zh: "补入节点", en: "vertices inserted")
    }
  }
}

extension UndoError {
  /// Why a repair cannot be taken back, and what helps.
  public func notice(in language: Language) -> Notice {
    switch self {
    case .file(let error): return error.notice(in: language)
    case .notALog(let path):
      return Notice(
        message: Phrase(
          zh: "\(path) 不是修复日志。", en: "\(path) is not the log of a repair.")(language),
        remedy: Phrase(
          zh: "给出 dingge repair --log 写出的文件。", en: "Name the file that dingge repair --log wrote.")(
            language))
    case .nothingToUndo(let original):
      return Notice(
        message: Phrase(
          zh: "该次修复写成了另一种格式，原规划 \(original) 未被改动。",
          en: "The repair wrote another format; the original plan \(original) was not changed.")(
            language),
        remedy: Phrase(
          zh: "直接使用原规划，修复后的文件可删除。",
          en: "Go on with the original; the repaired file can be removed.")(language))
    case .otherFile(let path):
      return Notice(
        message: Phrase(
          zh: "\(path) 不是该次修复写出的文件（SHA-256 不符）。",
          en: "\(path) is not the file that the repair wrote (its SHA-256 differs).")(language),
        remedy: Phrase(
          zh: "给出修复写出后未再改动的文件。",
          en:
            "Name the repaired file as it was written; one that was changed since cannot be undone."
        )(language))
    }
  }
}
