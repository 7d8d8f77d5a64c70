internal import Foundation
internal import Geometry
internal import GridPartition
internal import JSONText

/// Turns the features of one file into units.
struct PlanFeatureReader {
  private let file: String
  private let level: Level?
  private let fields: PlanFields
  private(set) var featureCount = 0
  /// Whether any feature had a property that could be the code.
  private(set) var hasCodes = false
  /// The property names of the first feature.
  private(set) var properties: [String] = []
  private var line = 0
  private var code: String?

  /// - Parameters:
  ///   - file: The file's name in messages.
  ///   - level: The level that the file is named after; `nil` when features say theirs.
  ///   - fields: Names of properties that go before the usual ones.
  init(file: String, level: Level?, fields: PlanFields) {
    self.file = file
    self.level = level
    self.fields = fields
  }

  static func isFeatureOrGeometry(_ value: JSONValue) -> Bool {
    guard let type = value["type"]?.string else { return false }
    return type == "Feature" || PolygonReader.types.contains(type)
  }

  /// Reads the next feature, or a bare geometry.
  ///
  /// - Throws: ``FeatureProblem``; the builder is as it was before.
  mutating func read(
    _ value: JSONValue, line: Int, into builder: inout PlanBuilder
  ) throws(FeatureProblem) {
    featureCount += 1
    self.line = line
    code = nil
    let isBare = value["type"]?.string.map(PolygonReader.types.contains) ?? false
    guard isBare || value["type"]?.string == "Feature" else { throw problem(.notAFeature) }
    let attributes = try attributes(of: value)
    let polygons = try polygons(of: isBare ? value : value["geometry"], isBare: isBare)
    do throws(PositionProblem) {
      try builder.add(attributes, polygons: polygons)
    } catch {
      switch error {
      case .offTheEarth(let x, let y): throw problem(.offTheEarth(x: x, y: y), at: "geometry")
      }
    }
  }

  /// A problem of the feature that was counted last.
  func problem(_ kind: FeatureProblem.Kind, at path: String = "") -> FeatureProblem {
    FeatureProblem(
      kind: kind, source: FeatureReference(file: file, number: featureCount), line: line,
      path: path, code: code)
  }

  private func polygons(
    of geometry: JSONValue?, isBare: Bool
  ) throws(FeatureProblem) -> [[[Position]]] {
    do throws(PolygonProblem) {
      return try PolygonReader.polygons(of: geometry)
    } catch {
      let path = isBare ? String(error.path.drop { $0 == "." }) : "geometry" + error.path
      throw problem(error.kind, at: path)
    }
  }
}

extension PlanFeatureReader {
  private mutating func attributes(of feature: JSONValue) throws(FeatureProblem) -> UnitAttributes {
    let members = feature["properties"].map { Array($0.members) } ?? []
    if featureCount == 1 { properties = members.map(\.name) }
    let codeMember = find(fields.code, .code, in: members)
    if codeMember != nil { hasCodes = true }
    code = try text(codeMember)
    if code == nil, codeMember == nil, let id = feature["id"] {
      code = plainText(id)
      if code != nil { hasCodes = true }
    }
    let kind = try text(find(nil, .kind, in: members))
    var level = level
    if level == nil, let member = find(nil, .level, in: members), let word = try text(member) {
      level = PlanWords.level(word)
      guard level != nil else {
        throw problem(.unknownLevel(word), at: "properties.\(member.name)")
      }
    }
    return UnitAttributes(
      level: level ?? .grid, code: code, name: try text(find(fields.name, .name, in: members)),
      parent: try text(find(fields.parent, .parent, in: members)),
      isVoid: (level ?? .grid) == .grid && kind.map(PlanWords.isVoid) ?? false,
      source: FeatureReference(file: file, number: featureCount))
  }

  /// The property with the name that the user gave, or else with the earliest usual heading.
  private func find(
    _ given: String?, _ headings: FieldHeadings, in members: [JSONMember]
  ) -> JSONMember? {
    if let given { return members.last { $0.name == given } }
    var best: (rank: Int, member: JSONMember)?
    for member in members {
      guard let rank = headings.rank(of: member.name), rank <= best?.rank ?? rank else { continue }
      best = (rank, member)
    }
    return best?.member
  }

  /// The text of a property, trimmed; `nil` when it is null or blank.
  private func text(_ member: JSONMember?) throws(FeatureProblem) -> String? {
    guard let member, !member.value.isNull else { return nil }
    guard [.string, .number].contains(member.value.kind) else {
      throw problem(.notAText(property: member.name), at: "properties.\(member.name)")
    }
    return plainText(member.value)
  }

  /// The text of a string, or a number as it is written; whole numbers without a fraction.
  private func plainText(_ value: JSONValue) -> String? {
    if let string = value.string {
      let trimmed = String(
        string.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      // One spelling for each character, so that equal codes have equal bytes.
      return trimmed.isEmpty ? nil : trimmed.precomposedStringWithCanonicalMapping
    }
    guard value.kind == .number else { return nil }
    let raw = String(decoding: value.rawText, as: UTF8.self)
    return raw.hasSuffix(".0") ? String(raw.dropLast(2)) : raw
  }
}
