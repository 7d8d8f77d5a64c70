public import CoordinateSystems
public import Geometry

/// Why a position cannot be part of a plan.
public enum PositionProblem: Error, Hashable, Sendable {
  /// Longitude beyond ±180 or latitude beyond ±90 degrees.
  case offTheEarth(x: Double, y: Double)
  /// Too far from where the plane of this name is meant to be used.
  case beyondPlane(x: Double, y: Double, system: String)
}

/// Collects the units of a plan and puts their positions on the lattice.
public struct PlanBuilder {
  private let source: String
  /// The system of the positions; moves nothing.
  ///
  /// - Precondition: Once there are units, another one is of the same kind.
  public var crs: CoordinateReferenceSystem {
    didSet { precondition(isEmpty || crs.kind == oldValue.kind, "the lattice stays as it is") }
  }
  private var lattice: Lattice { Lattice(of: crs) }
  private var units: [PlanUnit] = []
  private var store = PolygonStore()
  private var fingerprints: [BoundaryFingerprint] = []
  private var movedCount = 0
  private var farthest = 0.0
  /// The positions of the unit at hand.
  private var positions: [LatticePoint] = []

  /// Starts a plan.
  ///
  /// - Parameters:
  ///   - source: Where it is read, as the user wrote it.
  ///   - crs: The system of its positions.
  public init(source: String, crs: CoordinateReferenceSystem) {
    self.source = source
    self.crs = crs
  }

  public var isEmpty: Bool { units.isEmpty }

  /// A builder for units of the same plan that has none yet.
  public var empty: PlanBuilder { PlanBuilder(source: source, crs: crs) }

  /// Adds a unit.
  ///
  /// - Parameters:
  ///   - attributes: What the file says of it beside its shape.
  ///   - polygons: Polygons as rings of positions in the plan's system, the shell first, closed as written;
  ///     empty for a unit without polygon.
  /// - Throws: ``PositionProblem``; the plan is as it was before.
  /// - Complexity: O(*n*) in the number of positions.
  public mutating func add(
    _ attributes: UnitAttributes, polygons: [[[Position]]]
  ) throws(PositionProblem) {
    try add(attributes, WrittenPolygons(polygons))
  }

  /// Adds a unit.
  ///
  /// - Parameters:
  ///   - attributes: What the file says of it beside its shape.
  ///   - polygons: Its polygons, in the plan's system.
  /// - Throws: ``PositionProblem``; the plan is as it was before.
  /// - Complexity: O(*n*) in the number of positions.
  public mutating func add(
    _ attributes: UnitAttributes, _ polygons: WrittenPolygons
  ) throws(PositionProblem) {
    try putOnLattice(polygons.ordinates.span)
    let first = store.polygonCount
    var broken: [(problem: RingProblem, at: LatticePoint?)] = []
    var ring = 0
    for end in polygons.polygonEnds {
      broken += appendPolygon(ofRings: ring..<end, in: polygons)
      ring = end
    }
    units.append(
      PlanUnit(
        attributes: attributes, polygons: first..<store.polygonCount, brokenRings: broken))
    fingerprints.append(BoundaryFingerprint(of: first..<store.polygonCount, in: store))
  }

  /// Adds the units of another builder behind the ones that are here.
  ///
  /// - Parameters:
  ///   - other: Its units.
  ///   - share: The part of the whole plan that will be here then, between 0 and 1; `nil` when it is
  ///     not known. It only says how much memory to take.
  public mutating func add(contentsOf other: PlanBuilder, share: Double?) {
    let polygons = store.polygonCount
    store.append(contentsOf: other.store, share: share)
    units.makeRoom(for: other.units.count, share: share)
    for var unit in other.units {
      unit.polygons = unit.polygons.lowerBound + polygons..<unit.polygons.upperBound + polygons
      units.append(unit)
    }
    fingerprints.makeRoom(for: other.fingerprints.count, share: share)
    fingerprints += other.fingerprints
    movedCount += other.movedCount
    farthest = max(farthest, other.farthest)
  }

  /// Forgets the units and keeps the memory.
  public mutating func removeAll() {
    units.removeAll(keepingCapacity: true)
    store.removeAll()
    fingerprints.removeAll(keepingCapacity: true)
    movedCount = 0
    farthest = 0
  }

