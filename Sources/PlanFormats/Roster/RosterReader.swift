public import GridPartition

extension Roster {
  /// Reads a list of members from CSV in UTF-8 or GB18030: a row for each grid that a member is responsible
  /// for, with the member's id, name and phone, the role, the code of the grid, and the dates.
  ///
  /// The role is `full-time` (专职) or `part-time` (兼职), full-time where there is none; a date that is left
  /// out is open.
  ///
  /// - Parameter path: `-` for standard input.
  /// - Throws: ``RosterError``; all rows that cannot be understood are named.
  public init(csv path: String) throws(RosterError) {
    let table = try RosterRows(path: path)
    var duties: [Duty] = []
    var problems: [RosterRowProblem] = []
    var lineOfMember: [String: (member: Member, line: Int)] = [:]
    for row in table.rows {
      do throws(RosterRowProblem.Failure) {
        let duty = try table.duty(of: row)
        let known = lineOfMember[duty.member.id]
        if let known, known.member != duty.member {
          throw .init(problem: .differsFromLine(known.line))
        }
        if known == nil { lineOfMember[duty.member.id] = (duty.member, row.line) }
        duties.append(duty)
      } catch {
        problems.append(RosterRowProblem(line: row.line, problem: error.problem))
      }
    }
    guard problems.isEmpty else { throw .rows(problems) }
    self.init(duties)
  }
}

extension RosterRowProblem {
  /// Why a row is no duty.
  fileprivate struct Failure: Error { let problem: Problem }
}

/// The rows of a list of members, with what their columns mean.
private struct RosterRows {
  struct Row {
    let line: Int
    /// `nil` for a field that is not in the file's encoding.
    let fields: [String?]
  }

  private(set) var rows: [Row] = []
  private let columns: [RosterColumn: Int]
  private let width: Int

  init(path: String) throws(RosterError) {
    var rows = try Self.read(path)
    guard !rows.isEmpty else { throw .empty }
    let header = rows.removeFirst().fields.map { $0 ?? "" }
    var columns: [RosterColumn: Int] = [:]
    for column in RosterColumn.allCases {
      let found = header.indices.filter { column.headings.contains(header[$0].lowercased()) }
      guard found.count <= 1 else {
        throw .columnAmbiguous(column, found: found.map { header[$0] })
      }
      if let place = found.first {
        columns[column] = place
      } else if column.isRequired {
        throw .columnNotFound(column, header: header)
      }
    }
    self.rows = rows
    self.columns = columns
    width = header.count
  }

  func duty(of row: Row) throws(RosterRowProblem.Failure) -> Duty {
    guard row.fields.count == width else {
      throw .init(problem: .wrongFieldCount(found: row.fields.count, expected: width))
    }
    guard !row.fields.contains(nil) else { throw .init(problem: .malformedText) }
    let member = Member(
      id: try required(.id, row), name: try required(.name, row), phone: text(.phone, row))
    let (from, to) = (try moment(.from, row), try moment(.to, row))
    if let from, let to, to <= from { throw .init(problem: .endsBeforeStart) }
    return Duty(
      member: member, role: try role(row), grid: try required(.grid, row), from: from, to: to)
  }

  private func text(_ column: RosterColumn, _ row: Row) -> String? {
    guard let place = columns[column], let text = row.fields[place], !text.isEmpty else {
      return nil
    }
    return text
  }

  private func required(
    _ column: RosterColumn, _ row: Row
  ) throws(RosterRowProblem.Failure) -> String {
    guard let text = text(column, row) else { throw .init(problem: .missing(column)) }
    return text
  }

  private func role(_ row: Row) throws(RosterRowProblem.Failure) -> MemberRole {
    guard let text = text(.role, row) else { return .fullTime }
    switch text.lowercased() {
    case "专职", "full-time", "full time", "fulltime": return .fullTime
    case "兼职", "part-time", "part time", "parttime": return .partTime
    default: throw .init(problem: .unknownRole(text))
    }
  }

  private func moment(
    _ column: RosterColumn, _ row: Row
  ) throws(RosterRowProblem.Failure) -> Moment? {
    guard let text = text(column, row) else { return nil }
    guard let moment = Moment(text) else { throw .init(problem: .notATime(column, text)) }
    return moment
  }

  /// All rows that are not blank, the header first.
  private static func read(_ path: String) throws(RosterError) -> [Row] {
    let bytes = try content(of: path)
    guard !bytes.isEmpty else { return [] }
    do throws(IncidentFileError) { try TextEncoding.refuseWide(bytes.prefix(1 << 20)[...]) } catch {
      throw .unsupportedEncoding("UTF-16")
    }
    let text = CSVText(TextEncoding.decide(by: bytes[...], isWhole: true))
    var scanner = CSVScanner()
    var rows: [Row] = []
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = 1
    let span = bytes.span
    while at < span.count {
      let row = scanner.scan(span, from: at)
      guard !row.isUnclosed else { throw .unclosedQuote(line: line) }
      if !span.isBlank(row.start..<row.contentEnd) {
        let fields = (0..<scanner.fieldCount).map { number -> String? in
          let field = span.extracting(span.trimmed(scanner.field(number, of: row)))
          return text.utf8(field).map { utf8 in
            String(decoding: utf8[utf8.span.trimmed(utf8.span.indices)], as: UTF8.self)
          }
        }
        // A row of commas only is what spreadsheets write for an empty one.
        if fields.contains(where: { $0?.isEmpty != true }) {
          rows.append(Row(line: line, fields: fields))
        }
      }
      at = row.end
      line += row.lines
    }
    return rows
  }

  private static func content(of path: String) throws(RosterError) -> [UInt8] {
    do throws(FileError) {
      var reader = try ByteReader(path: path)
      var bytes = [UInt8](repeating: 0, count: reader.length.map { $0 + 1 } ?? 1 << 16)
      var count = 0
      while true {
        if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
        let read = try reader.read(into: &bytes, from: count)
        guard read > 0 else { return Array(bytes[..<count]) }
        count += read
      }
    } catch {
      throw .file(error)
    }
  }
}
