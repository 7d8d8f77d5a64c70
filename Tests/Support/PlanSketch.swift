public import CoordinateSystems
public import Geometry
public import GridPartition

/// A unit as a test writes it down: rings on the lattice, not closed.
public struct UnitSketch: Sendable {
  public var attributes: UnitAttributes
  public var polygons: [[[LatticePoint]]]

  /// A unit of one polygon for each shell.
  public init(
    _ level: Level, _ code: String?, parent: String? = nil, isVoid: Bool = false,
    _ shells: [LatticePoint]...
  ) {
    attributes = UnitAttributes(
      level: level, code: code, name: nil, parent: parent, isVoid: isVoid,
      source: FeatureReference(file: "\(level.rawValue).geojson", number: 1))
    polygons = shells.map { [$0] }
  }
}

extension [UnitSketch] {
  /// The plan of the units, numbered in this order; rings are closed.
  ///
  /// - Throws: ``PositionProblem`` when a unit is off the Earth.
  public func plan(crs: CoordinateReferenceSystem = .wgs84) throws(PositionProblem) -> Plan {
    var builder = PlanBuilder(source: "sketch", crs: crs)
    for (index, unit) in enumerated() {
      var attributes = unit.attributes
      attributes.source = FeatureReference(file: attributes.source.file, number: index + 1)
      let polygons = unit.polygons.map { polygon in
        polygon.map { ring in (ring + ring.prefix(1)).map(position(of:)) }
      }
      try builder.add(attributes, polygons: polygons)
    }
    return builder.finish()
  }

  private func position(of point: LatticePoint) -> Position {
    let lattice = Lattice.geographic
    return Position(x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y))
  }
}

/// One step of field boxes: 0.001 degree, about 100 metres.
public let fieldStep: Int64 = 1_000_000

/// The lower left corner of the field: 106° E, 26° N.
public let fieldOrigin = LatticePoint(106_000_000_000, 26_000_000_000)

/// A point by steps from the field's corner.
public func fieldPoint(_ x: Int64, _ y: Int64) -> LatticePoint {
  LatticePoint(fieldOrigin.x + x * fieldStep, fieldOrigin.y + y * fieldStep)
}

/// A box by steps from the field's corner, counterclockwise.
public func fieldBox(_ x: Int64, _ y: Int64, _ width: Int64, _ height: Int64) -> [LatticePoint] {
  box(x, y, width, height).map { fieldPoint($0.x, $0.y) }
}

/// A ring by pairs of steps from the field's corner.
public func fieldRing(_ pairs: (Int64, Int64)...) -> [LatticePoint] {
  pairs.map { fieldPoint($0.0, $0.1) }
}
