internal import JSONText

/// Which properties of a feature hold what, worked out anew only where their names change.
struct PropertyRoles {
  private let fields: PlanFields
  private var names: [[UInt8]]?
  private(set) var code: Int?
  private(set) var name: Int?
  private(set) var parent: Int?
  private(set) var kind: Int?
  private(set) var level: Int?

  /// - Parameter fields: Names of properties that go before the usual ones.
  init(_ fields: PlanFields) {
    self.fields = fields
  }

  /// Finds the roles of a feature's properties, as offsets in `members`.
  mutating func assign(to members: [JSONMember]) {
    guard !hasNames(of: members) else { return }
    names = members.map { $0.key.withText { text in [UInt8](text) } ?? [] }
    assign(toHeadings: members.map(\.name))
  }

  /// Finds the roles of columns with these headings, as offsets.
  mutating func assign(toHeadings headings: [String]) {
    code = PropertyRoles.find(fields.code, .code, in: headings)
    name = PropertyRoles.find(fields.name, .name, in: headings)
    parent = PropertyRoles.find(fields.parent, .parent, in: headings)
    kind = PropertyRoles.find(nil, .kind, in: headings)
    level = PropertyRoles.find(nil, .level, in: headings)
  }

  private func hasNames(of members: [JSONMember]) -> Bool {
    guard let names, names.count == members.count else { return false }
    return zip(names, members).allSatisfy { name, member in
      member.key.withText { $0.hasSameBytes(as: name.span) } ?? false
    }
  }

  /// The property with the name that the user gave, or else with the earliest usual heading.
  private static func find(
    _ given: String?, _ headings: FieldHeadings, in names: [String]
  ) -> Int? {
    if let given { return names.lastIndex(of: given) }
    var best: (rank: Int, offset: Int)?
    for (offset, name) in names.enumerated() {
      guard let rank = headings.rank(of: name), rank <= best?.rank ?? rank else { continue }
      best = (rank, offset)
    }
    return best?.offset ?? names.firstIndex(where: headings.isCut)
  }
}

extension Span where Element == UInt8 {
  fileprivate func hasSameBytes(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for offset in 0..<count where self[offset] != other[offset] { return false }
    return true
  }
}
