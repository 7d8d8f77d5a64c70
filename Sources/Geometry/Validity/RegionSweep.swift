/// What a sweep finds about the shape of one unit.
public struct RegionShape: Sendable {
  /// Why a boundary cannot be one: it crosses itself, or its winding number is not 0 or 1 everywhere.
  public enum Fault: Hashable, Sendable {
    /// Two edges cross at a point that is not a vertex of both.
    case crossing
    /// A place is enclosed twice, or from the wrong side: parts that overlap, a doubled ring, a hole
    /// outside its shell, boundaries that cross at a vertex.
    case winding
  }

  /// The first fault from west to east, and the lattice point nearest to it.
  public var fault: (kind: Fault, at: LatticePoint)?
  /// Where a ring touches itself, or rings of a polygon that touch elsewhere as well, so that they
  /// cut its interior in two.
  public var selfTouches: [LatticePoint] = []
  /// The polygons in groups that touch one another, each sorted, in order of their first member.
  public var pieces: [[Int]] = []
}

/// Decides with integers only whether a unit's boundary does not cross itself and its winding number
/// is 0 or 1 everywhere.
///
/// A line sweeps the edges from west to east and keeps those it meets in order from south to north,
/// with the winding number above each. As long as neighbours on the line do not cross, that order
/// and the winding numbers are exact; boundaries that cross at a vertex show as a winding number
/// other than 0 or 1. Rings that touch are allowed, at points and along edges that they follow in
/// opposite directions.
///
/// Method: Shamos and Hoey 1976, doi:10.1109/SFCS.1976.16, with winding numbers; a vertical edge is
/// taken as leaning, by ordering points by `x`, then `y`.
public struct RegionSweep {
  private var edges: [SweepEdge] = []
  private var order: [Int32] = []
  private var status: [Int32] = []
  private var ending: [Int32] = []
  /// The edges that leave the vertex the line is on eastward, and where they are in `status`.
  private var bundle: [Int32] = []
  private var lower = 0
  /// Places with the winding number 0: those on the sweep line, as far as they are known to be
  /// connected. The first one is what lies beyond all edges.
  private var gaps = DisjointSets(count: 1)
  /// The gap above all edges that meet the vertex the line is on; -1 where there is none.
  private var gapOnTop: Int32 = 0
  private var simpleRings = SimpleRings()

  public init() {}

  /// Whether a unit is one ring that is proved simple: sound, one piece, and without a touch.
  ///
  /// The common case, in about a microsecond for a few dozen vertices. Of any other unit
  /// ``examine(_:polygons:)`` tells what it is.
  ///
  /// - Parameters:
  ///   - store: The polygons of all units.
  ///   - polygons: Those of the unit.
  ///   - box: Their box.
  /// - Returns: `true` only for a simple ring.
  public mutating func provesSimple(
    _ store: PolygonStore, polygons: Range<Int>, in box: Envelope
  ) -> Bool {
    guard polygons.count == 1, store.rings(ofPolygon: polygons.lowerBound).count == 1 else {
      return false
    }
    return store.points.withSpan(store.positions(ofPolygons: polygons)) {
      simpleRings.prove($0, in: box)
    }
  }

  /// Examines the polygons of one unit.
  ///
  /// - Complexity: O(*n* log *n*) comparisons in the number of edges, and O(*k*) moves in the
  ///   number of edges on the sweep line where a boundary starts or ends from west to east.
  public mutating func examine(
    _ store: PolygonStore, polygons: Range<Int>
  ) -> RegionShape {
    var shape = RegionShape()
    if provesSimple(store, polygons: polygons, in: store.box(ofPolygons: polygons)) {
      shape.pieces = [[polygons.lowerBound]]
      return shape
    }
    load(store, polygons)
    var pieces = DisjointSets(count: polygons.count)
    let visits = PointVisits(store, polygons)
    var touches: PointVisits? = visits
    shape.fault = sweep(&touches) { visits, point, edges in
      visits?.settle(at: point, edges, &shape.selfTouches, &pieces)
    }
    shape.pieces = pieces.groups().map { $0.map { polygons.lowerBound + $0 } }
    return shape
  }

  /// Moves the sweep line over all vertices, until edges cross.
  ///
  /// - Parameters:
  ///   - visits: Receives the edges that meet at each vertex, where that is wanted.
  ///   - settle: Called after each vertex.
  /// - Returns: The first crossing, else the first wrong winding number.
  private mutating func sweep(
    _ visits: inout PointVisits?,
    settle: (_ visits: inout PointVisits?, _ point: LatticePoint, _ edges: [SweepEdge]) -> Void
  ) -> (kind: RegionShape.Fault, at: LatticePoint)? {
    status.removeAll(keepingCapacity: true)
    gaps = DisjointSets(count: 1)
    var (starting, ended) = (0, 0)
    var windingFault: LatticePoint?
    while ended < ending.count {
      let next = edges[Int(ending[ended])].high
      var point = next
      if starting < order.count { point = min(next, edges[Int(order[starting])].low) }
      while ended < ending.count, edges[Int(ending[ended])].high == point { ended += 1 }
      if let fault = advance(to: point, &starting, &visits) { return fault }
      // A crossing further on says more than the winding number that it turns wrong.
      if !setWindings(at: point, &visits), windingFault == nil { windingFault = point }
      settle(&visits, point, edges)
    }
    return windingFault.map { (.winding, $0) }
  }

