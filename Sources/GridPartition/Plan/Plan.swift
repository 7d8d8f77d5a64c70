public import CoordinateSystems
public import Geometry

/// The units of all levels that hold together, in one coordinate reference system.
public struct Plan: Sendable {
  /// Where the plan was read, as the user wrote it.
  public let source: String
  public let crs: CoordinateReferenceSystem
  public let lattice: Lattice
  /// What lies under the plan: measures things.
  public let ground: Ground
  public let units: [PlanUnit]
  public let store: PolygonStore
  /// The fingerprint of each unit's boundary; says what changed from one plan to the next.
  public let fingerprints: [BoundaryFingerprint]
  /// The levels that have units, from the widest to the smallest.
  public let levels: [Level]
  /// How many positions did not lie on the lattice, and the farthest that one was moved, in metres.
  public let moved: (count: Int, farthest: Double)
  /// For each unit its children.
  public let children: [[Int]]
  private let unitsByCode: [Level: UnitsByCode]
  private let unitsByLevel: [Level: [Int]]
  let knownDigest: KnownDigest
  let knownVertexCounts: [Level: Int]?

  /// Holds units together: finds parents and children.
  ///
  /// - Parameters:
  ///   - source: Where they were read, as the user wrote it.
  ///   - crs: The system of their positions.
  ///   - lattice: The lattice that the positions are on.
  ///   - units: The units in reading order.
  ///   - store: Their polygons.
  ///   - moved: How many positions were moved to the lattice, and how far at most, in metres.
  ///   - fingerprints: The fingerprint of each unit's boundary, when they are known.
  ///   - digest: The digest, when it is known.
  ///   - vertexCounts: How many different positions each level has, when it is known.
  public init(
    source: String, crs: CoordinateReferenceSystem, lattice: Lattice,
    units: consuming [PlanUnit], store: PolygonStore, moved: (count: Int, farthest: Double),
    fingerprints: [BoundaryFingerprint]? = nil, digest: String? = nil,
    vertexCounts: [Level: Int]? = nil
  ) {
    if let fingerprints {
      precondition(fingerprints.count == units.count, "there is a fingerprint for each unit")
      self.fingerprints = fingerprints
    } else {
      self.fingerprints = units.map { BoundaryFingerprint(of: $0.polygons, in: store) }
    }
    knownDigest = KnownDigest(digest)
    knownVertexCounts = vertexCounts
    self.source = source
    self.crs = crs
    self.lattice = lattice
    self.store = store
    self.moved = moved
    ground = Ground(crs, over: crs.isGeographic ? nil : store.extent(on: lattice))
    let hierarchy = Hierarchy(of: consume units)
    self.units = hierarchy.units
    levels = hierarchy.levels
    children = hierarchy.children
    unitsByCode = hierarchy.unitsByCode
    unitsByLevel = hierarchy.unitsByLevel
  }

  /// The units of a level, in reading order.
  public func units(of level: Level) -> [Int] { unitsByLevel[level] ?? [] }

  /// The units of a level that bear a code; more than one when it is given twice.
  public func units(of level: Level, code: String) -> [Int] {
    unitsByCode[level]?.all(code, of: units) ?? []
  }

  /// The codes of a level that several units bear, each with these units in reading order.
  func sharedCodes(of level: Level) -> [[Int]] { unitsByCode[level]?.shared ?? [] }

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

extension PolygonStore {
  /// The box around all positions, in the units of the coordinate reference system; `nil` without any.
  fileprivate func extent(on lattice: Lattice) -> CoordinateBox? {
    let box = box(ofPolygons: 0..<polygonCount)
    guard !box.isEmpty else { return nil }
    return CoordinateBox(
      west: lattice.ordinate(of: box.minimum.x), south: lattice.ordinate(of: box.minimum.y),
      east: lattice.ordinate(of: box.maximum.x), north: lattice.ordinate(of: box.maximum.y))
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
    forEachShape(of: unit) { store.forEachEdge(ofPolygons: $0, body) }
  }

  /// Calls `body` with the polygons of a unit, or of those that stand in for it when it has none.
  func forEachShape(of unit: Int, _ body: (_ polygons: Range<Int>) -> Void) {
    if units[unit].hasShape {
      body(units[unit].polygons)
    } else {
      for child in children[unit] { forEachShape(of: child, body) }
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