  /// Ends the collection: finds parents and children.
  public consuming func finish() -> Plan {
    // The units get parents: with one owner left, they are not copied for it.
    let units = units
    self.units = []
    return Plan(
      source: source, crs: crs, lattice: lattice, units: consume units, store: store,
      moved: (movedCount, farthest), fingerprints: fingerprints)
  }
}

extension PlanBuilder {
  /// Appends a polygon of the unit at hand, and tells which of its rings are broken.
  private mutating func appendPolygon(
    ofRings rings: Range<Int>, in polygons: WrittenPolygons
  ) -> [(problem: RingProblem, at: LatticePoint?)] {
    var unclosed: [Int: LatticePoint] = [:]
    for ring in rings {
      let range = polygons.positions(ofRing: ring)
      guard let first = positions[range].first, first != positions[range].last else { continue }
      unclosed[ring - rings.lowerBound] = first
    }
    let start = polygons.positions(ofRing: rings.lowerBound).lowerBound
    let faults = store.append(
      rearranging: &positions, from: start, ringEnds: polygons.ringEnds[rings])
    guard !(faults.isEmpty && unclosed.isEmpty) else { return [] }
    let faultOfRing = Dictionary(
      faults.map { ($0.ring, $0.fault) }, uniquingKeysWith: { first, _ in first })
    return (0..<rings.count).compactMap { ring in
      guard let fault = faultOfRing[ring] else { return unclosed[ring].map { (.unclosed, $0) } }
      let range = polygons.positions(ofRing: rings.lowerBound + ring)
      return (fault == .zeroArea ? .zeroArea : .tooFewPositions, positions[range].min())
    }
  }

  /// Puts the positions of a unit on the lattice, counts those that were off it and measures how far
  /// they moved.
  private mutating func putOnLattice(_ ordinates: Span<Double>) throws(PositionProblem) {
    positions.removeAll(keepingCapacity: true)
    positions.reserveCapacity(ordinates.count / 2)
    var moved = 0
    var farthest = farthest
    var index = 0
    let lattice = lattice
    while index + 1 < ordinates.count {
      let position = Position(x: ordinates[index], y: ordinates[index + 1])
      index += 2
      guard let point = lattice.point(of: position, within: crs.bounds) else {
        throw crs.isGeographic
          ? .offTheEarth(x: position.x, y: position.y)
          : .beyondPlane(x: position.x, y: position.y, system: crs.title)
      }
      positions.append(point)
      let x = lattice.ordinate(of: point.x)
      let y = lattice.ordinate(of: point.y)
      guard x != position.x || y != position.y else { continue }
      moved += 1
      farthest = max(farthest, distance(from: position, x: x, y: y, over: farthest))
    }
    movedCount += moved
    self.farthest = farthest
  }

  /// How far a position was moved, in metres, those of the plane in a plane; 0 when it is clearly less than another distance.
  private func distance(
    from position: Position, x: Double, y: Double, over least: Double
  ) -> Double {
    let (dx, dy) = (position.x - x, position.y - y)
    let length = (dx * dx + dy * dy).squareRoot()
    switch crs.kind {
    case .projected(let metresPerUnit): return length * metresPerUnit
    case .geographic:
      // No degree is longer than 111,694 m, that of latitude at a pole.
      guard 111_700 * length >= least else { return 0 }
      let scale = crs.ellipsoid.metresPerDegree(atLatitude: y)
      return LocalFrame(x: scale.x, y: scale.y).length((dx, dy))
    }
  }
}

extension Lattice {
  /// The lattice for a system: 1e-9 degree, or a ten-thousandth of a plane's unit.
  public init(of crs: CoordinateReferenceSystem) {
    self = crs.isGeographic ? .geographic : .projected
  }

  /// Puts a longitude and a latitude in degrees on the lattice; `nil` when they are off the Earth.
  public func geographicPoint(of position: Position) -> LatticePoint? {
    guard abs(position.x) <= 180, abs(position.y) <= 90, let x = units(of: position.x),
      let y = units(of: position.y)
    else { return nil }
    return LatticePoint(x: x, y: y)
  }

  /// Puts a position on the lattice; `nil` when it is beyond the bounds or the lattice's own.
  public func point(of position: Position, within bounds: CoordinateBox?) -> LatticePoint? {
    guard bounds?.contains(x: position.x, y: position.y) ?? true, let x = units(of: position.x),
      let y = units(of: position.y)
    else { return nil }
    return LatticePoint(x: x, y: y)
  }
}
