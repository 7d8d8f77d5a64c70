internal import CoordinateSystems
internal import Foundation
public import GridPartition

/// Says what became of a plan.
public struct ComparisonWording {
  private let comparison: Comparison
  private let language: Language
  private let quantities: Quantities

  /// - Parameters:
  ///   - comparison: The two plans.
  ///   - language: The language of the sentences.
  public init(_ comparison: Comparison, in language: Language) {
    self.comparison = comparison
    self.language = language
    quantities = Quantities(language: language)
  }

  /// Which plans are compared, and whether they are the same.
  public var title: String {
    let (old, new) = (comparison.old.source, comparison.new.source)
    return Phrase(zh: "\(old) → \(new)：", en: "\(old) → \(new):")(language)
  }

  /// How many units of a layer became what.
  public func counts(_ layer: LayerComparison) -> String {
    let parts = UnitChange.Kind.allCases.compactMap { kind -> String? in
      let count = layer.changes.count { $0.kind == kind }
      return count > 0 ? "\(Words.change(kind)(language)) \(count)" : nil
    }
    let (before, now) = (Words.level(layer.oldLevel), Words.level(layer.newLevel))
    let head =
      layer.oldLevel == layer.newLevel
      ? now(language) : "\(before(language)) → \(now(language))"
    return Phrase(
      zh: "  \(head)：\(parts.joined(separator: "，"))",
      en: "  \(head): \(parts.joined(separator: ", "))")(language)
  }

  /// What became of a unit.
  public func sentence(_ change: UnitChange) -> String {
    let (old, new) = (comparison.old, comparison.new)
    if let unit = change.removed {
      let heirs = change.successors.map { name($0, in: new) }.joined(separator: listSeparator)
      let head = "\(Words.change(.removed)(language)) \(name(unit, in: old))"
      guard !heirs.isEmpty else { return head }
      return head + Phrase(zh: "，主要归入 \(heirs)", en: ", most of it went to \(heirs)")(language)
    }
    let head = "\(Words.change(change.kind)(language)) \(name(change.new, in: new))"
    let ancestors = change.ancestors.map { name($0, in: old) }.joined(separator: listSeparator)
    let renamed = change.renamed(from: old, to: new)
    switch change.kind {
    case .split, .merged:
      return head + Phrase(zh: "，来自 \(ancestors)", en: ", from \(ancestors)")(language)
    case .moved where renamed.contains { $0.attribute == .code }:
      return head + Phrase(zh: "，原为 \(ancestors)", en: ", before \(ancestors)")(language)
    default:
      let before = renamed.map { attribute, before in
        let word = Words.attribute(attribute)(language)
        let was = before ?? "-"
        return Phrase(zh: "\(word)原为 \(was)", en: "\(word) was \(was)")(language)
      }
      return ([head] + before).joined(separator: Phrase(zh: "，", en: ", ")(language))
    }
  }

  /// The headings of the table of pieces.
  public func pieceHeadings(withIncidents: Bool) -> [String] {
    let names = language == .zh ? ["原属", "现属", "面积"] : ["from", "to", "area"]
    return names + (withIncidents ? [Phrase(zh: "事件", en: "incidents")(language)] : [])
  }

  /// The row of a piece.
  public func row(_ piece: Piece, _ incidents: PiecedIncidents?) -> [String] {
    [
      name(piece.old, in: comparison.old), name(piece.new, in: comparison.new),
      quantities.area(piece.area),
    ] + (incidents.map { ["\($0[piece])"] } ?? [])
  }

  /// How much changes hands altogether.
  public func sum(of pieces: [Piece], _ incidents: PiecedIncidents?) -> String {
    let area = quantities.area(pieces.reduce(0) { $0 + $1.area })
    let count = pieces.count
    let head = Phrase(
      zh: "易手 \(count) 片，共 \(area)", en: "\(count) pieces change hands, \(area) together")(language)
    guard let incidents else { return head + Phrase(zh: "。", en: ".")(language) }
    let (moved, placed, unreadable) = (incidents.moved, incidents.placed, incidents.unreadable)
    let rest =
      unreadable > 0
      ? Phrase(zh: "，另有 \(unreadable) 条无法读取坐标", en: "; \(unreadable) more have no position")(
        language) : ""
    return head
      + Phrase(
        zh: "；事件 \(placed) 条中 \(moved) 条易手\(rest)。",
        en: "; of \(placed) incidents \(moved) change hands\(rest).")(language)
  }

  /// The headings of the table of members.
  public func memberHeadings(withIncidents: Bool) -> [String] {
    let names =
      language == .zh ? ["网格员", "移交网格", "接收网格"] : ["member", "grids lost", "grids gained"]
    let counts = language == .zh ? ["移交事件", "接收事件"] : ["incidents lost", "incidents gained"]
    return names + (withIncidents ? counts : [])
  }

  /// The row of a member.
  public func row(_ balance: Handover.Balance, withIncidents: Bool) -> [String] {
    let grids = [balance.gridsLost, balance.gridsGained].map { grids in
      grids.isEmpty ? "-" : grids.joined(separator: listSeparator)
    }
    return ["\(balance.member.id) \(balance.member.name)"] + grids
      + (withIncidents ? ["\(balance.incidentsLost)", "\(balance.incidentsGained)"] : [])
  }

  private var listSeparator: String { Phrase(zh: "、", en: ", ")(language) }

  /// A unit by its code and name; for none, that it is outside.
  private func name(_ unit: Int?, in plan: Plan) -> String {
    guard let unit else { return Phrase(zh: "（规划外）", en: "(outside)")(language) }
    let known = plan.units[unit]
    return known.name.map { "\(known.code) \($0)" } ?? known.code
  }
}

extension Words {
  static func change(_ kind: UnitChange.Kind) -> Phrase {
    switch kind {
    case .unchanged: Phrase(zh: "未变", en: "unchanged")
    case .renamed: Phrase(zh: "更名", en: "renamed")
    case .reassigned: Phrase(zh: "改属", en: "reassigned")
    case .moved: Phrase(zh: "边界调整", en: "moved")
    case .split: Phrase(zh: "拆分", en: "split")
    case .merged: Phrase(zh: "合并", en: "merged")
    case .added: Phrase(zh: "新增", en: "added")
    case .removed: Phrase(zh: "撤销", en: "removed")
    }
  }

  static func attribute(_ attribute: UnitChange.Attribute) -> Phrase {
    switch attribute {
    case .code: Phrase(zh: "编码", en: "code")
    case .name: Phrase(zh: "名称", en: "name")
    case .parent: Phrase(zh: "上级", en: "parent")
    case .kind: Phrase(zh: "类型", en: "kind")
    }
  }
}

extension ComparisonError {
  /// Why two plans cannot be compared, and how to put it right.
  public func notice(in language: Language) -> Notice {
    switch self {
    case .areas(let fault): fault.notice(in: language)
    case .differentSystems(let old, let new):
      Notice(
        message: Phrase(
          zh: "两份规划的坐标系不同：\(old.title) 和 \(new.title)。",
          en: "The plans are in different coordinate reference systems: \(old.title) and "
            + "\(new.title).")(language),
        remedy: Phrase(
          zh: "先用 dingge convert --to-crs 把其中一份转换到另一份的坐标系。",
          en: "Bring one of them into the other's system first, by dingge convert --to-crs.")(
            language))
    }
  }
}
