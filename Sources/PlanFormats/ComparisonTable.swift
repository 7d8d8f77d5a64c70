public import GridPartition

/// The pieces that change hands as CSV, RFC 4180, in UTF-8: a header, then a row a piece.
public struct ComparisonTable {
  /// The text.
  public let bytes: [UInt8]

  /// Writes the pieces of a layer.
  ///
  /// - Parameters:
  ///   - pieces: The pieces.
  ///   - comparison: The plans.
  ///   - incidents: The incidents that change hands; adds a column.
  public init(_ pieces: [Piece], of comparison: Comparison, incidents: PiecedIncidents?) {
    var table = CSVTable()
    for name in ["from", "from_name", "to", "to_name", "area_m2"] { table.append(name) }
    if incidents != nil { table.append("incidents") }
    table.endRow()
    for piece in pieces {
      for (unit, plan) in [(piece.old, comparison.old), (piece.new, comparison.new)] {
        table.append(unit.map { plan.units[$0].code } ?? "")
        table.append(unit.flatMap { plan.units[$0].name } ?? "")
      }
      table.append(piece.area)
      if let incidents { table.append("\(incidents[piece])") }
      table.endRow()
    }
    bytes = table.bytes
  }
}

/// The hand-over list (交接清单) as CSV, RFC 4180, in UTF-8: a header, then a row for each piece that a member
/// gives up or takes over.
public struct HandoverTable {
  /// The text.
  public let bytes: [UInt8]

  /// Writes the list.
  public init(_ handover: Handover, of comparison: Comparison, withIncidents: Bool) {
    var table = CSVTable()
    let names = ["member", "name", "phone", "role", "direction", "from", "to", "area_m2"]
    for name in names { table.append(name) }
    if withIncidents { table.append("incidents") }
    table.append("others")
    table.endRow()
    for entry in handover.entries {
      table.append(entry.member.id)
      table.append(entry.member.name)
      table.append(entry.member.phone ?? "")
      table.append(entry.role.rawValue)
      table.append(entry.isLost ? "out" : "in")
      table.append(entry.piece.old.map { comparison.old.units[$0].code } ?? "")
      table.append(entry.piece.new.map { comparison.new.units[$0].code } ?? "")
      table.append(entry.piece.area)
      if withIncidents { table.append("\(entry.incidents)") }
      table.append(entry.others.map { "\($0.id) \($0.name)" }.joined(separator: ";"))
      table.endRow()
    }
    bytes = table.bytes
  }
}
