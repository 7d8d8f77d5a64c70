public import CoordinateSystems
public import GridPartition

/// What the certificate of a report says.
public enum CertificateWords {
  public static let kicker = Phrase(zh: "定格 · 网格划分检查报告", en: "dingge · report on a plan of grids")
  public static let heading = Phrase(zh: "证明书", en: "Certificate")
  public static let proved = Phrase(zh: "证明内容", en: "Proved")
  public static let rule = Phrase(zh: "证明方法", en: "By the rule")
  public static let grade = Phrase(zh: "等级", en: "Grade")
  public static let source = Phrase(zh: "规划文件", en: "Plan")
  public static let digest = Phrase(zh: "规划摘要 SHA-256", en: "Digest of the plan, SHA-256")
  public static let system = Phrase(zh: "坐标系", en: "Coordinates")
  public static let lattice = Phrase(zh: "格点间距", en: "Lattice step")
  public static let moved = Phrase(zh: "读入时移动", en: "Moved on reading")
  public static let program = Phrase(zh: "程序", en: "Program")
  public static let time = Phrase(zh: "检查时间", en: "Checked at")
  public static let levels = Phrase(zh: "各级结果", en: "Results by level")
  public static let remarks = Phrase(zh: "总体判断", en: "What it looks like as a whole")
  public static let limits = Phrase(zh: "适用范围", en: "Limits")
  public static let handled = Phrase(zh: "经办", en: "Prepared by")
  public static let reviewed = Phrase(zh: "审核", en: "Reviewed by")
  public static let date = Phrase(zh: "日期（盖章）", en: "Date and seal")
  public static let again = Phrase(
    zh: "复核方法：用同一版本的定格再次检查该规划，规划摘要与结论应当完全相同。",
    en: "To verify: check the plan again with the same version of dingge; digest and verdict must "
      + "be the same.")

  /// The columns of the table of levels.
  public static let columns = [
    Phrase(zh: "层级", en: "Level"), Phrase(zh: "单元", en: "Units"),
    Phrase(zh: "上级", en: "Parents"), Phrase(zh: "节点", en: "Vertices"),
    Phrase(zh: "边", en: "Edges"), Phrase(zh: "无对应的边", en: "Edges without partner"),
    Phrase(zh: "结论", en: "Verdict"),
  ]

  /// The verdict in a word.
  public static func badge(_ verdict: Verdict) -> Phrase {
    switch verdict {
    case .seamless: Phrase(zh: "无缝", en: "Seamless")
    case .areaExact: Phrase(zh: "面积无误", en: "Area-exact")
    case .defective: Phrase(zh: "有缺陷", en: "Defective")
    }
  }

  /// The verdict in a sentence.
  ///
  /// - Parameters:
  ///   - report: The answer of the check.
  ///   - level: The smallest level that was checked.
  /// - Returns: What an office can read out.
  public static func sentence(_ report: CheckReport, smallest level: Level) -> Phrase {
    let (zh, en) = (Words.level(level)(.zh), Words.level(level)(.en))
    switch report.verdict {
    case .seamless:
      return Phrase(
        zh: "已经证明：每一处都恰好属于一个\(zh)，不遗漏、不交叉、无缝隙。",
        en: "Proved: every place belongs to exactly one \(en). Nothing is left out, nothing is "
          + "doubled, and there are no seams.")
    case .areaExact:
      return Phrase(
        zh: "已经证明：每一处都恰好属于一个\(zh)；但相邻单元沿公共边界的节点不一致。",
        en: "Proved: every place belongs to exactly one \(en); but neighbours have different "
          + "vertices on their common line.")
    case .defective:
      let errors = report.counts.filter { $0.kind.severity == .error }
      let count = errors.reduce(0) { $0 + $1.count }
      let kinds = Words.counted(errors)
      guard count > 0 else {
        return Phrase(
          zh: "未能证明：边界有不能抵消的边。", en: "Not proved: there are boundaries that do not cancel.")
      }
      return Phrase(
        zh: "未能证明：共有 \(count) 处错误（\(kinds(.zh))），改正以后再检查。",
        en: "Not proved: \(count == 1 ? "one error stands" : "\(count) errors stand") against it, "
          + "\(kinds(.en)). Mend \(count == 1 ? "it" : "them") and check again.")
    }
  }

