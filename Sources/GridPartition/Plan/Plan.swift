public import CoordinateSystems
public import Geometry

/// The units of all levels that hold together, in one coordinate reference system.
public struct Plan: Sendable {
  /// Where the plan was read, as the user wrote it.
  public let source: String
  public let crs: CoordinateReferenceSystem
  public let lattice: Lattice
  public let units: [PlanUnit]
  public let store: PolygonStore
  /// The levels that have units, from the widest to the smallest.
  public let levels: [Level]
  /// How many positions did not lie on the lattice, and the farthest that one was moved, in metres.
  public let moved: (count: Int, farthest: Double)
  /// For each unit its children.
  public let children: [[Int]]
  private let unitsByCode: [Level: UnitsByCode]

  /// Holds units together: finds parents and children.
  ///
  /// - Parameters:
  ///   - source: Where they were read, as the user wrote it.
  ///   - crs: The system of their positions.
  ///   - lattice: The lattice that the positions are on.
  ///   - units: The units in reading order.
  ///   - store: Their polygons.
  ///   - moved: How many positions were moved to the lattice, and how far at most, in metres.
  public init(
    source: String, crs: CoordinateReferenceSystem, lattice: Lattice,
    units: consuming [PlanUnit], store: PolygonStore, moved: (count: Int, farthest: Double)
  ) {
    self.source = source
    self.crs = crs
    self.lattice = lattice
    self.store = store
    self.moved = moved
    let hierarchy = Hierarchy(of: units)
    self.units = hierarchy.units
    levels = hierarchy.levels
    children = hierarchy.children
    unitsByCode = hierarchy.unitsByCode
  }

  /// The units of a level, in reading order.
  public func units(of level: Level) -> [Int] {
    units.indices.filter { units[$0].level == level }
  }

  /// The units of a level that bear a code; more than one when it is given twice.
  public func units(of level: Level, code: String) -> [Int] { unitsByCode[level]?[code] ?? [] }

  /// The nearest level above that has units.
  public func levelAbove(_ level: Level) -> Level? { levels.last { $0 < level } }

  /// The level whose units are responsible for incidents: the smallest that has units.
  public var smallestLevel: Level { levels.last ?? .grid }

  /// The unit's ancestors, the nearest first.
  public func ancestors(of unit: Int) -> [Int] {
    var result: [Int] = []
    var next = units[unit].parent
    while let parent = next {
      result.append(parent)
      next = units[parent].parent
    }
    return result
  }
}

extension Plan {
  /// Calls `body` with every directed edge of a unit's boundary; the unit lies to the left.
  ///
  /// For a unit without polygon these are the edges of its children's boundaries, which cancel to
  /// the outline that stands in for its own.
  public func forEachBoundaryEdge(
    of unit: Int, _ body: (_ from: LatticePoint, _ to: LatticePoint) -> Void
  ) {
    if units[unit].hasShape {
      store.forEachEdge(ofPolygons: units[unit].polygons, body)
    } else {
      for child in children[unit] { forEachBoundaryEdge(of: child, body) }
    }
  }

  /// The position of a lattice point in the plan's coordinate reference system.
  public func position(of point: LatticePoint) -> Position {
    Position(x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y))
  }
}

/// Codes by ascending order of their UTF-8 bytes: the order of "the lowest code".
public func codePrecedes(_ a: String, _ b: String) -> Bool {
  a.utf8.lexicographicallyPrecedes(b.utf8)
}
