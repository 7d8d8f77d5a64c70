public import CoordinateSystems

/// What puts positions of several systems on the lattice of a plan; used by one task.
public final class PositionPlacers {
  public let target: CoordinateReferenceSystem
  private var known: [PositionSystem: PositionPlacer] = [:]
  /// So many systems are kept.
  private static let most = 64

  public init(to target: CoordinateReferenceSystem) { self.target = target }

  /// What places positions of a system.
  ///
  /// - Throws: ``PROJError`` when there is no way from it.
  public func placer(of system: PositionSystem) throws(PROJError) -> PositionPlacer {
    if let placer = known[system] { return placer }
    let placer = try PositionPlacement(from: system, to: target).makePlacer()
    if known.count < Self.most { known[system] = placer }
    return placer
  }
}
