internal import GridPartition
internal import Wording

/// The answer of a check as text for people.
struct CheckText {
  /// Up to so many defects each have a paragraph of their own.
  private static let paragraphLimit = 60
  /// Beyond that, so many clusters are told, each by so many of its defects.
  private static let clusterLimit = 25
  private static let perCluster = 2

  private let report: CheckReport
  private let plan: Plan
  private let remarks: [String]
  private let language: Language
  private let wording: DefectWording

  init(_ report: CheckReport, of plan: Plan, remarks: [String], in language: Language) {
    self.report = report
    self.plan = plan
    self.remarks = remarks
    self.language = language
    wording = DefectWording(plan, in: language)
  }

  var lines: [String] {
    var lines = heading
    if !remarks.isEmpty { lines += [""] + remarks }
    if !report.defects.isEmpty {
      lines.append("")
      lines +=
        report.defects.count <= Self.paragraphLimit
        ? report.defects.flatMap(paragraph) : clusters
    }
    return lines
  }

  private var heading: [String] {
    let verdict = Words.verdict(report.verdict)(language)
    var lines = [
      Phrase(zh: "\(plan.source)：\(verdict)。", en: "\(plan.source): \(verdict).")(language)
    ]
    for level in report.levels {
      lines.append(
        Phrase(
          zh:
            "  \(Words.level(level.level)(.zh))：\(level.units) 个，上级 \(level.parents) 个，边 \(level.edges) 条，"
            + "无对应的边 \(level.residualEdges) 条：\(Words.verdict(level.verdict)(.zh))",
          en: "  \(level.level.rawValue): \(level.units) in \(level.parents) parent(s), "
            + "\(level.edges) edges, \(level.residualEdges) without partner: \(level.verdict.rawValue)"
        )(
          language))
    }
    if !report.counts.isEmpty {
      let counts = report.counts.map { "\(Words.kind($0.kind)(language)) \($0.count)" }
      lines.append("  " + counts.joined(separator: Phrase(zh: "，", en: ", ")(language)))
    }
    if plan.moved.count > 0 {
      let farthest = wording.length(plan.moved.farthest)
      lines.append(
        Phrase(
          zh: "  有 \(plan.moved.count) 个节点移到格点上，最远 \(farthest)。",
          en:
            "  \(plan.moved.count) positions were put on the lattice, moved by \(farthest) at most."
        )(
          language))
    }
    lines.append(
      Phrase(zh: "  摘要 SHA-256：\(report.digest)", en: "  digest SHA-256: \(report.digest)")(
        language))
    return lines
  }

  private func paragraph(_ defect: Defect) -> [String] {
    let notice = wording.notice(for: defect)
    let severity = Words.severity(defect.kind.severity)(language)
    let head = Phrase(
      zh: "[\(severity) \(Words.kind(defect.kind)(.zh))]",
      en: "[\(severity) \(defect.kind.rawValue)]")(
        language)
    let remedy = Phrase(zh: "  改正：", en: "  To fix: ")(language)
    return ["\(head) \(notice.message)", remedy + notice.remedy]
  }

  /// Clusters, the gravest and largest first, each by its first defects and the sum of the rest.
  private var clusters: [String] {
    var order: [String] = []
    var members: [String: [Defect]] = [:]
    for defect in report.defects {
      if members[defect.cluster] == nil { order.append(defect.cluster) }
      members[defect.cluster, default: []].append(defect)
    }
    let area = members.mapValues { $0.reduce(0) { $0 + $1.size.area } }
    order.sort { a, b in
      let (first, second) = (members[a]?.first, members[b]?.first)
      if let first, let second, first.kind.severity != second.kind.severity {
        return first.kind.severity < second.kind.severity
      }
      return (area[a] ?? 0, b) > (area[b] ?? 0, a)
    }
    var lines = [
      Phrase(
        zh: "共 \(report.defects.count) 处缺陷，归为 \(order.count) 组；同一组一次重画即可解决，大者在前：",
        en:
          "\(report.defects.count) defects in \(order.count) clusters, each settled by one redraw; the "
          + "biggest first:")(language), "",
    ]
    for cluster in order.prefix(Self.clusterLimit) {
      let defects = members[cluster] ?? []
      lines += defects.prefix(Self.perCluster).flatMap(paragraph)
      let rest = defects.dropFirst(Self.perCluster)
      guard !rest.isEmpty else { continue }
      let sum = wording.area(rest.reduce(0) { $0 + $1.size.area })
      lines.append(
        Phrase(
          zh: "  ……同组另有 \(rest.count) 处，共 \(sum)。",
          en: "  … and \(rest.count) more in this cluster, \(sum) together.")(language))
    }
    if order.count > Self.clusterLimit {
      lines.append(
        Phrase(
          zh:
            "……另有 \(order.count - Self.clusterLimit) 组；全部清单见 --format json 或 --defects FILE.geojson。",
          en: "… and \(order.count - Self.clusterLimit) more clusters; --format json or --defects "
            + "FILE.geojson lists all.")(language))
    }
    return lines
  }
}
