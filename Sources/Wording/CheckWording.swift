public import GridPartition

extension CheckRemark {
  /// What the defects look like as a whole, in one sentence.
  public func sentence(in language: Language) -> String {
    let quantities = Quantities(language: language)
    let phrase: Phrase
    switch self {
    case .rounding(let level, let places, let widest, let diagnosis):
      let width = quantities.length(widest)
      let cause = diagnosis.map {
        DiagnosisWording($0, of: level, width: widest, in: language).words
      }
      phrase = Phrase(
        zh: "\(Words.level(level)(.zh))层的 \(places) 处遗漏和交叉都极窄（平均宽不超过 \(width)）："
          + (cause ?? "像是相邻单元分别取舍坐标末位、分别导出所致。") + "应在源数据中统一处理，不必逐条修改。",
        en: "All \(places) gaps and overlaps at level \(level.rawValue) are hairlines, \(width) "
          + "wide on average at most: "
          + (cause ?? "it looks as if neighbours were rounded or written out separately.")
          + " Mend the source as a whole, not place by place.")
    case .unmatched(let level, let share, let width, let diagnosis):
      let cause = DiagnosisWording(diagnosis, of: level, width: width, in: language).words
      phrase = Phrase(
        zh: "\(Words.level(level)(.zh))层有 \(quantities.percent(share)) 的边在邻边找不到相同的边："
          + cause,
        en: "\(quantities.percent(share)) of the edges at level \(level.rawValue) have no exact "
          + "partner: " + cause)
    case .outlineDisagrees(let parent):
      phrase = Phrase(
        zh: "\(parent) 的下级与周围相合，却与 \(parent) 自己的轮廓不合：应改的多半是这条轮廓。",
        en: "The children of \(parent) fit their surroundings, but not the outline of \(parent): "
          + "it is most likely the outline that must be corrected.")
    case .neighboursDisagree(let level, let parent):
      let whole = parent ?? Phrase(zh: "整个规划", en: "the plan")(language)
      phrase = Phrase(
        zh: "\(whole) 内每个\(Words.level(level)(.zh))都与自己的下级相合，"
          + "但\(Words.level(level)(.zh))之间的边界不合：须由相邻双方共同定界。",
        en: "In \(whole) every \(level.rawValue) fits its own children, but the "
          + "\(Words.plural(level)(.en)) do not fit one another: the neighbours must agree on their common line."
      )
    }
    return phrase(language)
  }
}

extension AreaIdentityFault {
  /// What went wrong in dingge itself, with the numbers.
  public func notice(in language: Language) -> Notice {
    let numbers = "Σ faces \(faces), Σ units \(units), bound \(bound)"
    let whole = parent ?? "-"
    return Notice(
      message: Phrase(
        zh: "内部错误：\(whole) 各面的面积之和与单元面积不符（\(numbers)）。",
        en:
          "Internal error: the faces in \(whole) do not add up to the areas of the units (\(numbers), "
          + "twice the area in square lattice units).")(language),
      remedy: Phrase(
        zh: "请把该规划发给开发者；在此之前不要采信缺陷清单。",
        en: "Report it with the plan; do not rely on the list of defects until then.")(language))
  }
}
