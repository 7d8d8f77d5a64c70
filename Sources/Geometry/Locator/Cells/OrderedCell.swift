/// Decides positions in ordered cells.
enum OrderedCell {
  /// What an ordered cell says of a position.
  struct Answer {
    /// The label of the position if it lies on no boundary; a number beyond all areas when the cell is
    /// not ordered, or damaged.
    let label: Int32
    /// Whether the position lies on a boundary or in line with a vertical one.
    let isNear: Bool

    static let none = Answer(label: .max, isNear: true)
  }

  /// Asks a cell about a position.
  @inline(__always)
  static func answer(x: Int64, y: Int64, of record: Int, _ tables: TileTables) -> Answer {
    // SAFETY: a record's number leads to its head, whose counts say how many edges and thresholds
    // follow in the table.
    // PAID FOR BY: benchmark "locate-uniform".
    let words = unsafe UnsafeRawPointer(tables.records.base + record &* 8)
    let head = unsafe words.assumingMemoryBound(to: CellHead.self)
    guard tables.records.isSound(record &* 8, count: 8),
      unsafe head.pointee.kind == CellHead.Kind.ordered
    else { return .none }
    let edges = unsafe (words + 32).assumingMemoryBound(to: CellEdge.self)
    let count = unsafe Int(head.pointee.count)
    // Four thresholds fill a unit behind the edges; the first two are in the head.
    let more = unsafe (Int(head.pointee.thresholdCount) &+ 1) / 4
    guard tables.records.isSound(record &* 8, count: 8 &* (1 &+ count &+ more)) else {
      return .none
    }
    // From the lowest edge up, each one below the position takes over from those below it. Selecting
    // costs less than jumping: which edge decides cannot be foreseen.
    var label = unsafe floor(at: x, head, after: edges + count)
    var near: UInt8 = 0
    for index in stride(from: count &- 1, through: 0, by: -1) {
      let edge = unsafe edges[index]
      let distance = UInt32(truncatingIfNeeded: x &- Int64(edge.column))
      let value = edge.value(x, y)
      let isZero: UInt8 = value == 0 || edge.dx == 0 ? 1 : 0
      near |= distance <= edge.width ? isZero : 0
      label = distance < edge.width && value > 0 ? edge.above : label
    }
    return Answer(label: label, isNear: near != 0)
  }

  /// The label of the floor in a column.
  @inline(__always)
  static func floor(
    at x: Int64, _ head: UnsafePointer<CellHead>, after edges: UnsafePointer<CellEdge>
  ) -> Int32 {
    var label = unsafe head.pointee.base
    let count = unsafe Int(head.pointee.thresholdCount)
    if unsafe x >= Int64(head.pointee.first.column) { label = unsafe head.pointee.first.label }
    if unsafe x >= Int64(head.pointee.second.column) { label = unsafe head.pointee.second.label }
    guard count > 2 else { return label }
    let more = unsafe UnsafeRawPointer(edges).assumingMemoryBound(to: CellHead.Threshold.self)
    for index in 0..<count - 2 where unsafe x >= Int64(more[index].column) {
      label = unsafe more[index].label
    }
    return label
  }
}
