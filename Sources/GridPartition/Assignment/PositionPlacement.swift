public import CoordinateSystems
public import Geometry

/// How positions of incidents come onto the lattice of a plan.
public struct PositionPlacement: Sendable {
  /// The system of the positions.
  public let source: PositionSystem
  /// The plan's.
  public let target: CoordinateReferenceSystem
  /// Whether positions only have to be put on the lattice.
  public let isDirect: Bool
  /// How numbers are read that many positions are made of at a time.
  public let units: PositionUnits
  /// What its placers find out of the way, for all of them.
  fileprivate let patches: ConversionPatches

  /// - Throws: ``PROJError`` when there is no way from one system to the other.
  public init(
    from source: PositionSystem, to target: CoordinateReferenceSystem
  ) throws(PROJError) {
    self.source = source
    self.target = target
    patches = ConversionPatches(
      from: source, to: target, roundingScale: Lattice(of: target).unitsPerCoordinate)
    isDirect = try PositionConversion(from: source, to: target, sharing: patches).isIdentity
    units = PositionUnits(of: source, isDirect: isDirect)
  }

  /// Positions of WGS 84 and a plan in it.
  public static let plain = PositionPlacement()

  private init() {
    (source, target, isDirect) = (.reference(.wgs84), .wgs84, true)
    units = PositionUnits(of: source, isDirect: true)
    patches = ConversionPatches(
      from: source, to: target, roundingScale: Lattice.geographic.unitsPerCoordinate)
  }

  /// What places positions; each worker makes its own.
  ///
  /// - Parameter samples: Take some of the positions, as they were given.
  /// - Returns: A placer of its own.
  public func makePlacer(sampling samples: PositionSamples? = nil) -> PositionPlacer {
    PositionPlacer(self, samples?.sample(of: source))
  }
}

/// The parts of a unit in which positions are read as whole numbers.
public struct PositionUnits: Hashable, Sendable {
  /// 10 to this power make a unit.
  public let decimals: Int
  /// The greatest magnitudes, in whole units.
  public let limits: (x: Int64, y: Int64)
  /// How many parts make a unit.
  public let parts: Double

  /// Those of the lattice for positions that only have to be put on it; else a tenth of a micrometre
  /// of a degree, or a micrometre.
  init(of source: PositionSystem, isDirect: Bool) {
    decimals = source.isGeographic ? (isDirect ? 9 : 12) : (isDirect ? 4 : 6)
    limits = source.isGeographic ? (180, 90) : (54_975_581, 54_975_581)
    parts = (0..<decimals).reduce(1) { product, _ in product * 10 }
  }

  public static func == (a: PositionUnits, b: PositionUnits) -> Bool {
    a.decimals == b.decimals && a.limits == b.limits
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(decimals) }
}

/// Puts positions on the lattice of a plan; used by one worker.
public final class PositionPlacer {
  private let placement: PositionPlacement
  private let lattice: Lattice
  /// `nil` where positions only have to be put on the lattice.
  private let conversion: PositionConversion?
  private var sample: PositionSample.Gathering?

  /// Where no plan is: the place of positions that have none in the plan's system.
  public static let nowhere = LatticePoint(x: Lattice.limit, y: Lattice.limit)

  fileprivate init(_ placement: PositionPlacement, _ sample: PositionSample?) {
    self.placement = placement
    self.sample = sample.map {
      PositionSample.Gathering(for: $0, parts: placement.units.parts)
    }
    lattice = Lattice(of: placement.target)
    // That there is a way was found when the placement was made.
    conversion =
      placement.isDirect
      ? nil
      : try? PositionConversion(
        from: placement.source, to: placement.target, sharing: placement.patches)
  }

  /// The place of a position; `nil` when it cannot be one of its system.
  ///
  /// - Parameters:
  ///   - position: The position.
  ///   - version: The version of the plan that answers for it, for the sample.
  /// - Returns: Its place on the lattice.
  public func point(of position: Position, version: Int32 = 0) -> LatticePoint? {
    sample?.add(position, of: version)
    let limits = placement.units.limits
    guard abs(position.x) <= Double(limits.x), abs(position.y) <= Double(limits.y) else {
      return nil
    }
    guard let conversion else { return lattice.point(of: position, within: nil) }
    guard let place = conversion.apply(x: position.x, y: position.y) else { return Self.nowhere }
    return lattice.point(of: Position(x: place.x, y: place.y), within: nil) ?? Self.nowhere
  }

  /// Places positions that were read in parts of units, as ``PositionPlacement/units`` says.
  ///
  /// - Parameters:
  ///   - points: The positions, and then their places.
  ///   - instants: As many, or none when one plan answers for all.
  public func place(_ points: inout [LatticePoint], at instants: [Instant] = []) {
    guard conversion != nil || sample != nil, !points.isEmpty else { return }
    sample?.add(points.span, at: instants)
    guard let conversion else { return }
    let parts = placement.units.parts
    var x = points.map { Double($0.x) / parts }
    var y = points.map { Double($0.y) / parts }
    conversion.apply(x: &x, y: &y)
    for index in points.indices {
      guard let column = lattice.units(of: x[index]), let row = lattice.units(of: y[index]) else {
        points[index] = Self.nowhere
        continue
      }
      points[index] = LatticePoint(x: column, y: row)
    }
  }

  /// Hands on what was gathered for the sample.
  public func flushSample() { sample?.flush() }
}
