public import CoordinateSystems

/// Why two plans cannot be compared.
public enum ComparisonError: Error, Sendable {
  /// Their positions are in different systems.
  case differentSystems(old: CoordinateReferenceSystem, new: CoordinateReferenceSystem)
  /// The picture of the pieces contradicts exact areas.
  case areas(AreaIdentityFault)
}

/// What changes hands from one plan to the next: pieces of land, and what became of each unit.
///
/// Decided on the lattice with exact arithmetic. Units with the boundary that they had are not looked
/// at any further; the others are laid over what lies around them.
public struct Comparison: Sendable {
  public let old: Plan
  public let new: Plan
  /// First the smallest levels, whose units are responsible for incidents; then all other levels that
  /// either plan has, from the widest.
  public let layers: [LayerComparison]

  /// Compares two plans, on all cores.
  ///
  /// - Throws: ``ComparisonError``.
  /// - Complexity: O(*n*) expected in the number of units, and O((*m* + *k*) log *m*) in the edges of the
  ///   units that were redrawn and of those around them, where *k* counts crossings.
  public init(old: Plan, new: Plan) throws(ComparisonError) {
    guard old.crs == new.crs, old.lattice == new.lattice else {
      throw .differentSystems(old: old.crs, new: new.crs)
    }
    self.old = old
    self.new = new
    do throws(AreaIdentityFault) {
      var layers: [LayerComparison] = []
      for (before, now) in Self.levels(of: old, new) {
        layers.append(try LayerComparison(old, before, new, now))
      }
      self.layers = layers
    } catch {
      throw .areas(error)
    }
  }

  /// The layer of the units that are responsible for incidents.
  public var responsible: LayerComparison { layers[0] }

  /// Which levels are compared with each other.
  private static func levels(of old: Plan, _ new: Plan) -> [(old: Level, new: Level)] {
    let smallest = (old: old.smallestLevel, new: new.smallestLevel)
    let others = Level.allCases.filter { level in
      let (isOld, isNew) = (old.levels.contains(level), new.levels.contains(level))
      let isCovered =
        (level == smallest.old || !isOld) && (level == smallest.new || !isNew)
        && (smallest.old == smallest.new || !(isOld && isNew))
      return (isOld || isNew) && !isCovered
    }
    return [smallest] + others.map { ($0, $0) }
  }
}

extension Comparison {
  /// The layers that tell of a level; all when `nil`.
  public func layers(on level: Level?) -> [LayerComparison] {
    guard let level else { return layers }
    return layers.filter { $0.newLevel == level || $0.oldLevel == level }
  }

  /// The pieces of the units of a level, or of those that are responsible for incidents, and among these
  /// the lines and points on which incidents change hands.
  public func pieces(on level: Level?, with incidents: PiecedIncidents?) -> [Piece] {
    let others = layers.dropFirst()
    if let level, let layer = others.first(where: { $0.newLevel == level }) { return layer.pieces }
    return incidents?.pieces(beside: responsible.pieces, of: self) ?? responsible.pieces
  }
}
