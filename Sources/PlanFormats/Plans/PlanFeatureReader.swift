internal import GridPartition
internal import JSONText

/// Turns features of one file that follow one another into units.
struct PlanFeatureReader {
  private let file: String
  private let level: LayerLevel
  /// The number of the feature that was counted last.
  private var number: Int
  /// Whether any feature had a property that could be the code.
  private(set) var hasCodes = false
  /// The property names of the file's first feature.
  private(set) var properties: [String] = []
  private var roles: PropertyRoles
  private var polygons = WrittenPolygons()
  private var line = 0
  private var code: String?
  private var parent: String?

  /// - Parameters:
  ///   - file: The file's name in messages.
  ///   - level: How the levels of features are known.
  ///   - fields: Names of properties that go before the usual ones.
  init(file: String, level: LayerLevel, fields: PlanFields) {
    self.file = file
    self.level = level
    number = 0
    roles = PropertyRoles(fields)
  }

  /// Goes to the feature with a number, counted from 1; it is the next one to be read.
  mutating func go(to number: Int) {
    self.number = number - 1
  }

  static func isFeatureOrGeometry(_ value: JSONValue) -> Bool {
    isFeature(value) || isGeometry(value)
  }

  /// The geometry of a feature, or a bare one; `nil` where there is none.
  static func geometry(of value: JSONValue) -> JSONValue? {
    isFeature(value) ? value["geometry"] : isGeometry(value) ? value : nil
  }

  private static func isFeature(_ value: JSONValue) -> Bool {
    value["type"]?.isString("Feature") ?? false
  }

  private static func isGeometry(_ value: JSONValue) -> Bool {
    value["type"]?.string.map(PolygonReader.types.contains) ?? false
  }

  /// Reads the next feature, or a bare geometry.
  ///
  /// - Parameters:
  ///   - value: What `parser` made of its text.
  ///   - parser: Has the polygons.
  ///   - line: Where it begins in the file.
  ///   - builder: Receives the unit.
  /// - Throws: ``FeatureProblem``; the builder is as it was before.
  mutating func read(
    _ value: JSONValue, of parser: borrowing FeatureParser, line: Int,
    into builder: inout PlanBuilder
  ) throws(FeatureProblem) {
    number += 1
    self.line = line
    code = nil
    let isFeature = Self.isFeature(value)
    guard isFeature || Self.isGeometry(value) else { throw problem(.notAFeature) }
    let attributes = try attributes(of: value)
    do throws(PolygonProblem) {
      try parser.read(Self.geometry(of: value), into: &polygons)
    } catch {
      let path = isFeature ? "geometry" + error.path : String(error.path.drop { $0 == "." })
      throw problem(error.kind, at: path)
    }
    do throws(PositionProblem) {
      try builder.add(attributes, polygons)
    } catch {
      throw problem(FeatureProblem.Kind(error), at: "geometry")
    }
  }

  private func problem(_ kind: FeatureProblem.Kind, at path: String = "") -> FeatureProblem {
    FeatureProblem(
      kind: kind, source: FeatureReference(file: file, number: number), place: .line(line),
      path: path, code: code)
  }
}

extension PlanFeatureReader {
  private mutating func attributes(of feature: JSONValue) throws(FeatureProblem) -> UnitAttributes {
    let members = feature["properties"].map { Array($0.members) } ?? []
    if number == 1 { properties = members.map(\.name) }
    roles.assign(to: members)
    code = nil
    if let offset = roles.code {
      hasCodes = true
      code = try text(members[offset])
    } else if let id = feature["id"] {
      code = PropertyText.plain(id)
      if code != nil { hasCodes = true }
    }
    var texts = UnitTexts(code: code)
    texts.level = try isLevelFixed ? nil : text(roles.level.map { members[$0] })
    texts.name = try text(roles.name.map { members[$0] })
    texts.parent = try text(roles.parent.map { members[$0] })
    texts.kind = try text(roles.kind.map { members[$0] })
    // Neighbours have the same parent: one text for all of them.
    if texts.parent != parent { parent = texts.parent }
    texts.parent = parent
    let source = FeatureReference(file: file, number: number)
    guard let attributes = texts.attributes(in: level, source) else {
      let path = roles.level.map { "properties.\(members[$0].name)" } ?? ""
      throw problem(.unknownLevel(texts.level ?? ""), at: path)
    }
    return attributes
  }

  private var isLevelFixed: Bool {
    if case .fixed = level { true } else { false }
  }

  /// The text of a property, trimmed; `nil` when it is null or blank.
  private func text(_ member: JSONMember?) throws(FeatureProblem) -> String? {
    guard let member else { return nil }
    switch member.value.kind {
    case .null: return nil
    case .string, .number: return PropertyText.plain(member.value)
    case .boolean, .array, .object:
      throw problem(.notAText(property: member.name), at: "properties.\(member.name)")
    }
  }
}