  /// What the check establishes.
  public static func proved(_ verdict: Verdict) -> Phrase {
    switch verdict {
    case .seamless:
      Phrase(
        zh: "每个上级单元都被其下级恰好覆盖一次，相邻单元的边界逐边、逐节点相同。",
        en: "The children of each parent cover it exactly once, and neighbours share every edge "
          + "and every vertex.")
    case .areaExact:
      Phrase(
        zh: "每个上级单元都被其下级恰好覆盖一次。", en: "The children of each parent cover it exactly once.")
    case .defective:
      Phrase(
        zh: "尚不成立；所列缺陷即全部阻碍，位置、大小和改法见下。",
        en: "Nothing yet. What stands in the way is listed below, with place, size and remedy.")
    }
  }

  /// By what reasoning.
  public static func rule(_ verdict: Verdict) -> Phrase {
    let base = Phrase(
      zh: "只用整数：各单元的边界与上级轮廓的反向边界逐条相加（C = Σ∂Pᵢ − ∂V），各边界的环绕数只取 0 或 1；",
      en: "With integers only: the boundaries of the children and the reversed outline of their "
        + "parent are added up edge by edge (C = Σ∂Pᵢ − ∂V), each boundary winding 0 or 1 times "
        + "around any place; ")
    let end =
      switch verdict {
      case .seamless: Phrase(zh: "全部抵消，C = 0。", en: "all of them cancel, C = 0.")
      case .areaExact:
        Phrase(
          zh: "余下的边按所在直线合并后全部抵消，C′ = 0。",
          en: "what is left cancels along the lines that carry it, C′ = 0.")
      case .defective:
        Phrase(zh: "余下的边构成所列缺陷。", en: "the edges that are left make the defects below.")
      }
    return Phrase(zh: base(.zh) + end(.zh), en: base(.en) + end(.en))
  }

  /// The grade by its number.
  public static func grade(_ verdict: Verdict) -> Phrase {
    switch verdict {
    case .seamless:
      Phrase(zh: "V2：无缝，可以发布", en: "V2: seamless, fit to be published")
    case .areaExact:
      Phrase(zh: "V1：面积无误，边界尚未逐节点一致", en: "V1: exact in area, not vertex for vertex")
    case .defective: Phrase(zh: "未达等级", en: "none")
    }
  }

  /// How many positions were put on the lattice.
  public static func moved(_ count: Int, farthest: String) -> Phrase {
    count == 0
      ? Phrase(zh: "无，全部节点本来就在格点上", en: "nothing: all positions lie on the lattice")
      : Phrase(
        zh: "\(count) 个节点移到格点上，最远 \(farthest)",
        en: "\(count) positions were put on the lattice, moved by \(farthest) at most")
  }

  /// The step of the lattice; in degrees it is about a tenth of a millimetre.
  public static func lattice(_ step: String, _ crs: CoordinateReferenceSystem) -> Phrase {
    switch crs.kind {
    case .geographic: Phrase(zh: "\(step) 度（约 0.1 毫米）", en: "\(step) degree (about 0.1 mm)")
    case .projected(1): Phrase(zh: "\(step) 米", en: "\(step) m")
    case .projected(let metres):
      Phrase(zh: "\(step) 单位（每单位 \(metres) 米）", en: "\(step) units of \(metres) m")
    }
  }

  /// That only one level was reported on.
  public static func only(_ level: Level) -> Phrase {
    Phrase(
      zh: "本报告只涉及\(Words.level(level)(.zh))层。",
      en: "This report is on the level \(level.rawValue) only.")
  }

  /// That some parents have no outline.
  public static func openGaps(_ count: Int) -> Phrase {
    Phrase(
      zh: "有 \(count) 处缺少外轮廓：在那里，通向外部的遗漏无法发现。",
      en: "\(count == 1 ? "One outline is" : "\(count) outlines are") missing: a gap that is "
        + "open to the "
        + "outside cannot be seen there.")
  }
}
