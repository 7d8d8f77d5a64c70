internal import CoordinateSystems
internal import Foundation
internal import Geometry
internal import GridPartition

/// How places of the plan lie on the map.
///
/// Both ordinates are stretched so that they have the right length in the middle of the plan.
/// The picture is a linear one, so what is straight in the plan is straight on the map, however near
/// one looks, and a defect lies between its neighbours.
struct MapFrame {
  /// The north-western corner, in the plan's units.
  let west: Double
  let north: Double
  /// Units of the map for one of the plan.
  let xScale: Double
  let yScale: Double
  /// The latitude in degrees at which distances are right in both directions; `nil` in a plane, where
  /// they are right everywhere, as far as can be seen.
  let latitude: Double?
  /// Metres for a unit of the map, in the middle.
  let metres: Double
  let width: Int
  let height: Int

  private let lattice: Lattice
  /// A browser draws in single precision: with this many units each can still be told apart.
  private static let mostUnits = 4_000_000.0
  /// No unit is smaller than a millimetre.
  private static let leastMetres = 0.001

  /// Lays the map over a box that is not empty.
  init(over box: Envelope, _ plan: Plan) {
    lattice = plan.lattice
    west = lattice.ordinate(of: box.minimum.x)
    north = lattice.ordinate(of: box.maximum.y)
    let east = lattice.ordinate(of: box.maximum.x)
    let south = lattice.ordinate(of: box.minimum.y)
    latitude = plan.crs.isGeographic ? (north + south) / 2 : nil
    let unit = plan.ground.frame(x: (west + east) / 2, y: (north + south) / 2)
    let (across, down) = ((east - west) * unit.x, (north - south) * unit.y)
    metres = MapFrame.round(atLeast: max(MapFrame.leastMetres, max(across, down) / Self.mostUnits))
    (xScale, yScale) = (unit.x / metres, unit.y / metres)
    width = max(1, Int((across / metres).rounded(.up)))
    height = max(1, Int((down / metres).rounded(.up)))
  }

  /// The least of 1, 2 and 5 times a power of ten that is not below a number.
  static func round(atLeast number: Double) -> Double {
    let power = pow(10, floor(log10(number)))
    return [1.0, 2, 5, 10].lazy.map { $0 * power }.first { $0 >= number * (1 - 1e-9) } ?? number
  }

  func place(_ position: Position) -> MapPlace {
    MapPlace(
      x: Int(((position.x - west) * xScale).rounded()),
      y: Int(((north - position.y) * yScale).rounded()))
  }

  func place(_ point: LatticePoint) -> MapPlace {
    place(Position(x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y)))
  }

  /// How many units of the map a distance from west to east has.
  func width(ofLattice units: Int64) -> Int {
    Int((lattice.ordinate(of: units) * xScale).rounded())
  }

  /// How long a step of `x` on the lattice is, compared with one of `y`.
  var stretch: Double { xScale / yScale }

  /// Metres for a step of `y` on the lattice.
  var metresPerStep: Double { lattice.step * yScale * metres }
}