  /// Moves the sweep line over a vertex.
  private mutating func advance(
    to point: LatticePoint, _ starting: inout Int, _ visits: inout PointVisits?
  ) -> (kind: RegionShape.Fault, at: LatticePoint)? {
    lower = lowestEdge(notBelow: point)
    var upper = lower
    bundle.removeAll(keepingCapacity: true)
    while upper < status.count {
      let edge = edges[Int(status[upper])]
      guard orientation(edge.low, edge.high, point) == .collinear else { break }
      visits?.add(status[upper], isThrough: edge.high != point)
      if edge.high != point { bundle.append(status[upper]) }
      upper += 1
    }
    let passing = bundle.count
    gapOnTop = gap(below: upper)
    for other in bundle.dropFirst() where !isSameDirection(bundle[0], other, from: point) {
      return (.crossing, point)
    }
    while starting < order.count, edges[Int(order[starting])].low == point {
      visits?.add(order[starting], isThrough: false)
      bundle.append(order[starting])
      starting += 1
    }
    if passing > 0, bundle.count > passing {
      let edges = edges
      bundle.sort { a, b in
        orientation(point, edges[Int(a)].high, edges[Int(b)].high) == .counterclockwise
      }
    }
    status.replaceSubrange(lower..<upper, with: bundle)
    return crossing(around: lower, count: bundle.count)
  }

  /// Sets the winding numbers above the edges that leave a vertex eastward.
  ///
  /// Edges that run along each other have nothing between them, so only their sum counts.
  ///
  /// - Returns: Whether all are 0 or 1.
  private mutating func setWindings(at point: LatticePoint, _ visits: inout PointVisits?) -> Bool {
    var winding = lower > 0 ? edges[Int(status[lower - 1])].windingAbove : 0
    var isSound = true
    var index = 0
    while index < bundle.count {
      var end = index
      while end < bundle.count, isSameDirection(bundle[index], bundle[end], from: point) {
        winding += edges[Int(bundle[end])].direction
        end += 1
      }
      setGap(above: index..<end, winding)
      if end > index + 1 { visits?.noteSharedEdge() }
      isSound = isSound && (winding == 0 || winding == 1)
      for edge in bundle[index..<end] { edges[Int(edge)].windingAbove = winding }
      index = end
    }
    if bundle.isEmpty { joinGaps() }
    return isSound
  }

  /// Looks for a crossing of the edges that became neighbours on the sweep line.
  private func crossing(
    around lower: Int, count: Int
  ) -> (kind: RegionShape.Fault, at: LatticePoint)? {
    let candidates = count == 0 ? [lower] : [lower, lower + count]
    for upper in candidates where upper > 0 && upper < status.count {
      let (a, b) = (edges[Int(status[upper - 1])], edges[Int(status[upper])])
      if let place = properCrossing(a.low, a.high, b.low, b.high) {
        return (.crossing, place.nearestLatticePoint)
      }
    }
    return nil
  }

