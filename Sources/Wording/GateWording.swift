public import CoordinateSystems
internal import Foundation
public import GridPartition

extension GateFinding {
  /// What is wrong with the system of a batch, and what to do.
  public func sentence(in language: Language) -> String {
    let (what, remedy) = phrases
    let rest = Phrase(
      zh: "坐标未作更改。", en: "Nothing was changed.")
    let joint = language == .zh ? "" : " "
    return [what(language), remedy(language), rest(language)].joined(separator: joint)
  }

  private var phrases: (Phrase, Phrase) {
    let percent = String(format: "%.0f", min(certainty, 0.999) * 100)
    let sure = (zh: "（把握约 \(percent)%）", en: " (about \(percent)% sure)")
    let fit = { (now: Int) in
      (
        zh: "按 \(stated.title) 抽查的 \(count) 个点有 \(inside) 个在规划内，换一种有 \(now) 个",
        en: "of \(count) positions \(inside) lie in the plan as \(stated.title), \(now) otherwise"
      )
    }
    switch cause {
    case .swapped:
      return (
        Phrase(
          zh: "经纬度（或横、纵坐标）像是写反了\(sure.zh)。",
          en: "The two ordinates look swapped\(sure.en)."),
        Phrase(zh: "用 --x-field、--y-field 指明。", en: "Name them with --x-field and --y-field.")
      )
    case .otherSystem(let system, let now):
      let (zh, en) = fit(now)
      return (
        Phrase(
          zh: "这批坐标像是 \(system.title)，而不是 \(stated.title)\(sure.zh)：\(zh)。",
          en: "The positions look like \(system.title), not \(stated.title)\(sure.en): \(en)."),
        Phrase(
          zh: "核实后用 --crs 说明正确的坐标系。", en: "State the right system with --crs, once that is certain."
        )
      )
    case .undoneTwice(let service, let now):
      let (zh, en) = fit(now)
      return (
        Phrase(
          zh: "这批坐标像是把 WGS 84 当作 \(service.rawValue) 反算过\(sure.zh)：\(zh)。",
          en:
            "The positions look as if WGS 84 had been undone as \(service.rawValue)\(sure.en): \(en)."
        ),
        Phrase(zh: "请使用未经反算的原始坐标。", en: "Use the positions as they were before that.")
      )
    case .otherZone(let zone, let system):
      return (
        Phrase(
          zh: "横坐标以带号 \(zone) 开头，与 \(stated.title) 不符。",
          en: "Eastings begin with zone \(zone), which does not fit \(stated.title)."),
        system.map {
          Phrase(zh: "CGCS2000 的该带是 \($0)。", en: "Of CGCS2000 that zone is \($0).")
        } ?? Phrase(zh: "核对投影带。", en: "Check the zone.")
      )
    case .zoneNotStated(let systems):
      let list = systems.joined(separator: ", ")
      return (
        Phrase(
          zh: "坐标像是不带带号的高斯-克吕格坐标，\(stated.title) 没有说明投影带。",
          en:
            "The positions look like Gauss-Krüger eastings without a zone, which \(stated.title) does "
            + "not state."),
        systems.isEmpty
          ? Phrase(
            zh: "用 --crs 说明投影带（EPSG:4534 至 4554）。",
            en: "State the zone with --crs (EPSG:4534 to 4554).")
          : Phrase(zh: "按 \(list) 这些点在规划内。", en: "As \(list) they lie in the plan.")
      )
    case .degrees:
      return (
        Phrase(
          zh: "坐标像是经纬度（度），而 \(stated.title) 是平面坐标系。",
          en: "The positions look like degrees, and \(stated.title) is a plane."),
        Phrase(
          zh: "用 --crs 说明地理坐标系。", en: "State the geographic system with --crs.")
      )
    }
  }
}

extension CoordinateReferenceSystem {
  /// That a plan which says it is CGCS2000 lies outside of China.
  public func sentence(
    outsideOfChina place: (longitude: Double, latitude: Double), in language: Language
  ) -> String {
    let position = String(format: "%.2f, %.2f", place.longitude, place.latitude)
    return Phrase(
      zh: "规划声明为 \(title)（CGCS2000），却位于中国以外（\(position)）：请核对坐标系和投影带。",
      en:
        "The plan says it is in \(title), on CGCS2000, and lies outside of China (\(position)): check "
        + "its system and zone.")(language)
  }
}
