/// The polygons of many units in flat arrays, on the lattice.
///
/// Rings are stored open (the first position is not repeated), without repeated neighbours, shells
/// counterclockwise and holes clockwise by exact signed area, so that the interior of a polygon lies
/// left of every edge.
public struct PolygonStore: Sendable {
  /// All positions, ring after ring.
  public private(set) var points = LatticePoints()
  /// Past the positions of each ring.
  public private(set) var ringEnds: [Int] = []
  /// Past the rings of each polygon.
  public private(set) var polygonEnds: [Int] = []

  public init() {}

  /// Takes what another store gave.
  public init(points: LatticePoints, ringEnds: [Int], polygonEnds: [Int]) {
    self.points = points
    self.ringEnds = ringEnds
    self.polygonEnds = polygonEnds
  }

  public var polygonCount: Int { polygonEnds.count }

  /// The rings of a polygon: the shell, then the holes.
  public func rings(ofPolygon polygon: Int) -> Range<Int> {
    (polygon == 0 ? 0 : polygonEnds[polygon - 1])..<polygonEnds[polygon]
  }

  /// The positions of a ring, as a range of ``points``.
  public func positions(ofRing ring: Int) -> Range<Int> {
    (ring == 0 ? 0 : ringEnds[ring - 1])..<ringEnds[ring]
  }

  /// Appends a polygon.
  ///
  /// A hole that cannot be used is left out; without a usable shell the whole polygon is.
  ///
  /// - Parameter rings: The shell, then the holes; closed or open, in either direction.
  /// - Returns: What is wrong with the rings that could not be taken, by their offset in `rings`.
  /// - Complexity: O(*n*) in the number of positions.
  public mutating func append(rings: [[LatticePoint]]) -> [(ring: Int, fault: RingFault)] {
    var positions: [LatticePoint] = []
    var ends: [Int] = []
    for ring in rings {
      positions += ring
      ends.append(positions.count)
    }
    return append(rearranging: &positions, from: 0, ringEnds: ends[...])
  }

  /// Appends a polygon whose rings follow one another in an array.
  ///
  /// - Parameters:
  ///   - positions: The rings as in ``append(rings:)``. Within its place, each is put in order.
  ///   - start: Where the shell begins.
  ///   - ends: Where the shell and the holes end; the next ring begins there.
  /// - Returns: What is wrong with the rings that could not be taken, by their number from 0.
  /// - Complexity: O(*n*) in the number of positions.
  public mutating func append(
    rearranging positions: inout [LatticePoint], from start: Int, ringEnds ends: ArraySlice<Int>
  ) -> [(ring: Int, fault: RingFault)] {
    var faults: [(ring: Int, fault: RingFault)] = []
    var start = start
    for (offset, end) in ends.enumerated() {
      var span = positions.mutableSpan
      switch OpenRing.make(in: &span, start..<end, counterclockwise: offset == 0) {
      case .success(let ring):
        points.append(contentsOf: positions[ring])
        ringEnds.append(points.count)
      case .failure(let fault):
        faults.append((offset, fault))
        if offset == 0 { return faults }
      }
      start = end
    }
    if !ends.isEmpty { polygonEnds.append(ringEnds.count) }
    return faults
  }

  /// Forgets the polygons and keeps the memory.
  public mutating func removeAll() {
    points.removeAll()
    ringEnds.removeAll(keepingCapacity: true)
    polygonEnds.removeAll(keepingCapacity: true)
  }

  /// Appends some polygons of another store behind the ones that are here.
  public mutating func append(polygons: Range<Int>, of other: PolygonStore) {
    let positions = other.positions(ofPolygons: polygons)
    let (pointShift, ringShift) = (
      points.count - positions.lowerBound,
      ringEnds.count - (polygons.first.map { other.rings(ofPolygon: $0).lowerBound } ?? 0)
    )
    points.append(contentsOf: other.points[positions])
    for polygon in polygons {
      for ring in other.rings(ofPolygon: polygon) {
        ringEnds.append(other.ringEnds[ring] + pointShift)
      }
      polygonEnds.append(other.polygonEnds[polygon] + ringShift)
    }
  }