  /// The first edge on the sweep line that the point is not strictly above of.
  private func lowestEdge(notBelow point: LatticePoint) -> Int {
    var (low, high) = (0, status.count)
    while low < high {
      let middle = (low + high) / 2
      let edge = edges[Int(status[middle])]
      if orientation(edge.low, edge.high, point) == .counterclockwise {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func isSameDirection(_ a: Int32, _ b: Int32, from point: LatticePoint) -> Bool {
    orientation(point, edges[Int(a)].high, edges[Int(b)].high) == .collinear
  }

  /// Takes the edges of a unit, sorted by their start and then from south to north.
  private mutating func load(_ store: PolygonStore, _ polygons: Range<Int>) {
    edges.removeAll(keepingCapacity: true)
    for polygon in polygons {
      for ring in store.rings(ofPolygon: polygon) {
        let range = store.positions(ofRing: ring)
        var previous = store.points[range.upperBound - 1]
        for index in range {
          let point = store.points[index]
          let forward = previous < point
          edges.append(
            SweepEdge(
              low: forward ? previous : point, high: forward ? point : previous,
              ring: Int32(ring), part: Int32(polygon - polygons.lowerBound),
              direction: forward ? 1 : -1, windingAbove: 0))
          previous = point
        }
      }
    }
    sortEdges()
  }

  /// Brings the edges into the orders in which they start and end.
  private mutating func sortEdges() {
    let edges = edges
    order = (0..<Int32(edges.count)).sorted { a, b in
      let (a, b) = (edges[Int(a)], edges[Int(b)])
      if a.low != b.low { return a.low < b.low }
      return orientation(a.low, a.high, b.high) == .counterclockwise
    }
    ending = (0..<Int32(edges.count)).sorted { edges[Int($0)].high < edges[Int($1)].high }
  }
}

extension RegionSweep {
  /// Whether a boundary has nothing inside but places that it goes round once: no hole, nothing
  /// enclosed twice or from the wrong side, and no crossing.
  ///
  /// - Parameter boundary: Stretches that meet at their ends only, or cross, and are closed.
  /// - Returns: Whether every place but the one beyond all has the winding number 1.
  /// - Complexity: As of ``examine(_:polygons:)``.
  public mutating func enclosesOnce(_ boundary: [SupportingLineReduction.Stretch]) -> Bool {
    edges = boundary.map { stretch in
      SweepEdge(
        low: stretch.low, high: stretch.high, ring: 0, part: 0,
        direction: Int32(clamping: stretch.multiplicity), windingAbove: 0)
    }
    sortEdges()
    var visits: PointVisits?
    guard sweep(&visits, settle: { _, _, _ in }) == nil else { return false }
    return (0..<gaps.count).allSatisfy { gaps.representative(of: $0) == 0 }
  }

  /// The gap below a place on the sweep line; -1 where the winding number is not 0.
  private func gap(below place: Int) -> Int32 {
    place > 0 ? edges[Int(status[place - 1])].gapAbove : 0
  }

  /// Says which gap is above edges of the bundle that run along each other.
  private mutating func setGap(above group: Range<Int>, _ winding: Int32) {
    var gap: Int32 = -1
    if group.upperBound == bundle.count {
      gap = gapOnTop
    } else if winding == 0 {
      gap = Int32(gaps.add())
    }
    for edge in bundle[group] { edges[Int(edge)].gapAbove = gap }
  }

  /// Joins what was below and above edges that end here: they end in one place.
  private mutating func joinGaps() {
    let below = gap(below: lower)
    if below >= 0, gapOnTop >= 0 { gaps.join(Int(below), Int(gapOnTop)) }
  }
}

/// An edge on its way through the sweep.
struct SweepEdge {
  let low: LatticePoint
  let high: LatticePoint
  let ring: Int32
  /// Offset of the polygon within the unit.
  let part: Int32
  /// +1 when the ring runs eastward here, so that its interior is above.
  let direction: Int32
  var windingAbove: Int32
  var gapAbove: Int32 = -1
}

/// The edges that meet at the vertex the sweep line is on.
private struct PointVisits {
  private let firstRing: Int
  /// Rings of one polygon, joined where they touch.
  private var touchingRings: DisjointSets
  private var ends: [(edge: Int32, isThrough: Bool)] = []
  private var hasSharedEdge = false

  init(_ store: PolygonStore, _ polygons: Range<Int>) {
    firstRing = polygons.first.map { store.rings(ofPolygon: $0).lowerBound } ?? 0
    let end = polygons.last.map { store.rings(ofPolygon: $0).upperBound } ?? 0
    touchingRings = DisjointSets(count: end - firstRing)
  }

  mutating func add(_ edge: Int32, isThrough: Bool) { ends.append((edge, isThrough)) }

  mutating func noteSharedEdge() { hasSharedEdge = true }

  /// Notes which parts meet here and whether a boundary touches itself, and forgets the edges.
  ///
  /// A ring that comes by once brings two ends; an edge that runs through counts as two.
  mutating func settle(
    at point: LatticePoint, _ edges: [SweepEdge], _ selfTouches: inout [LatticePoint],
    _ pieces: inout DisjointSets
  ) {
    defer {
      ends.removeAll(keepingCapacity: true)
      hasSharedEdge = false
    }
    guard ends.count > 2 || hasSharedEdge || ends.contains(where: \.isThrough) else { return }
    let met = ends.map { edges[Int($0.edge)] }
    let weights = Dictionary(
      zip(met, ends).map { ($0.ring, $1.isThrough ? 2 : 1) }, uniquingKeysWith: +)
    var isTouch = hasSharedEdge || weights.contains { $0.value > 2 }
    for (a, b) in zip(met, met.dropFirst()) { pieces.join(Int(a.part), Int(b.part)) }
    let rings = Set(met.map { RingOfPart(ring: Int($0.ring) - firstRing, part: $0.part) })
    for (_, group) in Dictionary(grouping: rings, by: \.part) {
      for (a, b) in zip(group, group.dropFirst()) {
        // Rings that touch in two places cut off what lies between.
        if touchingRings.representative(of: a.ring) == touchingRings.representative(of: b.ring) {
          isTouch = true
        }
        touchingRings.join(a.ring, b.ring)
      }
    }
    if isTouch { selfTouches.append(point) }
  }
}

private struct RingOfPart: Hashable {
  let ring: Int
  let part: Int32
}
