internal import Foundation
internal import CoordinateSystems
internal import GridPartition

/// Says what the unmatched edges of a level look like, and which command mends it.
struct DiagnosisWording {
  private let level: Level
  private let width: Double
  private let diagnosis: Diagnosis
  private let language: Language
  private let quantities: Quantities
  /// How many units a sentence names before it counts the rest.
  private static let namedUnits = 4
  /// Lines farther apart than so many metres are for people to bring together.
  private static let repairable = 20.0

  /// - Parameters:
  ///   - diagnosis: The cause that was found.
  ///   - level: The level whose edges are unmatched.
  ///   - width: How wide the defects are, in metres.
  ///   - language: The language of the words.
  init(_ diagnosis: Diagnosis, of level: Level, width: Double, in language: Language) {
    self.diagnosis = diagnosis
    self.level = level
    self.width = width
    self.language = language
    quantities = Quantities(language: language)
  }

  /// What it looks like, how sure that is, and what to do; without a capital and with a full stop.
  var words: String {
    switch diagnosis.cause {
    case .digitisedApart: apart(language)
    case .displaced(let metres, let bearing): displaced(metres, bearing)(language)
    case .distorted(.mapService(let system)): mapService(system)(language)
    case .distorted(.wrongZone(let degrees)): wrongZone(degrees)(language)
    case .distorted(.swappedAxes): swappedAxes(language)
    case .rounded(let decimals, let step): rounded(decimals, step: step)(language)
    }
  }

  private var apart: Phrase {
    let repair = repair(within: 2 * width)
    let canRepair = width <= Self.repairable
    return Phrase(
      zh: "像是相邻单元各自描画、没有共用边界所致：两边既没有固定的偏移，也不是取舍坐标所致。"
        + "共用的线只应画一次" + (canRepair ? "；也可用 \(repair) 把相近的边界并到一起，再核对移动之处。" : "。"),
      en: "it looks as if neighbours were digitised apart, without a common boundary: there is no "
        + "constant shift between them, and no rounding. Draw a common line once"
        + (canRepair
          ? "; or let `\(repair)` bring lines together, and look at what it moved." : "."))
  }

  private func displaced(_ metres: Double, _ bearing: Double) -> Phrase {
    let (distance, degrees) = (quantities.length(metres), String(format: "%.0f", bearing))
    let direction = Self.direction(bearing)
    return Phrase(
      zh: "\(who(.zh))相对于\(others(.zh))整体向\(direction(.zh))偏移 \(distance)（方位角 \(degrees)°），"
        + "\(sure(.zh))：多半是坐标系用错或被整体移动。请按规划的坐标系重新导出，"
        + "或用 \(convert(from: "EPSG:n")) 转换，其中 n 为该图层真正的坐标系。",
      en: "\(who(.en)) lie \(distance) to the \(direction(.en)) (bearing \(degrees)°) of "
        + "\(others(.en)), everywhere alike; \(sure(.en)): most likely they are in another coordinate "
        + "reference system, or were moved as a whole. Export them again in the system of the plan, or use "
        + "`\(convert(from: "EPSG:n"))` with the system that they are in.")
  }

  private func mapService(_ system: MapServiceSystem) -> Phrase {
    let name = system.rawValue
    let services: Phrase =
      switch system {
      case .gcj02: Phrase(zh: "高德、腾讯、微信", en: "Amap, Tencent, WeChat")
      case .bd09: Phrase(zh: "百度", en: "Baidu")
      }
    return Phrase(
      zh: "\(who(.zh))的坐标是 \(name)（\(services(.zh))），与实测位置相差数百米；\(sure(.zh))。"
        + "规划须用实测坐标：请向来源索取 CGCS2000 的数据，用 \(convert()) 转换后替换，"
        + "不要自行反算。",
      en: "\(who(.en)) are in \(name) (\(services(.en))), hundreds of metres from where they were "
        + "surveyed; \(sure(.en)). A plan is surveyed: ask for the CGCS2000 data, bring it in by "
        + "`\(convert())`, and do not shift positions back by hand.")
  }

  private func wrongZone(_ degrees: Int) -> Phrase {
    let (direction, count) = (Self.direction(degrees > 0 ? 90 : 270), abs(degrees))
    return Phrase(
      zh: "\(who(.zh))相对于\(others(.zh))正好向\(direction(.zh))偏 \(count) 度，\(sure(.zh))："
        + "高斯-克吕格投影的带号用错。请用 \(convert(from: "EPSG:n")) 转换，其中 n 为该图层真正的投影带。",
      en: "\(who(.en)) lie exactly \(count)° to the \(direction(.en)) of \(others(.en)); "
        + "\(sure(.en)): a Gauss-Krüger zone was taken for another. Use `\(convert(from: "EPSG:n"))` with "
        + "the zone that they are in.")
  }

