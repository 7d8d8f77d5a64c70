internal import GridPartition
internal import JSONText

/// Turns features of one file that follow one another into units.
struct PlanFeatureReader {
  private let file: String
  private let level: Level?
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
  ///   - level: The level that the file is named after; `nil` when features say theirs.
  ///   - fields: Names of properties that go before the usual ones.
  init(file: String, level: Level?, fields: PlanFields) {
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
      switch error {
      case .offTheEarth(let x, let y): throw problem(.offTheEarth(x: x, y: y), at: "geometry")
      case .beyondPlane(let x, let y, let system):
        throw problem(.beyondPlane(x: x, y: y, system: system), at: "geometry")
      }
    }
  }

  private func problem(_ kind: FeatureProblem.Kind, at path: String = "") -> FeatureProblem {
    FeatureProblem(
      kind: kind, source: FeatureReference(file: file, number: number), line: line,
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
    let kind = try text(roles.kind.map { members[$0] })
    var level = level
    if level == nil, let offset = roles.level, let word = try text(members[offset]) {
      level = PlanWords.level(word)
      guard level != nil else {
        throw problem(.unknownLevel(word), at: "properties.\(members[offset].name)")
      }
    }
    let name = try text(roles.name.map { members[$0] })
    let parent = try text(roles.parent.map { members[$0] })
    // Neighbours have the same parent: one text for all of them.
    if parent != self.parent { self.parent = parent }
    return UnitAttributes(
      level: level ?? .grid, code: code, name: name, parent: self.parent,
      isVoid: (level ?? .grid) == .grid && kind.map(PlanWords.isVoid) ?? false,
      source: FeatureReference(file: file, number: number))
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
