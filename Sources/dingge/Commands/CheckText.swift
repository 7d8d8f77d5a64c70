internal import GridPartition
internal import Wording

/// The answer of a check as text for people.
struct CheckText {
  /// So many defects along one line are told as one.
  private static let manyAlongLine = 4
  /// Up to so many entries are told in full.
  private static let entryLimit = 60
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
      let entries = self.entries
      lines.append("")
      lines +=
        entries.count <= Self.entryLimit ? entries.flatMap(paragraph) : largestClusters
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

  /// A sentence and its remedy, headed by the kinds of defects it is about.
  private func paragraph(_ kinds: [DefectKind], _ notice: Notice) -> [String] {
    let severity = kinds.map(\.severity).min() ?? .info
    let head = Phrase(
      zh: "\(Words.severity(severity)(.zh)) "
        + kinds.map { Words.kind($0)(.zh) }.joined(separator: "、"),
      en: "\(Words.severity(severity)(.en)) " + kinds.map(\.rawValue).joined(separator: ", "))(
        language)
    let remedy = Phrase(zh: "  改正：", en: "  To fix: ")(language)
    return ["[\(head)] \(notice.message)", remedy + notice.remedy]
  }

  /// What is told in a paragraph of its own: a defect, or a cluster of many along one line.
  private enum Entry {
    case defect(Int)
    case cluster(DefectCluster)
  }

  /// All entries, gravest first, then by area.
  private var entries: [Entry] {
    let entries = report.clusters.flatMap { cluster -> [Entry] in
      isOneEntry(cluster) ? [.cluster(cluster)] : cluster.defects.map { .defect($0) }
    }
    return entries.map { ($0, rank(of: $0)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private func rank(of entry: Entry) -> (severity: Severity, negativeArea: Double, order: Int) {
    switch entry {
    case .defect(let index):
      (report.defects[index].kind.severity, -report.defects[index].size.area, index)
    case .cluster(let cluster):
      (report.defects[cluster.defects[0]].kind.severity, -cluster.area, cluster.defects[0])
    }
  }

  private func paragraph(_ entry: Entry) -> [String] {
    switch entry {
    case .defect(let index):
      let defect = report.defects[index]
      return paragraph([defect.kind], wording.notice(for: defect))
    case .cluster(let cluster):
      return paragraph(cluster.counts.map(\.kind), wording.notice(for: cluster, of: report))
    }
  }

  /// Whether a cluster is one line drawn twice: its defects are nothing to mend one by one.
  private func isOneEntry(_ cluster: DefectCluster) -> Bool {
    cluster.line != .none && cluster.defects.count >= Self.manyAlongLine
  }

  /// The first clusters, when all of them are too many.
  private var largestClusters: [String] {
    let (defects, clusters) = (report.defects.count, report.clusters)
    var lines = [
      Phrase(
        zh: "共 \(defects) 处缺陷，归为 \(clusters.count) 组；同一组一次重画即可解决，大者在前：",
        en: "\(defects) defects in \(clusters.count) clusters, each settled by one redraw; the "
          + "biggest first:")(language), "",
    ]
    for cluster in clusters.prefix(Self.clusterLimit) {
      guard !isOneEntry(cluster) else {
        lines += paragraph(.cluster(cluster))
        continue
      }
      lines += cluster.defects.prefix(Self.perCluster).flatMap { paragraph(.defect($0)) }
      let untold = cluster.defects.dropFirst(Self.perCluster)
      guard !untold.isEmpty else { continue }
      let sum = wording.area(untold.reduce(0) { $0 + report.defects[$1].size.area })
      lines.append(
        Phrase(
          zh: "  ……同组另有 \(untold.count) 处，共 \(sum)。",
          en: "  … and \(untold.count) more in this cluster, \(sum) together.")(language))
    }
    let rest = clusters.count - Self.clusterLimit
    if rest > 0 {
      lines.append(
        Phrase(
          zh: "……另有 \(rest) 组；全部清单见 --format json 或 --defects FILE.geojson。",
          en: "… and \(rest) more clusters; --format json or --defects FILE.geojson lists all.")(
            language))
    }
    return lines
  }
}