  /// Appends the polygons of another store behind the ones that are here.
  ///
  /// - Parameters:
  ///   - other: Its polygons.
  ///   - share: The part of all polygons to come that will be here then; memory is taken for the
  ///     rest when there has to be more. `nil` when it is not known.
  public mutating func append(contentsOf other: PolygonStore, share: Double?) {
    ringEnds.makeRoom(for: other.ringEnds.count, share: share)
    polygonEnds.makeRoom(for: other.polygonEnds.count, share: share)
    let (points, rings) = (points.count, ringEnds.count)
    self.points.append(contentsOf: other.points)
    ringEnds.append(contentsOf: other.ringEnds.lazy.map { points + $0 })
    polygonEnds.append(contentsOf: other.polygonEnds.lazy.map { rings + $0 })
  }
}

extension Array {
  /// Makes room for more elements, and for all that will follow, so that a large array is not moved
  /// to twice its room when it is nearly full.
  ///
  /// - Parameters:
  ///   - count: How many elements come next.
  ///   - share: The part of all elements that will be here then; `nil` when it is not known.
  public mutating func makeRoom(for count: Int, share: Double?) {
    let needed = self.count + count
    guard needed > capacity, let share, share > 0, share <= 1 else { return }
    // A twentieth more than it seems; never so little that moving becomes frequent, and never so much
    // that the first elements, which may be unlike the others, ask for all memory.
    reserveCapacity(Int(Double(needed) * Swift.min(Swift.max(1.05 / share, 1.25), 4)))
  }
}

extension PolygonStore {
  /// Twice the signed area of polygons, in square lattice units; positive unless a ring crosses
  /// itself.
  public func doubledArea(ofPolygons polygons: Range<Int>) -> Int128 {
    var sum: Int128 = 0
    for polygon in polygons {
      for ring in rings(ofPolygon: polygon) {
        sum += points.withSpan(positions(ofRing: ring)) { Geometry.doubledArea(of: $0) }
      }
    }
    return sum
  }

  /// The box around polygons; only shells are looked at.
  public func envelope(ofPolygons polygons: Range<Int>) -> Envelope {
    var envelope = Envelope.empty
    for polygon in polygons {
      let shell = rings(ofPolygon: polygon).lowerBound
      for point in points[positions(ofRing: shell)] { envelope.expand(by: point) }
    }
    return envelope
  }

  /// The box around all positions of polygons, holes that lie outside of their shells included.
  public func box(ofPolygons polygons: Range<Int>) -> Envelope {
    points.withSpan(positions(ofPolygons: polygons)) { points in
      guard !points.isEmpty else { return .empty }
      var (low, high) = (points[0], points[0])
      for index in points.indices {
        let point = points[index]
        low = LatticePoint(x: min(low.x, point.x), y: min(low.y, point.y))
        high = LatticePoint(x: max(high.x, point.x), y: max(high.y, point.y))
      }
      return Envelope(minimum: low, maximum: high)
    }
  }

  /// The positions of all rings of polygons, which follow one another.
  public func positions(ofPolygons polygons: Range<Int>) -> Range<Int> {
    guard let first = polygons.first, let last = polygons.last else { return 0..<0 }
    return positions(ofRing: rings(ofPolygon: first).lowerBound)
      .lowerBound..<positions(ofRing: rings(ofPolygon: last).upperBound - 1).upperBound
  }

  /// Calls `body` with every directed edge of polygons; the interior lies left of it.
  @inlinable
  public func forEachEdge(
    ofPolygons polygons: Range<Int>, _ body: (_ from: LatticePoint, _ to: LatticePoint) -> Void
  ) {
    for polygon in polygons {
      for ring in rings(ofPolygon: polygon) {
        let range = positions(ofRing: ring)
        var previous = points[range.upperBound - 1]
        for index in range {
          let point = points[index]
          body(previous, point)
          previous = point
        }
      }
    }
  }

  /// How many edges polygons have; as many as positions.
  public func edgeCount(ofPolygons polygons: Range<Int>) -> Int {
    positions(ofPolygons: polygons).count
  }
}