  private var swappedAxes: Phrase {
    Phrase(
      zh: "\(who(.zh))与\(others(.zh))之间经度和纬度互换了，\(sure(.zh))："
        + "请在源数据中换回两列，再用 \(convert()) 重新导出。",
      en: "longitude and latitude are exchanged between \(who(.en)) and \(others(.en)); "
        + "\(sure(.en)). Exchange the two in the source, and export it again by `\(convert())`.")
  }

  private func rounded(_ decimals: Int?, step: Double) -> Phrase {
    let (size, repair) = (quantities.length(step), repair(within: 2 * step))
    guard let decimals else {
      return Phrase(
        zh: "相邻单元的坐标只有末位不同（不超过 \(size)），像是分别计算、分别导出所致；\(sure(.zh))。"
          + "请把全部图层一次导出，或用 \(repair) 并合。",
        en: "neighbours differ in the last digits alone (by \(size) at most), as if they had been "
          + "computed or written out separately; \(sure(.en)). Export all layers in one go, or let "
          + "`\(repair)` bring them together.")
    }
    let what: Phrase =
      diagnosis.side == .both
      ? Phrase(
        zh: "像是相邻单元切开之后，各自把坐标取舍到 \(decimals) 位小数（\(size)）",
        en: "it looks as if coordinates were rounded to \(decimals) decimals (\(size)) after "
          + "neighbours had been cut apart")
      : Phrase(
        zh: "\(who(.zh))的坐标被取舍到 \(decimals) 位小数（\(size)），\(others(.zh))则没有",
        en: "\(who(.en)) were rounded to \(decimals) decimals (\(size)), and \(others(.en)) "
          + "were not")
    return Phrase(
      zh: "\(what(.zh))；\(sure(.zh))。请从源数据以更多小数位重新导出全部图层，或用 \(repair) 并合。",
      en: "\(what(.en)); \(sure(.en)). Export all layers again with more decimals, or let "
        + "`\(repair)` bring them together.")
  }
}

extension DiagnosisWording {
  /// The boundaries that are displaced, distorted or rounded.
  private func who(_ language: Language) -> String {
    let units = Words.plural(level)(language)
    switch diagnosis.side {
    case .level, .both: return Phrase(zh: units, en: "the \(units)")(language)
    case .outlines: return Phrase(zh: "上级的轮廓", en: "the outlines of their parents")(language)
    case .children(let parents):
      let names = named(parents, language)
      return Phrase(zh: "\(names) 的\(units)", en: "the \(units) of \(names)")(language)
    case .units(let codes):
      let names = named(codes, language)
      return Phrase(zh: "\(units) \(names) ", en: "the \(units) \(names)")(language)
    }
  }

  /// What they are compared with.
  private func others(_ language: Language) -> String {
    switch diagnosis.side {
    case .level, .children: Phrase(zh: "上级的轮廓", en: "the outlines of their parents")(language)
    case .outlines, .both:
      Phrase(zh: Words.plural(level)(.zh), en: "the \(Words.plural(level)(.en))")(language)
    case .units: Phrase(zh: "其余单元", en: "the others")(language)
    }
  }

  private func named(_ codes: [String], _ language: Language) -> String {
    let some = codes.prefix(Self.namedUnits)
    let rest = codes.count - some.count
    guard rest > 0 else { return some.joined(separator: Phrase(zh: "、", en: ", ")(language)) }
    return Phrase(
      zh: some.joined(separator: "、") + " 等 \(codes.count) 个",
      en: some.joined(separator: ", ") + " and \(rest) more")(language)
  }

  /// How sure it is.
  private func sure(_ language: Language) -> String {
    let share = quantities.percent(diagnosis.explained)
    return Phrase(
      zh: "\(share) 的不合之边由此得到解释", en: "that explains \(share) of the edges without partner")(
        language)
  }

  /// The command that brings a layer into the plan's system, from its own when that must be stated.
  private func convert(from system: String? = nil) -> String {
    "dingge convert LAYER -o OUT" + (system.map { " --crs \($0)" } ?? "") + " --to-crs EPSG:4490"
  }

  /// The command that brings lines together, with a tolerance of one digit.
  private func repair(within metres: Double) -> String {
    guard metres > 0 else { return "dingge repair PLAN -o FIXED" }
    let power = pow(10, floor(log10(metres)))
    let tolerance = (metres / power).rounded(.up) * power
    return "dingge repair PLAN -o FIXED --tolerance \(String(format: "%.9g", tolerance))"
  }

  /// The nearest of the eight winds.
  private static func direction(_ bearing: Double) -> Phrase {
    let winds = [
      Phrase(zh: "北", en: "north"), Phrase(zh: "东北", en: "north-east"),
      Phrase(zh: "东", en: "east"), Phrase(zh: "东南", en: "south-east"),
      Phrase(zh: "南", en: "south"), Phrase(zh: "西南", en: "south-west"),
      Phrase(zh: "西", en: "west"), Phrase(zh: "西北", en: "north-west"),
    ]
    let wind = Int((bearing / 45).rounded()) % winds.count
    return winds[(wind + winds.count) % winds.count]
  }
}
