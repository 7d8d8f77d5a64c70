internal import Foundation
public import GridPartition

/// Says what a defect is, where, how big, and how to put it right.
public struct DefectWording {
  private let plan: Plan
  let language: Language
  let quantities: Quantities
  /// How many units a sentence names before it counts the rest.
  private static let namedUnits = 4

  /// - Parameters:
  ///   - plan: The plan whose units the defects name.
  ///   - language: The language of the sentences.
  public init(_ plan: Plan, in language: Language) {
    self.plan = plan
    self.language = language
    quantities = Quantities(language: language)
  }

  /// The sentences for a defect.
  public func notice(for defect: Defect) -> Notice {
    let remedy = Self.remedy(for: defect)(language)
    return Notice(message: message(for: defect), remedy: remedy)
  }

  private func message(for defect: Defect) -> String {
    let (who, level) = (units(defect.units, at: defect.level), Words.level(defect.level)(language))
    let (at, size) = (quantities.position(defect.at), self.size(defect))
    let parent = defect.parent.map { unit($0, above: defect.level) }
    let inParent = parent.map { Phrase(zh: "\($0) 内", en: " in \($0)")(language) } ?? ""
    let phrase: Phrase
    switch defect.kind {
    case .gap:
      phrase = Phrase(
        zh: "\(inParent)有一处\(level)遗漏，\(size)，位于 \(at)"
          + (who.isEmpty ? "。" : "，周边为 \(who)。"),
        en: "A gap\(inParent): no \(level) covers \(size) near \(at)"
          + (who.isEmpty ? "." : ", bordered by \(who)."))
    case .overlap:
      let times = defect.multiplicity ?? 2
      phrase = Phrase(
        zh: "\(who) 交叉 \(size)，位于 \(at)，同一处被 \(times) 个\(level)覆盖。",
        en: "\(who) overlap by \(size) near \(at); \(times) "
          + "\(Words.plural(defect.level)(.en)) cover the place.")
    case .overreach:
      phrase = Phrase(
        zh: "\(who) 越出 \(parent ?? "上级")的边界 \(size)，位于 \(at)。",
        en: "\(who) reaches \(size) beyond \(parent ?? "its parent") near \(at).")
    case .invalidRing: phrase = ringMessage(defect, who, at)
    case .duplicateGeometry:
      phrase = Phrase(
        zh: "\(who) 的图形完全相同（\(size)），位于 \(at)。",
        en: "\(who) have the same shape (\(size)) near \(at).")
    case .duplicateCode:
      phrase = Phrase(
        zh: "编码 \(who) 在\(level)层中重复：\(features(defect))。",
        en: "The code \(who) is given to several "
          + "\(Words.plural(defect.level)(.en)): \(features(defect)).")
    case .missingCode:
      phrase = Phrase(
        zh: "\(features(defect))没有编码，位于 \(at)。", en: "\(features(defect)) has no code, near \(at).")
    case .orphan: phrase = orphanMessage(defect, who, at)
    case .emptyParent:
      phrase = Phrase(
        zh: "\(who)（\(size)）没有任何下级，而同级的其他单元有。",
        en: "\(who) (\(size)) has no child, while others of its level have some.")
    default: phrase = remark(defect, who, at)
    }
    return phrase(language)
  }

  /// The sentences of warnings and remarks.
  private func remark(_ defect: Defect, _ who: String, _ at: String) -> Phrase {
    let length = quantities.length(defect.size.length)
    switch (defect.kind, defect.detail) {
    case (.unmatchedVertices, .vertices(let count)):
      return Phrase(
        zh: "\(who) 沿同一条线（\(length)）有 \(count) 个节点只在一侧，首个位于 \(at)；面积无误。",
        en: "Along one line (\(length)) \(who) do not share \(count) of their vertices, the first "
          + "at \(at); the area is exact.")
    case (.exclave, .parts(let count)):
      let size = quantities.area(defect.size.area)
      return Phrase(
        zh: "\(who) 由 \(count) 个互不相接的部分组成，较小部分共 \(size)，位于 \(at)。",
        en: "\(who) has \(count) parts that do not touch; the smaller ones measure \(size), near "
          + "\(at).")
    case (.selfTouch, .vertices(let count)):
      return Phrase(
        zh: "\(who) 的边界有 \(count) 处自接触，位于 \(at)；图形有效。",
        en: "The boundary of \(who) touches itself at \(count) \(count == 1 ? "point" : "points"), "
          + "\(at); the shape is good.")
    case (.unassigned, _):
      return Phrase(
        zh: "\(who) 没有网格员，位于 \(at)。", en: "No member is responsible for \(who), near \(at).")
    default:
      let parent =
        defect.units.isEmpty ? defect.parent.map { unit($0, above: defect.level) } : who
      return Phrase(
        zh: "\(parent ?? "整个规划")没有外轮廓，通向外部的遗漏无法发现。",
        en:
          "\(parent ?? "The plan") has no outline, so a gap that is open to the outside cannot be "
          + "seen.")
    }
  }

