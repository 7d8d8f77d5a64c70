/// Answers where positions lie among many areas, exactly, from the few edges around each position.
///
/// A raster of about two cells an edge covers all areas. A cell without edges knows its areas. Any
/// other cell knows the winding numbers at its reference, a place beside its lowest corner through
/// which no vertex passes, and the edges that a path from there to a position of the cell can cross:
/// first along the cell's floor, then straight up. Gaps and overlaps need nothing of their own: where
/// winding numbers say that several areas or none hold a position, that is the answer.
///
/// Everything is decided by integers of 64 bits, see ``CellEdge``.
public struct CellLocator: AreaLocator {
  private let raster: CellRaster
  private let box: Envelope
  /// For each cell the offset of its record, or, of a cell without edges, its state as `-1 - state`.
  private var cells: [Int32] = []
  private var records: [Record] = []
  private var edges: [CellEdge] = []
  /// Distinct lists of winding numbers.
  private var states: [[Arrangement.Winding]] = []
  private var stepRanges: [Range<Int32>] = []
  private var steps: [WindingStep] = []

  private struct Record: Sendable {
    let state: Int32
    let edges: Range<Int32>
  }

  /// Builds a locator; there is none when the areas spread so wide that 64 bits do not suffice, or
  /// their edges run through too many cells to be kept there.
  ///
  /// - Parameter set: The edges of all areas, with their seams; owners are the areas' numbers.
  /// - Complexity: O(*n* + *k*) where *k* counts the cells that edges cross.
  public init?(_ set: EdgeSet) {
    var box = Envelope.empty
    for edge in set.edges {
      box.expand(by: edge.low)
      box.expand(by: edge.high)
    }
    guard !box.isEmpty, set.edges.count < 1 << 26 else { return nil }
    // A margin of two units all around keeps references and strips inside the raster.
    box = Envelope(
      minimum: LatticePoint(x: box.minimum.x - 2, y: box.minimum.y - 2),
      maximum: LatticePoint(x: box.maximum.x + 2, y: box.maximum.y + 2))
    self.box = box
    raster = CellRaster(covering: box, cells: 2 * set.edges.count)
    let span = max(box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y)
    guard 64 - span.leadingZeroBitCount + Int(raster.shift) <= 60 else { return nil }
    for edge in set.edges {
      let first = Int32(steps.count)
      steps.append(contentsOf: set.steps(of: edge))
      stepRanges.append(first..<Int32(steps.count))
    }
    guard fill(set) else { return nil }
  }

  /// Distributes the edges and carries winding numbers along the floors of the rows.
  private mutating func fill(_ set: EdgeSet) -> Bool {
    var starts = [Int](repeating: 0, count: raster.count + 1)
    for edge in set.edges {
      raster.forEachCell(crossedBy: edge.low, edge.high, margin: 1) { starts[$0 + 1] += 1 }
    }
    for cell in 0..<raster.count { starts[cell + 1] += starts[cell] }
    // Long edges side by side would fill many cells each.
    guard starts[raster.count] < min(24 * set.edges.count + 4096, Int(Int32.max)) else {
      return false
    }
    var members = [Int32](repeating: 0, count: starts[raster.count])
    var next = starts
    for (index, edge) in set.edges.enumerated() {
      raster.forEachCell(crossedBy: edge.low, edge.high, margin: 1) { cell in
        members[next[cell]] = Int32(index)
        next[cell] += 1
      }
    }
    var numbers = StateNumbers()
    cells.reserveCapacity(raster.count)
    for row in 0..<raster.rows {
      // West of all areas nothing winds.
      var state = WindingState()
      for column in 0..<raster.columns {
        let cell = row * raster.columns + column
        let range = starts[cell]..<starts[cell + 1]
        add(cell: members[range], set, numbers.number(of: state))
        let corner = raster.corner(column: column, row: row)
        for member in members[range] {
          let edge = set.edges[Int(member)]
          let sign = CellEdge.floorStep(of: edge, origin: corner, size: raster.size)
          if sign != 0 { state.add(set.steps(of: edge), times: sign) }
        }
      }
    }
    states = numbers.states
    return true
  }

  /// Adds the next cell.
  private mutating func add(cell members: ArraySlice<Int32>, _ set: EdgeSet, _ state: Int32) {
    let first = Int32(edges.count)
    let corner = raster.corner(
      column: cells.count % raster.columns, row: cells.count / raster.columns)
    for member in members {
      let edge = set.edges[Int(member)]
      if let local = CellEdge(edge, source: member, origin: corner, size: raster.size) {
        edges.append(local)
      }
    }
    guard first < Int32(edges.count) else {
      cells.append(-1 - state)
      return
    }
    cells.append(Int32(records.count))
    records.append(Record(state: state, edges: first..<Int32(edges.count)))
  }

  public func locate(_ points: [LatticePoint]) -> Placements {
    var placements = Placements()
    placements.reserve(points.count)
    var tally = PositionTally()
    for point in points {
      if box.contains(point) {
        let column = raster.column(point.x)
        let row = raster.row(point.y)
        let cell = cells[row * raster.columns + column]
        if cell < 0 {
          for winding in states[Int(-1 - cell)] {
            placements.add(area: Int(winding.owner), isInside: true)
          }
        } else {
          let corner = raster.corner(column: column, row: row)
          decide(
            records[Int(cell)], x: point.x - corner.x, y: point.y - corner.y, &tally, &placements)
        }
      }
      placements.endPoint()
    }
    return placements
  }

  /// Decides a position in a cell with edges.
  private func decide(
    _ record: Record, x: Int64, y: Int64, _ tally: inout PositionTally,
    _ placements: inout Placements
  ) {
    tally.begin(states[Int(record.state)])
    for index in record.edges {
      let edge = edges[Int(index)]
      switch edge.side(x: x, y: y) {
      case .passed(0): continue
      case .passed(let sign):
        for step in stepRanges[Int(edge.source)] { tally.add(steps[Int(step)], times: Int32(sign)) }
      case .on:
        for step in stepRanges[Int(edge.source)] { tally.touch(steps[Int(step)].owner) }
      }
    }
    tally.settle(into: &placements)
  }
}
