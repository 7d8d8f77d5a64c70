public import CoordinateSystems
public import Geometry

/// Why a position cannot be part of a plan.
public enum PositionProblem: Error, Hashable, Sendable {
  /// Longitude beyond ±180 or latitude beyond ±90 degrees.
  case offTheEarth(x: Double, y: Double)
}

/// Collects the units of a plan and puts their positions on the lattice.
public struct PlanBuilder {
  private let source: String
  /// The system of the positions; labels the plan, and moves nothing.
  public var crs: CoordinateReferenceSystem
  private let lattice = Lattice.geographic
  private var units: [PlanUnit] = []
  private var store = PolygonStore()
  private var movedCount = 0
  private var farthest = 0.0

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

  /// Adds a unit.
  ///
  /// - Parameters:
  ///   - attributes: What the file says of it beside its shape.
  ///   - polygons: Polygons as rings of positions in degrees, the shell first, closed as written;
  ///     empty for a unit without polygon.
  /// - Throws: ``PositionProblem``; the plan is as it was before.
  /// - Complexity: O(*n*) in the number of positions.
  public mutating func add(
    _ attributes: UnitAttributes, polygons: [[[Position]]]
  ) throws(PositionProblem) {
    var shapes: [[[LatticePoint]]] = []
    for polygon in polygons where !polygon.isEmpty {
      var rings: [[LatticePoint]] = []
      for ring in polygon { rings.append(try latticePoints(of: ring)) }
      shapes.append(rings)
    }
    let first = store.polygonCount
    var broken: [(problem: RingProblem, at: LatticePoint?)] = []
    for rings in shapes {
      let faults = Dictionary(
        store.append(rings: rings).map { ($0.ring, $0.fault) },
        uniquingKeysWith: { first, _ in first })
      for (offset, ring) in rings.enumerated() {
        if let fault = faults[offset] {
          broken.append((fault == .zeroArea ? .zeroArea : .tooFewPositions, ring.min()))
        } else if ring.first != ring.last {
          broken.append((.unclosed, ring.first))
        }
      }
    }
    for ring in polygons.joined() { noteMovement(in: ring) }
    units.append(
      PlanUnit(
        attributes: attributes, polygons: first..<store.polygonCount, brokenRings: broken))
  }

  /// Ends the collection: finds parents and children.
  public consuming func finish() -> Plan {
    Plan(
      source: source, crs: crs, lattice: lattice, units: units, store: store,
      moved: (movedCount, farthest))
  }

  private func latticePoints(of ring: [Position]) throws(PositionProblem) -> [LatticePoint] {
    var points: [LatticePoint] = []
    points.reserveCapacity(ring.count)
    for position in ring {
      guard let point = lattice.geographicPoint(of: position) else {
        throw .offTheEarth(x: position.x, y: position.y)
      }
      points.append(point)
    }
    return points
  }

  /// Counts the positions that were off the lattice and measures how far they moved.
  private mutating func noteMovement(in ring: [Position]) {
    for position in ring {
      guard let point = lattice.geographicPoint(of: position) else { continue }
      let x = lattice.ordinate(of: point.x)
      let y = lattice.ordinate(of: point.y)
      guard x != position.x || y != position.y else { continue }
      movedCount += 1
      let scale = Ellipsoid.wgs84.metresPerDegree(atLatitude: y)
      let (dx, dy) = ((position.x - x) * scale.x, (position.y - y) * scale.y)
      farthest = max(farthest, (dx * dx + dy * dy).squareRoot())
    }
  }
}

extension Lattice {
  /// Puts a longitude and a latitude in degrees on the lattice; `nil` when they are off the Earth.
  public func geographicPoint(of position: Position) -> LatticePoint? {
    guard abs(position.x) <= 180, abs(position.y) <= 90, let x = units(of: position.x),
      let y = units(of: position.y)
    else { return nil }
    return LatticePoint(x: x, y: y)
  }
}
