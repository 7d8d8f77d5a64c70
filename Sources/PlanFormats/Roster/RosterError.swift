/// Why a list of members could not be read.
public enum RosterError: Error, Hashable, Sendable {
  case file(FileError)
  /// The file has no text.
  case empty
  /// UTF-16 or UTF-32, which must be saved as UTF-8 first.
  case unsupportedEncoding(String)
  /// A quoted field that does not end.
  case unclosedQuote(line: Int)
  /// A column that has to be there is not, by any of its usual names.
  case columnNotFound(RosterColumn, header: [String])
  /// Several columns with names of the same meaning.
  case columnAmbiguous(RosterColumn, found: [String])
  /// Rows that cannot be understood, all of them.
  case rows([RosterRowProblem])
}

/// What a column of a list of members holds.
public enum RosterColumn: String, CaseIterable, Hashable, Sendable {
  case id, name, phone, role, grid, from, to

  /// The headings that are understood, in lower case.
  var headings: [String] {
    switch self {
    case .id: ["id", "member", "member_id", "编号", "工号", "网格员编号", "人员编号"]
    case .name: ["name", "姓名", "网格员", "网格员姓名"]
    case .phone: ["phone", "tel", "mobile", "电话", "手机", "联系电话", "手机号"]
    case .role: ["role", "角色", "类别", "专兼职", "专职/兼职"]
    case .grid: ["grid", "grid_code", "网格", "网格编码", "网格编号", "责任网格", "wgbm"]
    case .from: ["from", "开始", "开始日期", "起", "上岗日期", "生效日期"]
    case .to: ["to", "结束", "结束日期", "止", "离岗日期", "失效日期"]
    }
  }

  var isRequired: Bool { self == .id || self == .name || self == .grid }
}

/// A row of a list of members that cannot be understood.
public struct RosterRowProblem: Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// A row with fewer or more fields than the header.
    case wrongFieldCount(found: Int, expected: Int)
    /// A field that has to be filled in is empty.
    case missing(RosterColumn)
    /// Neither full-time nor part-time.
    case unknownRole(String)
    /// Not a time.
    case notATime(RosterColumn, String)
    /// It ends before it begins, or at once.
    case endsBeforeStart
    /// The id has another name or phone in a row above.
    case differsFromLine(Int)
    /// Text that is not in the file's encoding.
    case malformedText
  }

  /// The line on which the row begins, from 1.
  public let line: Int
  public let problem: Problem
}
