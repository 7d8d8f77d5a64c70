internal import GRDB
internal import GridPartition

extension Roster {
  /// Reads the members and their duties.
  init(in database: Database) throws {
    var members: [String: Member] = [:]
    for row in try StoredRow.all(of: "member", in: database) {
      let id = try row.text("id")
      members[id] = Member(
        id: id, name: try row.text("name"), phone: try row.optionalText("phone"))
    }
    let rows = try StoredRow.all(
      of: "grid_member", in: database, sql: "SELECT * FROM grid_member ORDER BY fid")
    self.init(
      try rows.map { row in
        guard let member = members[try row.text("member")],
          let role = MemberRole(rawValue: try row.text("role"))
        else { throw StoreError.malformed(table: "grid_member") }
        return Duty(
          member: member, role: role, grid: try row.text("grid"),
          from: try row.optionalMoment("effective_from"),
          to: try row.optionalMoment("effective_to"))
      })
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
