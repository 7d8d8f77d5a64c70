/// What the report of a repair says beside its pictures.
public enum RepairReportWords {
  public static let heading = Phrase(zh: "改动之处", en: "What was changed")
  public static let before = Phrase(zh: "修复前", en: "Before")
  public static let after = Phrase(zh: "修复后", en: "After")

  /// That there are more changes than pictures.
  public static func more(_ count: Int) -> Phrase {
    Phrase(
      zh: "另有 \(count) 处较小的改动未配图；全部清单见 --log 写出的文件。",
      en: "\(count) smaller changes have no picture; the file that --log writes lists all.")
  }
}
