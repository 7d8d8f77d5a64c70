public import GridPartition
internal import JSONText

/// The units of a description as CSV, RFC 4180, in UTF-8: a header, then a row a unit.
public struct DescriptionTable {
  private var table = CSVTable()

  /// The text.
  public var bytes: [UInt8] { table.bytes }

  /// Writes the table.
  ///
  /// - Parameters:
  ///   - part: Which units to list.
  ///   - description: The whole plan in numbers.
  ///   - plan: The plan.
  ///   - spread: How incidents are spread over it; adds a column.
  public init(
    _ part: DescribedPart, of description: PlanDescription, _ plan: Plan,
    incidents spread: IncidentSpread?
  ) {
    let names = [
      "code", "name", "level", "kind", "parent", "area_m2", "perimeter_m", "vertices", "parts",
      "holes", "children", "grids", "neighbours", "polsby_popper", "reock", "convex_hull_ratio",
    ]
    for name in names { table.append(name) }
    if spread != nil { table.append("incidents") }
    table.endRow()
    for unit in part.units {
      append(unit, description.units[unit], plan)
      if let spread { table.append("\(spread.byUnit[unit])") }
      table.endRow()
    }
  }

  private mutating func append(_ unit: Int, _ described: UnitDescription, _ plan: Plan) {
    let known = plan.units[unit]
    table.append(known.code)
    table.append(known.name ?? "")
    table.append(known.level.rawValue)
    table.append(known.isVoid ? "void" : "")
    table.append(known.parentCode ?? "")
    table.append(described.area)
    table.append(described.perimeter)
    for count in [
      described.vertices, described.parts, described.holes, described.children, described.grids,
    ] { table.append("\(count)") }
    table.append(described.neighbours.map { plan.units[$0].code }.joined(separator: ";"))
    table.append(described.shape?.polsbyPopper)
    table.append(described.shape?.reock)
    table.append(described.shape?.convexHullRatio)
  }
}
