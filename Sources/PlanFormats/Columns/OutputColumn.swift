internal import GridPartition

/// A column of a file that is written.
struct OutputColumn: Hashable {
  /// What stands in it.
  enum Content: Hashable {
    case code, name, parent, level
    /// The kind, with the source's own word where that means the same.
    case kind(source: Int?)
    /// What the source has in a column.
    case source(Int)
  }

  var name: String
  let type: FieldType
  let content: Content
}

/// Names and order of the columns of a layer that is written.
///
/// Columns keep the order and the headings of the source, as long as a reader without options finds
/// the code, name, parent and kind in the same ones. Where it would not, these get the names `code`,
/// `name`, `parent` and `kind`, and a column that would be taken for them gets a number behind.
struct OutputColumns {
  private(set) var columns: [OutputColumn] = []

  /// - Parameters:
  ///   - source: The source's columns.
  ///   - fields: The names of fields that the user gave.
  ///   - units: What the units have of their own.
  ///   - hasLevels: Whether the source's features say their levels in a column.
  ///   - isMixed: Whether the layer holds units of several levels, so that a column says which.
  ///   - keepsHeadings: Whether the format can keep headings of any length.
  ///   - taken: Names that the format has for itself, in lower case.
  init(
    of source: [SourceColumns.Column], _ fields: PlanFields, _ units: UsedFields,
    hasLevels: Bool, isMixed: Bool, keepsHeadings: Bool, taken: Set<String>
  ) {
    var roles = PropertyRoles(fields)
    roles.assign(toHeadings: source.map(\.name))
    for (offset, column) in source.enumerated() {
      let content: OutputColumn.Content =
        switch offset {
        case roles.code: .code
        case roles.name: .name
        case roles.parent: .parent
        case roles.kind: .kind(source: offset)
        default: .source(offset)
        }
      if hasLevels, offset == roles.level { continue }
      let type: FieldType = if case .source = content { column.type ?? .text } else { .text }
      columns.append(OutputColumn(name: column.name, type: type, content: content))
    }
    addMissing(units, isMixed)
    if !keepsHeadings { takeStandardNames() }
    settleRoles(isMixed)
    makeUnique(taken)
  }

  /// Adds columns that the source has not, at the front.
  private mutating func addMissing(_ units: UsedFields, _ isMixed: Bool) {
    var missing: [OutputColumn.Content] = []
    if isMixed { missing.append(.level) }
    if units.hasCodes, offset(of: .code) == nil { missing.append(.code) }
    if units.hasNames, offset(of: .name) == nil { missing.append(.name) }
    if units.hasParents, offset(of: .parent) == nil { missing.append(.parent) }
    if units.hasVoids, offset(of: .kind) == nil { missing.append(.kind(source: nil)) }
    columns =
      missing.map { OutputColumn(name: $0.standardName ?? "", type: .text, content: $0) } + columns
  }

  private mutating func takeStandardNames() {
    for offset in columns.indices {
      if let name = columns[offset].content.standardName { columns[offset].name = name }
    }
  }

  /// Makes sure that a reader finds each role where it is.
  private mutating func settleRoles(_ isMixed: Bool) {
    for role in ColumnRole.allCases where role != .level || isMixed {
      let offset = offset(of: role)
      var found = PropertyRoles(PlanFields())
      found.assign(toHeadings: columns.map(\.name))
      guard found[role] != offset else { continue }
      if let offset { columns[offset].name = role.rawValue }
      for other in columns.indices
      where other != offset && role.headings.rank(of: columns[other].name) != nil {
        columns[other].name += "_2"
      }
    }
  }

  private mutating func makeUnique(_ taken: Set<String>) {
    var taken = taken
    // The ones that dingge understands keep their names.
    let order = columns.indices.sorted { a, b in
      let (isA, isB) = (
        columns[a].content.standardName != nil, columns[b].content.standardName != nil
      )
      return isA == isB ? a < b : isA
    }
    for offset in order {
      let name = columns[offset].name
      var number = 2
      while !taken.insert(columns[offset].name.lowercased()).inserted {
        columns[offset].name = "\(name)_\(number)"
        number += 1
      }
    }
  }

  private func offset(of role: ColumnRole) -> Int? {
    columns.firstIndex { $0.content.role == role }
  }
}

/// What the units of a layer have of their own.
struct UsedFields {
  private(set) var hasCodes = false
  private(set) var hasNames = false
  private(set) var hasParents = false
  private(set) var hasVoids = false

  mutating func add(_ attributes: UnitAttributes) {
    hasCodes = hasCodes || attributes.code != nil
    hasNames = hasNames || attributes.name != nil
    hasParents = hasParents || attributes.parent != nil
    hasVoids = hasVoids || attributes.isVoid
  }
}

/// A column that dingge understands.
enum ColumnRole: String, CaseIterable {
  case code, name, parent, kind, level

  var headings: FieldHeadings {
    switch self {
    case .code: .code
    case .name: .name
    case .parent: .parent
    case .kind: .kind
    case .level: .level
    }
  }
}

extension OutputColumn.Content {
  var role: ColumnRole? {
    switch self {
    case .code: .code
    case .name: .name
    case .parent: .parent
    case .kind: .kind
    case .level: .level
    case .source: nil
    }
  }

  var standardName: String? { role?.rawValue }
}

extension PropertyRoles {
  /// Where a role's column is.
  subscript(role: ColumnRole) -> Int? {
    switch role {
    case .code: code
    case .name: name
    case .parent: parent
    case .kind: kind
    case .level: level
    }
  }
}
