public import GridPartition

/// What the tables of a report say.
public enum TableWords {
  public static let skip = Phrase(zh: "跳到缺陷清单", en: "Skip to the list of defects")
  public static let defects = Phrase(zh: "缺陷与提示", en: "Defects and remarks")
  public static let none = Phrase(zh: "没有发现任何问题。", en: "Nothing was found.")
  public static let search = Phrase(zh: "查找", en: "Search")
  public static let hint = Phrase(zh: "编码、名称或文字", en: "code, name or words")
  public static let kind = Phrase(zh: "类别", en: "Kind")
  public static let severity = Phrase(zh: "程度", en: "Severity")
  public static let level = Phrase(zh: "层级", en: "Level")
  public static let all = Phrase(zh: "全部", en: "all")
  public static let number = Phrase(zh: "序号", en: "No.")
  public static let what = Phrase(zh: "说明与改法", en: "What is wrong, and how to mend it")
  public static let size = Phrase(zh: "大小", en: "Size")
  public static let toFix = Phrase(zh: "改正：", en: "To fix: ")
  public static let noPlace = Phrase(zh: "不在图上", en: "not on the map")
  /// `{n}` and `{all}` are replaced by numbers.
  public static let shown = Phrase(zh: "显示 {n} 处，共 {all} 处", en: "{n} of {all} shown")
  public static let noMatch = Phrase(
    zh: "没有符合条件的缺陷。", en: "No defect meets these conditions.")
  public static let parents = Phrase(zh: "按上级汇总", en: "By parent")
  public static let noParent = Phrase(zh: "（无上级）", en: "(no parent)")
  public static let unknownParent = Phrase(zh: "（规划中没有）", en: "(not in the plan)")
  public static let wholePlan = Phrase(zh: "整个规划", en: "the whole plan")

  /// The button that leads to a defect on the map.
  public static func show(_ number: Int) -> Phrase {
    Phrase(zh: "在图上显示第 \(number) 处", en: "Show defect \(number) on the map")
  }

  /// The button that opens the defects of a cluster.
  public static func members(_ count: Int) -> Phrase {
    Phrase(zh: "共 \(count) 处", en: "\(count) places")
  }

  /// That the page lists only some of the defects.
  public static func leftOut(_ count: Int, listed: Int) -> Phrase {
    Phrase(
      zh: "这里列出前 \(listed) 处（重者、大者在前），另有 \(count) 处在图上以圆点标出（过密时合为一点）；"
        + "全部清单请用 --defects FILE.geojson 输出。",
      en: "The first \(listed) are listed here, the gravest and largest first; \(count) more are "
        + "dots on the map, one for those that lie close together if they are very many. "
        + "--defects FILE.geojson writes all of them.")
  }

  /// The heading of the parents whose children are of a level.
  public static func parents(above: Level?, of children: Level) -> Phrase {
    guard let above else {
      return Phrase(
        zh: "\(Words.level(children)(.zh))汇总", en: "The \(Words.plural(children)(.en)) together")
    }
    return Phrase(
      zh: "各\(Words.level(above)(.zh))的\(Words.level(children)(.zh))",
      en: "The \(Words.plural(children)(.en)) of each \(Words.level(above)(.en))")
  }

  /// That only some of the parents are listed.
  public static func parentsLeftOut(_ count: Int, listed: Int) -> Phrase {
    Phrase(
      zh: "这里列出 \(listed) 个（错误多者优先），另有 \(count) 个未列。",
      en: "\(listed) are listed, those with most errors first of all; \(count) are not.")
  }

  /// The columns of the table of parents.
  public static func columns(_ children: Level) -> [Phrase] {
    [
      Phrase(zh: "编码", en: "Code"), Phrase(zh: "名称", en: "Name"),
      Phrase(
        zh: Words.level(children)(.zh) + "数", en: Words.plural(children)(.en).capitalizedFirst),
      Phrase(zh: "面积（平方公里）", en: "Area, km²"),
      Phrase(zh: "问题面积", en: "At fault"), Phrase(zh: "占比", en: "Share"),
      Phrase(zh: "错误", en: "Errors"), Phrase(zh: "警告", en: "Warnings"),
      Phrase(zh: "提示", en: "Remarks"), Phrase(zh: "Polsby-Popper", en: "Polsby-Popper"),
      Phrase(zh: "Reock", en: "Reock"), Phrase(zh: "凸包比", en: "Convex-hull ratio"),
    ]
  }

  public static let measures = Phrase(
    zh: "Polsby-Popper（4π·面积/周长²）、Reock（面积与外接圆之比）和凸包比衡量上级单元形状的紧凑程度，1 为最佳。",
    en: "Polsby-Popper (4π · area / perimeter²), Reock (area in the smallest circle) and the "
      + "convex-hull ratio tell how compact the parent's shape is; 1 is best.")
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
