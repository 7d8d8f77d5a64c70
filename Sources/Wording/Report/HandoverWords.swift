/// What the page of a hand-over says.
public enum HandoverWords {
  public static let title = Phrase(zh: "规划调整交接单", en: "Hand-over of a redraw")
  public static let before = Phrase(zh: "调整前", en: "Before")
  public static let afterwards = Phrase(zh: "调整后", en: "Afterwards")
  public static let aboutMaps = Phrase(
    zh: "编号的各片易手：左图按原属、右图按现属着色，白色为不属于任何网格；编号与下表相同。",
    en: "The numbered pieces change hands. They have the colour of their unit before on the left "
      + "and of that afterwards on the right, white for none; the numbers are those of the table.")
  public static let pieces = Phrase(zh: "易手的各片", en: "Pieces that change hands")
  public static let units = Phrase(zh: "各单元的变化", en: "What became of the units")
  public static let list = Phrase(zh: "交接清单", en: "Hand-over list")
  public static let signature = Phrase(
    zh: "移交人：＿＿＿＿＿＿　接收人：＿＿＿＿＿＿　日期：＿＿＿＿＿＿",
    en: "Handed over by: ____________  Taken over by: ____________  Date: ____________")

  /// The headings of a member's table.
  public static func headings(_ language: Language, withIncidents: Bool) -> [String] {
    let names = language == .zh ? ["方向", "原属", "现属", "面积"] : ["", "from", "to", "area"]
    let incidents = withIncidents ? [Phrase(zh: "事件", en: "incidents")(language)] : []
    return names + incidents + [Phrase(zh: "对方", en: "with")(language)]
  }

  /// Whether something is given up or taken over.
  public static func direction(isLost: Bool) -> Phrase {
    isLost ? Phrase(zh: "移交", en: "out") : Phrase(zh: "接收", en: "in")
  }

  /// How many rows are not shown.
  public static func leftOut(_ count: Int) -> Phrase {
    Phrase(zh: "另有 \(count) 行未列出。", en: "\(count) more rows are not shown.")
  }
}
