/// The boundaries of areas, cut into arcs where they meet: each arc once, with the areas beside it.
///
/// A junction is a position where boundaries part, or where one turns back on itself. An arc runs from
/// junction to junction, or from a position back to it, and has the same areas beside it all along.
/// What is done to an arc, such as simplifying it, happens to all areas that share it, so that
/// neighbours stay neighbours.
///
/// Areas consist of polygons, polygons of rings, the shell first, and rings of arcs.
///
/// Method: the arcs of TopoJSON, of exact lattice positions.
public struct ArcNetwork: Sendable {
  /// The positions of all arcs, arc after arc, both ends included; those of a closed arc are equal.
  public internal(set) var points: [LatticePoint] = []
  /// Past the positions of each arc.
  var arcEnds: [Int] = []
  /// The arcs of all rings, ring after ring.
  var uses: [ArcUse] = []
  /// Past the arcs of each ring.
  var ringEnds: [Int] = []
  /// Past the rings of each polygon.
  var polygonEnds: [Int] = []
  /// Past the polygons of each area.
  var areaEnds: [Int] = []
  private var sides: [ArcSide] = []
  private var sideEnds: [Int] = []

  init() {}

  /// Finds the areas beside each arc, once all rings are in.
  mutating func listSides() {
    var counts = [Int](repeating: 0, count: arcCount)
    for use in uses { counts[use.arc] += 1 }
    var ends = [Int](repeating: 0, count: arcCount)
    var sum = 0
    for arc in 0..<arcCount {
      ends[arc] = sum
      sum += counts[arc]
    }
    sides = [ArcSide](repeating: ArcSide(area: 0, isLeft: true), count: sum)
    for area in 0..<areaCount {
      for ring in rings(ofArea: area) {
        for use in arcs(ofRing: ring) {
          sides[ends[use.arc]] = ArcSide(area: area, isLeft: !use.isReversed)
          ends[use.arc] += 1
        }
      }
    }
    sideEnds = ends
  }
}

/// An arc as a part of a ring.
public struct ArcUse: Hashable, Sendable, BitwiseCopyable {
  /// The arc's number, or the complement of it when the ring runs the other way.
  private let code: Int32

  init(arc: Int, isReversed: Bool) { code = isReversed ? ~Int32(arc) : Int32(arc) }

  public var arc: Int { Int(code < 0 ? ~code : code) }
  /// Whether the ring runs from the arc's last position to its first.
  public var isReversed: Bool { code < 0 }
  /// The same arc the other way.
  var reversed: ArcUse { ArcUse(arc: arc, isReversed: !isReversed) }
}

/// An area beside an arc.
public struct ArcSide: Hashable, Sendable, BitwiseCopyable {
  public let area: Int
  /// Whether the area lies left of the arc.
  public let isLeft: Bool
}

extension ArcNetwork {
  public var arcCount: Int { arcEnds.count }
  public var areaCount: Int { areaEnds.count }

  /// The positions of an arc, as a range of ``points``; two at least.
  public func positions(ofArc arc: Int) -> Range<Int> { range(arc, arcEnds) }

  /// The areas beside an arc, each as often as it runs there.
  public func sides(ofArc arc: Int) -> ArraySlice<ArcSide> { sides[range(arc, sideEnds)] }

  /// The arcs of a ring in the order in which it runs along them.
  public func arcs(ofRing ring: Int) -> ArraySlice<ArcUse> { uses[range(ring, ringEnds)] }

  /// The polygons of an area.
  public func polygons(ofArea area: Int) -> Range<Int> { range(area, areaEnds) }

  /// The rings of a polygon, the shell first.
  public func rings(ofPolygon polygon: Int) -> Range<Int> { range(polygon, polygonEnds) }

  /// All rings of an area.
  public func rings(ofArea area: Int) -> Range<Int> {
    let polygons = polygons(ofArea: area)
    let first = polygons.lowerBound == 0 ? 0 : polygonEnds[polygons.lowerBound - 1]
    return first..<(polygons.isEmpty ? first : polygonEnds[polygons.upperBound - 1])
  }

  /// The positions of a ring, not closed.
  public func points(ofRing ring: Int) -> [LatticePoint] {
    var result: [LatticePoint] = []
    for use in arcs(ofRing: ring) {
      let positions = positions(ofArc: use.arc)
      // The end of an arc is the start of the next one.
      if use.isReversed {
        result.append(contentsOf: points[positions].dropFirst().reversed())
      } else {
        result.append(contentsOf: points[positions].dropLast())
      }
    }
    return result
  }

  private func range(_ index: Int, _ ends: [Int]) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}
