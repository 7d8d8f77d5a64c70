internal import GridPartition
internal import Wording

/// The answer of a comparison as a page for people.
struct ComparisonText {
  /// Up to so many units and pieces are listed.
  private static let limit = 60

  private let comparison: Comparison
  private let level: Level?
  private let incidents: PiecedIncidents?
  private let handover: Handover?
  private let language: Language
  private let wording: ComparisonWording

  init(
    _ comparison: Comparison, level: Level?, incidents: PiecedIncidents?, handover: Handover?,
    in language: Language
  ) {
    self.comparison = comparison
    self.level = level
    self.incidents = incidents
    self.handover = handover
    self.language = language
    wording = ComparisonWording(comparison, in: language)
  }

  var lines: [String] {
    let blocks = [[wording.title] + layers.map(wording.counts), units, pieces, members]
    return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var layers: [LayerComparison] { comparison.layers(on: level) }

  private var units: [String] {
    let changes = layers.flatMap(\.changes).filter { $0.kind != .unchanged }
    return cut(changes.map { "  " + wording.sentence($0) })
  }

  private var pieces: [String] {
    let moving = comparison.pieces(on: level, with: incidents).filter {
      !$0.stays(from: comparison.old, to: comparison.new)
    }
    guard !moving.isEmpty else { return [] }
    let largest = moving.sorted { $0.area > $1.area }.prefix(Self.limit)
    let rows =
      [wording.pieceHeadings(withIncidents: incidents != nil)]
      + largest.map { wording.row($0, incidents) }
    return [wording.sum(of: moving, incidents)] + AlignedTable(rows, leading: 2).lines
      + more(moving.count - largest.count)
  }

  private var members: [String] {
    guard let handover, !handover.balances.isEmpty else { return [] }
    let shown = handover.balances.prefix(Self.limit)
    let rows =
      [wording.memberHeadings(withIncidents: incidents != nil)]
      + shown.map { wording.row($0, withIncidents: incidents != nil) }
    return AlignedTable(rows, leading: 3).lines + more(handover.balances.count - shown.count)
  }

  private func cut(_ lines: [String]) -> [String] {
    Array(lines.prefix(Self.limit)) + more(lines.count - Self.limit)
  }

  private func more(_ rest: Int) -> [String] {
    guard rest > 0 else { return [] }
    return [
      Phrase(
        zh: "  ……另有 \(rest) 条；全部见 --format json。",
        en: "  … and \(rest) more; --format json lists all.")(language)
    ]
  }
}
