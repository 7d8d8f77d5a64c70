internal import GRDB
internal import GridPartition

extension Roster {
  /// Reads the members and their duties.
  init(in database: Database) throws {
    var members: [String: Member] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT id, name, phone FROM member") {
      members[row[0]] = Member(id: row[0], name: row[1], phone: row[2])
    }
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT member, grid, role, effective_from, effective_to FROM grid_member ORDER BY fid")
    self.init(
      try rows.map { row in
        guard let member = members[row[0]], let role = MemberRole(rawValue: row[2]) else {
          throw StoreError.malformed(table: "grid_member")
        }
        return Duty(
          member: member, role: role, grid: row[1], from: try Self.moment(row[3]),
          to: try Self.moment(row[4]))
      })
  }

  private static func moment(_ text: String?) throws(StoreError) -> Moment? {
    guard let text else { return nil }
    guard let moment = Moment(text) else { throw .malformed(table: "grid_member") }
    return moment
  }

  /// Takes the place of the roster that is there.
  func replace(in database: Database) throws {
    try database.execute(sql: "DELETE FROM grid_member; DELETE FROM member")
    for member in Set(duties.map(\.member)).sorted(by: { codePrecedes($0.id, $1.id) }) {
      try database.execute(
        sql: "INSERT INTO member (id, name, phone) VALUES (?, ?, ?)",
        arguments: [member.id, member.name, member.phone])
    }
    for duty in duties {
      try database.execute(
        sql: """
          INSERT INTO grid_member (member, grid, role, effective_from, effective_to)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          duty.member.id, duty.grid, duty.role.rawValue, duty.from?.description,
          duty.to?.description,
        ])
    }
  }
}

extension Duty {
  /// What the digest of a roster is made of.
  var fields: [String] {
    [
      member.id, member.name, member.phone ?? "", role.rawValue, grid, from?.description ?? "",
      to?.description ?? "",
    ]
  }
}