  private func ringMessage(_ defect: Defect, _ who: String, _ at: String) -> Phrase {
    guard case .ring(let problem, let source) = defect.detail else {
      return Phrase(zh: "\(who) 图形无效。", en: "The shape of \(who) is invalid.")
    }
    let why = Words.ring(problem)(language)
    let file = feature(source)
    return Phrase(
      zh: "\(who) 图形无效：\(why)，位于 \(at)（\(file)）。",
      en: "The shape of \(who) is invalid: \(why), at \(at) (\(file)).")
  }

  private func orphanMessage(_ defect: Defect, _ who: String, _ at: String) -> Phrase {
    guard case .statedParent(let stated, let source) = defect.detail else {
      return Phrase(zh: "\(who) 无上级。", en: "\(who) has no parent.")
    }
    let file = feature(source)
    guard let stated else {
      return Phrase(
        zh: "\(who) 没有写明上级，编码也推不出上级（\(file)），位于 \(at)。",
        en: "\(who) names no parent, and its code leads to none (\(file)), near \(at).")
    }
    return Phrase(
      zh: "\(who) 的上级 \(stated) 在规划中不存在（\(file)），位于 \(at)。",
      en: "\(who) names the parent \(stated), which the plan does not have (\(file)), near \(at).")
  }
}

extension DefectWording {
  /// An area with the width and length that make it understood.
  private func size(_ defect: Defect) -> String {
    let area = quantities.area(defect.size.area)
    guard defect.size.isHairline else { return area }
    let (width, length) = (
      quantities.length(defect.size.meanWidth), quantities.length(defect.size.length)
    )
    return Phrase(
      zh: "\(area)（平均宽 \(width)，长 \(length)）", en: "\(area) (\(width) wide, \(length) long)")(
        language)
  }

  /// Units with their names; the rest of many are counted.
  func units(_ codes: [String], at level: Level) -> String {
    let named = codes.prefix(Self.namedUnits).map { unit($0, at: level) }
    let rest = codes.count - named.count
    guard rest == 0 else {
      return Phrase(
        zh: named.joined(separator: "、") + " 等 \(codes.count) 个",
        en: named.joined(separator: ", ") + " and \(rest) more")(language)
    }
    guard language == .en, let last = named.last, named.count > 1 else {
      return named.joined(separator: "、")
    }
    return named.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A unit's code with its name.
  private func unit(_ code: String, at level: Level) -> String {
    guard let unit = plan.units(of: level, code: code).first, let name = plan.units[unit].name,
      name != code
    else { return code }
    return Phrase(zh: "\(name)（\(code)）", en: "\(code) \(name)")(language)
  }

  /// A unit of the level above.
  func unit(_ code: String, above level: Level) -> String {
    plan.levelAbove(level).map { unit(code, at: $0) } ?? code
  }

  private func features(_ defect: Defect) -> String {
    guard case .features(let sources) = defect.detail else { return "" }
    return sources.map(feature).joined(separator: language == .zh ? "、" : ", ")
  }

  private func feature(_ source: FeatureReference) -> String {
    Phrase(
      zh: "\(source.file) 第 \(source.number) 个要素", en: "\(source.file), feature \(source.number)")(
        language)
  }
}

extension DefectWording {
  /// A length in the words of the language.
  public func length(_ metres: Double) -> String { quantities.length(metres) }

  /// An area in the words of the language.
  public func area(_ squareMetres: Double) -> String { quantities.area(squareMetres) }
}
