public import GridPartition
internal import JSONText

/// The units of a description as CSV, RFC 4180, in UTF-8: a header, then a row a unit.
public struct DescriptionTable {
  /// The text.
  public private(set) var bytes: [UInt8] = []
  private var isRowStart = true

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
    for name in names { append(name) }
    if spread != nil { append("incidents") }
    endRow()
    for unit in part.units {
      append(unit, description.units[unit], plan)
      if let spread { append("\(spread.byUnit[unit])") }
      endRow()
    }
  }

  private mutating func append(_ unit: Int, _ described: UnitDescription, _ plan: Plan) {
    let known = plan.units[unit]
    append(known.code)
    append(known.name ?? "")
    append(known.level.rawValue)
    append(known.isVoid ? "void" : "")
    append(known.parentCode ?? "")
    append(described.area)
    append(described.perimeter)
    for count in [
      described.vertices, described.parts, described.holes, described.children, described.grids,
    ] { append("\(count)") }
    append(described.neighbours.map { plan.units[$0].code }.joined(separator: ";"))
    append(described.shape?.polsbyPopper)
    append(described.shape?.reock)
    append(described.shape?.convexHullRatio)
  }

  private mutating func append(_ number: Double?) {
    separate()
    if let number, number.isFinite { bytes.append(decimal: number) }
  }

  private mutating func append(_ text: String) {
    separate()
    CSVText.append(field: Array(text.utf8).span, to: &bytes)
  }

  private mutating func separate() {
    if !isRowStart { bytes.append(.comma) }
    isRowStart = false
  }

  private mutating func endRow() {
    bytes += [.carriageReturn, .lineFeed]
    isRowStart = true
  }
}
