/// Where a position lies in relation to one area.
private enum Containment {
  case outside
  case boundary
  case inside
}

/// Answers where positions lie among many areas, exactly, from all edges of each.
///
/// The plain scan that faster locators are held against: an R-tree over areas, and for each area runs
/// of consecutive edges with a box, so that far runs are passed over.
public struct BoundaryIndex: AreaLocator {
  private static let runLength = 32

  private struct Run {
    let edges: Range<Int>
    let box: Envelope
  }

  private var starts: [LatticePoint] = []
  private var ends: [LatticePoint] = []
  private var runs: [Run] = []
  private var runsOfArea: [Range<Int>] = []
  private let tree: EnvelopeTree

  /// Builds an index.
  ///
  /// - Parameters:
  ///   - count: How many areas there are.
  ///   - forEachEdge: Calls its argument with every directed edge of an area's boundary.
  /// - Complexity: O(*n* log *n*).
  public init(
    count: Int,
    forEachEdge: (_ area: Int, _ body: (LatticePoint, LatticePoint) -> Void) -> Void
  ) {
    var (starts, ends) = ([LatticePoint](), [LatticePoint]())
    var boxes: [Envelope] = []
    for area in 0..<count {
      let first = starts.count
      forEachEdge(area) { from, to in
        starts.append(from)
        ends.append(to)
      }
      let firstRun = runs.count
      var areaBox = Envelope.empty
      for low in stride(from: first, to: starts.count, by: Self.runLength) {
        let edges = low..<min(low + Self.runLength, starts.count)
        var box = Envelope(of: starts[edges])
        box.expand(by: Envelope(of: ends[edges]))
        runs.append(Run(edges: edges, box: box))
        areaBox.expand(by: box)
      }
      runsOfArea.append(firstRun..<runs.count)
      boxes.append(areaBox)
    }
    (self.starts, self.ends) = (starts, ends)
    tree = EnvelopeTree(boxes)
  }

  public func locate(_ points: [LatticePoint]) -> Placements {
    var placements = Placements()
    for point in points {
      tree.forEachMember(meeting: Envelope(minimum: point, maximum: point)) { area in
        let place = containment(of: point, in: area)
        if place != .outside { placements.add(area: area, isInside: place == .inside) }
      }
      placements.endPoint()
    }
    return placements
  }

  /// Where a position lies in relation to an area: inside where its winding number is not 0.
  ///
  /// Edges are counted on a ray to the east, each with its lower end and without its upper one.
  private func containment(of point: LatticePoint, in area: Int) -> Containment {
    var winding = 0
    for run in runs[runsOfArea[area]] {
      let box = run.box
      guard box.minimum.y <= point.y, point.y <= box.maximum.y, point.x <= box.maximum.x else {
        continue
      }
      for edge in run.edges {
        let (from, to) = (starts[edge], ends[edge])
        guard min(from.y, to.y) <= point.y, point.y <= max(from.y, to.y),
          point.x <= max(from.x, to.x)
        else { continue }
        let side = orientation(from, to, point)
        if side == .collinear, min(from.x, to.x) <= point.x { return .boundary }
        if from.y <= point.y, to.y > point.y, side == .counterclockwise { winding += 1 }
        if to.y <= point.y, from.y > point.y, side == .clockwise { winding -= 1 }
      }
    }
    return winding == 0 ? .outside : .inside
  }

  /// Calls `body` with each edge of each area whose run's box meets a box.
  public func forEachEdge(
    meeting box: Envelope, _ body: (_ area: Int, _ from: LatticePoint, _ to: LatticePoint) -> Void
  ) {
    tree.forEachMember(meeting: box) { area in
      for run in runs[runsOfArea[area]] where run.box.intersects(box) {
        for edge in run.edges { body(area, starts[edge], ends[edge]) }
      }
    }
  }
}
