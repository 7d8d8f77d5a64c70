public import GridPartition

extension DefectWording {
  /// The sentences for a cluster: of a single defect its own, else sums, the units and the remedy.
  ///
  /// - Parameters:
  ///   - cluster: A cluster of the report.
  ///   - report: The report, which holds the cluster's defects.
  /// - Returns: One sentence, and one remedy for all.
  public func notice(for cluster: DefectCluster, of report: CheckReport) -> Notice {
    let first = report.defects[cluster.defects[0]]
    guard cluster.defects.count > 1 else { return notice(for: first) }
    let what = Words.counted(cluster.counts)
    let sums = self.sums(cluster)
    let at = quantities.position(first.at)
    let phrase: Phrase
    switch cluster.line {
    case .neighbours(let a, let b):
      let who = units([a, b], at: cluster.level)
      phrase = Phrase(
        zh: "\(who) 的公共边界两边画得不一致：\(what(.zh))\(sums(.zh))，最大一处位于 \(at)。",
        en: "\(who) do not draw their common line alike: \(what(.en))\(sums(.en)), the largest "
          + "near \(at).")
    case .outline(let code):
      let who = units([code], at: cluster.level)
      let parent = cluster.parent.map { unit($0, above: cluster.level) }
      phrase = Phrase(
        zh: "\(who) 的边界与\(parent.map { " \($0) " } ?? "上级")的轮廓不一致：\(what(.zh))\(sums(.zh))，"
          + "最大一处位于 \(at)。",
        en: "\(who) and the outline of \(parent ?? "its parent") do not draw the same line: "
          + "\(what(.en))\(sums(.en)), the largest near \(at).")
    case .none:
      let who = units(cluster.units, at: cluster.level)
      phrase = Phrase(
        zh: "\(who) 一带：\(what(.zh))\(sums(.zh))，首处位于 \(at)。",
        en: "Around \(who): \(what(.en))\(sums(.en)), the first near \(at).")
    }
    return Notice(
      message: phrase(language), remedy: remedy(for: cluster, first: first)(language))
  }

  private func remedy(for cluster: DefectCluster, first: Defect) -> Phrase {
    switch cluster.line {
    case .neighbours where cluster.area > 0:
      Phrase(
        zh: "由双方共同确定一条线，两边用同样的节点重画整条，一次即可全部解决，不必逐处修改。",
        en: "Agree on one line and give both units its vertices from end to end: that settles all "
          + "of them at once.")
    case .outline:
      Phrase(
        zh: "在这条边界上统一采用上级轮廓的节点（若轮廓画错，则改轮廓），一次即可全部解决。",
        en: "Give the unit the vertices of the outline along this line, or correct the outline if "
          + "that is what is wrong: that settles all of them at once.")
    case .neighbours, .none: Self.remedy(for: first)
    }
  }

  /// The sums of a cluster as far as there is something to add up.
  private func sums(_ cluster: DefectCluster) -> Phrase {
    let length = quantities.length(cluster.length)
    guard cluster.length > 0 else { return Phrase(zh: "", en: "") }
    guard cluster.area > 0 else {
      return Phrase(zh: "，总长 \(length)", en: ", \(length) long together")
    }
    let (area, width) = (
      quantities.area(cluster.area), quantities.length(cluster.widestMeanWidth)
    )
    return Phrase(
      zh: "，合计 \(area)，总长 \(length)，平均宽不超过 \(width)",
      en: ", \(area) and \(length) long together, \(width) wide on average at most")
  }
}

extension Words {
  /// Kinds of defects with their numbers, as in "3 gaps and 2 overlaps".
  static func counted(_ counts: [(kind: DefectKind, count: Int)]) -> Phrase {
    let chinese = counts.map { "\(kind($0.kind)(.zh)) \($0.count) 处" }
    let english = counts.map { "\($0.count) \(noun($0.kind, isOne: $0.count == 1))" }
    let start = english.dropLast().joined(separator: ", ")
    return Phrase(
      zh: chinese.joined(separator: "、"),
      en: ([start].filter { !$0.isEmpty } + english.suffix(1)).joined(separator: " and "))
  }

  private static func noun(_ kind: DefectKind, isOne: Bool) -> String {
    let word = self.kind(kind)(.en)
    switch kind {
    case .unmatchedVertices: return (isOne ? "stretch" : "stretches") + " with \(word)"
    case .duplicateGeometry where !isOne: return "duplicate geometries"
    case .overreach where !isOne, .selfTouch where !isOne: return word + "es"
    default: return isOne ? word : word + "s"
    }
  }
}
