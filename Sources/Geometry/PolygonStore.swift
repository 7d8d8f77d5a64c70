/// The polygons of many units in flat arrays, on the lattice.
///
/// Rings are stored open (the first position is not repeated), without repeated neighbours, shells
/// counterclockwise and holes clockwise by exact signed area, so that the interior of a polygon lies
/// left of every edge.
public struct PolygonStore: Sendable {
  /// All positions, ring after ring.
  public private(set) var points: [LatticePoint] = []
  /// Past the positions of each ring.
  public private(set) var ringEnds: [Int] = []
  /// Past the rings of each polygon.
  public private(set) var polygonEnds: [Int] = []

  public init() {}

  /// Takes arrays as another store gave them.
  public init(points: [LatticePoint], ringEnds: [Int], polygonEnds: [Int]) {
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
    var faults: [(ring: Int, fault: RingFault)] = []
    for (offset, positions) in rings.enumerated() {
      switch OpenRing.make(from: positions, counterclockwise: offset == 0) {
      case .success(let ring):
        points.append(contentsOf: ring.points)
        ringEnds.append(points.count)
      case .failure(let fault):
        faults.append((offset, fault))
        if offset == 0 { return faults }
      }
    }
    if !rings.isEmpty { polygonEnds.append(ringEnds.count) }
    return faults
  }
}

extension PolygonStore {
  /// Twice the signed area of polygons, in square lattice units; positive unless a ring crosses
  /// itself.
  public func doubledArea(ofPolygons polygons: Range<Int>) -> Int128 {
    var sum: Int128 = 0
    for polygon in polygons {
      for ring in rings(ofPolygon: polygon) {
        sum += Geometry.doubledArea(of: points[positions(ofRing: ring)])
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
    guard let first = polygons.first, let last = polygons.last else { return 0 }
    return positions(ofRing: rings(ofPolygon: last).upperBound - 1).upperBound
      - positions(ofRing: rings(ofPolygon: first).lowerBound).lowerBound
  }
}
