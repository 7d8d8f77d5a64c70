public import GridPartition

/// The members and their grids as CSV, RFC 4180, in UTF-8, as ``Roster/init(csv:)`` reads it.
public struct RosterTable {
  /// The text.
  public let bytes: [UInt8]

  /// Writes the list.
  public init(_ roster: Roster) {
    var table = CSVTable()
    for column in RosterColumn.allCases { table.append(column.rawValue) }
    table.endRow()
    for duty in roster.duties {
      table.append(duty.member.id)
      table.append(duty.member.name)
      table.append(duty.member.phone ?? "")
      table.append(duty.role.rawValue)
      table.append(duty.grid)
      table.append(duty.from?.description ?? "")
      table.append(duty.to?.description ?? "")
      table.endRow()
    }
    bytes = table.bytes
  }
}
