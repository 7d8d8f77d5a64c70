public import CoordinateSystems
internal import Geometry
public import GridPartition

/// What `convert` says.
public enum ConversionWording {
  /// That the plan is written.
  public static func written(_ path: String, digest: String) -> Phrase {
    Phrase(zh: "已写入 \(path)，摘要 \(digest)。", en: "Wrote \(path), digest \(digest).")
  }

  /// What a check says of the plan before and after.
  public static func checked(_ before: Verdict, _ after: Verdict) -> Phrase {
    let isWorse = after > before
    return Phrase(
      zh: "转换前：\(Words.verdict(before)(.zh))；转换后：\(Words.verdict(after)(.zh))。"
        + (isWorse ? "转换使规划变差：先用 dingge repair 补上共有节点，再转换。" : ""),
      en: "Before: \(Words.verdict(before)(.en)). After: \(Words.verdict(after)(.en))."
        + (isWorse
          ? " The plan got worse: insert the missing common vertices with dingge repair, then convert."
          : ""))
  }
}

extension ReprojectionFault {
  /// Why a plan cannot be brought to another system, and the way out.
  public func notice(
    from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem,
    in language: Language
  ) -> Notice {
    switch self {
    case .noTransformation(let error):
      Notice(
        message: Phrase(
          zh: "PROJ 无法把 \(source.title) 转换到 \(target.title)：\(error.message)。",
          en: "PROJ knows no way from \(source.title) to \(target.title): \(error.message).")(
            language),
        remedy: Phrase(
          zh: "换一个目标坐标系。", en: "Choose another system.")(language))
    case .noPlace(let unit, let position):
      Notice(
        message: Phrase(
          zh: "单元 \(unit)（\(position.x), \(position.y) 附近）超出 \(target.title) 的范围。",
          en: "The unit \(unit), near (\(position.x), \(position.y)), is beyond \(target.title).")(
            language),
        remedy: Phrase(
          zh: "选用该地所在的投影带。", en: "Choose the zone that the plan lies in.")(language))
    }
  }
}
