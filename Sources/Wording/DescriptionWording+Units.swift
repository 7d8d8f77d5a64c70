public import GridPartition

extension DescriptionWording {
  /// A measure is worth a line when it is below this share of the median.
  private static let oddShare = 0.9
  /// How many neighbours a sentence names before it counts the rest.
  private static let namedNeighbours = 12

  /// The largest and the smallest units of a level, and those of an odd shape.
  ///
  /// - Parameters:
  ///   - level: The level, or the part of it that is told of.
  ///   - members: Its units.
  /// - Returns: A heading and a line for each thing worth telling; nothing for a level of one unit.
  public func remarks(on level: LevelDescription, _ members: [Int]) -> [String] {
    guard let medians = level.medians, let smallest = level.smallest, let largest = level.largest,
      smallest != largest
    else { return [] }
    let shaped = members.filter { description.units[$0].shape != nil && !plan.units[$0].isVoid }
    var lines = [
      Phrase(zh: "\(Words.level(level.level)(.zh))：", en: "\(Words.plural(level.level)(.en)):")(
        language),
      extreme(Phrase(zh: "最大", en: "largest"), largest),
      extreme(Phrase(zh: "最小", en: "smallest"), smallest),
    ]
    let measures: [(Phrase, Phrase, (ShapeMeasures) -> Double, Double)] = [
      (
        Phrase(zh: "最曲折", en: "most ragged"), Phrase(zh: "Polsby-Popper", en: "Polsby-Popper"),
        \.polsbyPopper, medians.polsbyPopper
      ),
      (
        Phrase(zh: "最细长", en: "longest"), Phrase(zh: "Reock", en: "Reock"), \.reock,
        medians.reock
      ),
      (
        Phrase(zh: "最凹陷", en: "most indented"), Phrase(zh: "凸包比", en: "convex hull"),
        \.convexHullRatio, medians.convexHullRatio
      ),
    ]
    for (what, measure, value, median) in measures {
      let found = shaped.compactMap { unit in
        description.units[unit].shape.map { (unit: unit, value: value($0)) }
      }.min { $0.value < $1.value }
      guard let found, found.value < Self.oddShare * median else { continue }
      lines.append(
        Phrase(
          zh: "  \(what(.zh))：\(name(found.unit))，\(measure(.zh)) \(share(found.value))"
            + "（中位数 \(share(median))）",
          en: "  \(what(.en)): \(name(found.unit)), \(measure(.en)) \(share(found.value)) "
            + "(median \(share(median)))")(language))
    }
    return lines + oddities(members, voids: level.voids)
  }

  private func extreme(_ what: Phrase, _ unit: Int) -> String {
    let described = description.units[unit]
    let (area, neighbours) = (area(described.area), described.neighbours.count)
    return Phrase(
      zh: "  \(what(.zh))：\(name(unit))，\(area)，相邻单元 \(neighbours) 个",
      en: "  \(what(.en)): \(name(unit)), \(area), \(neighbours) "
        + (neighbours == 1 ? "neighbour" : "neighbours"))(language)
  }

  /// How many units are voids, in several parts, or have holes.
  private func oddities(_ members: [Int], voids: Int) -> [String] {
    let counts = [
      (voids, Phrase(zh: "无人负责（void）", en: "no one's responsibility (void)")),
      (
        members.count { description.units[$0].parts > 1 },
        Phrase(zh: "由多个部分组成", en: "in several parts")
      ),
      (members.count { description.units[$0].holes > 0 }, Phrase(zh: "有孔洞", en: "with holes")),
    ].filter { $0.0 > 0 }
    guard !counts.isEmpty else { return [] }
    let parts = counts.map { count, what in
      Phrase(zh: "\(what(.zh)) \(count) 个", en: "\(count) \(what(.en))")(language)
    }
    return ["  " + parts.joined(separator: Phrase(zh: "，", en: ", ")(language))]
  }

  /// The numbers of one unit, a line for each.
  public func details(_ unit: Int, _ spread: IncidentSpread?) -> [String] {
    let described = description.units[unit]
    let (area, perimeter) = (area(described.area), quantities.length(described.perimeter))
    let comma = Phrase(zh: "，", en: ", ")(language)
    var lines = [
      Phrase(
        zh: "  面积 \(area)，周长 \(perimeter)，节点 \(described.vertices) 个，"
          + "\(described.parts) 个部分，孔洞 \(described.holes) 个",
        en: "  area \(area), perimeter \(perimeter), \(described.vertices) vertices, "
          + "\(described.parts) part(s), \(described.holes) hole(s)")(language),
      "  Polsby-Popper \(share(described.shape?.polsbyPopper))\(comma)Reock "
        + "\(share(described.shape?.reock))\(comma)"
        + Phrase(zh: "凸包比", en: "convex hull")(language)
        + " \(share(described.shape?.convexHullRatio))",
    ]
    if described.children > 0 {
      lines.append(
        Phrase(
          zh: "  直接下级 \(described.children) 个，网格 \(described.grids) 个",
          en: "  \(described.children) children, \(described.grids) grids below")(language))
    }
    let named = described.neighbours.prefix(Self.namedNeighbours).map(name)
    let rest = described.neighbours.count - named.count
    let list = named.joined(separator: Phrase(zh: "、", en: ", ")(language))
    let more = rest > 0 ? Phrase(zh: " 等 \(rest + named.count) 个", en: " and \(rest) more") : nil
    lines.append(
      named.isEmpty
        ? Phrase(zh: "  没有相邻单元", en: "  no neighbours")(language)
        : Phrase(zh: "  相邻：", en: "  neighbours: ")(language) + list + (more?(language) ?? ""))
    if let spread {
      lines.append(
        Phrase(zh: "  事件 ", en: "  incidents: ")(language) + "\(spread.byUnit[unit])")
    }
    return lines
  }
}
