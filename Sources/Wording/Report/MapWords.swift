public import GridPartition

/// What the map of a report says.
public enum MapWords {
  public static let title = Phrase(zh: "规划地图", en: "Map of the plan")
  public static let about = Phrase(
    zh: "各单元及其边界，标出每处缺陷；同样的内容逐条列在缺陷表中。",
    en: "The units and their boundaries, with each defect marked; the table of defects says the "
      + "same in words.")
  public static let keys = Phrase(
    zh: "地图：方向键移动，加号减号缩放，0 显示全图，N 和 P 转到下一处和上一处缺陷。",
    en: "Map: arrow keys move it, plus and minus zoom, 0 shows all, N and P go to the next and "
      + "the previous defect.")
  public static let larger = Phrase(zh: "放大", en: "Zoom in")
  public static let smaller = Phrase(zh: "缩小", en: "Zoom out")
  public static let whole = Phrase(zh: "全图", en: "Show all")
  public static let next = Phrase(zh: "下一处缺陷", en: "Next defect")
  public static let previous = Phrase(zh: "上一处缺陷", en: "Previous defect")
  public static let legend = Phrase(zh: "图例", en: "Legend")
  public static let colours = Phrase(
    zh: "底色只用于区分相邻单元，没有其他含义。",
    en: "The colours tell neighbours apart and mean nothing else.")
  public static let void = Phrase(zh: "不设责任人的区域", en: "in nobody's charge")

  /// The line around the units of a level.
  public static func line(_ level: Level) -> Phrase {
    Phrase(zh: "\(Words.level(level)(.zh))界", en: "\(Words.level(level)(.en)) boundary")
  }

  /// A round distance in metres, as on a scale bar.
  public static func distance(_ metres: Double) -> Phrase {
    let number = metres >= 1000 ? metres / 1000 : metres >= 1 ? metres : metres * 1000
    let digits = number == number.rounded() ? String(Int(number)) : String(number)
    return metres >= 1000
      ? Phrase(zh: "\(digits) 公里", en: "\(digits) km")
      : metres >= 1
        ? Phrase(zh: "\(digits) 米", en: "\(digits) m")
        : Phrase(zh: "\(digits) 毫米", en: "\(digits) mm")
  }

  /// How exact the lines are.
  public static func exactness(tolerance: String?, isExactAroundDefects: Bool) -> Phrase {
    guard let tolerance else {
      return Phrase(
        zh: "边界完整绘制，未作简化。", en: "Boundaries are drawn in full.")
    }
    return isExactAroundDefects
      ? Phrase(
        zh: "为使文件不致过大，边界有所简化：偏离不超过 \(tolerance)，缺陷周围不简化，相邻单元仍共用边界。",
        en: "To keep the file small, boundaries are simplified by \(tolerance) at most, but not "
          + "around defects; neighbours still share them.")
      : Phrase(
        zh: "为使文件不致过大，边界有所简化：偏离不超过 \(tolerance)，相邻单元仍共用边界；缺陷本身不简化。",
        en: "To keep the file small, boundaries are simplified by \(tolerance) at most; "
          + "neighbours still share them, and the defects themselves are exact.")
  }

  /// That only some of the units are on the map.
  public static func partial(_ level: Level, drawn: Int, of all: Int) -> Phrase {
    Phrase(
      zh: "\(Words.level(level)(.zh))共 \(all) 个，图上只画缺陷周围的 \(drawn) 个；上级轮廓全部画出。",
      en: "Of \(all) \(Words.plural(level)(.en)) the map shows the \(drawn) around defects; the "
        + "outlines of the levels above are all there.")
  }
}
