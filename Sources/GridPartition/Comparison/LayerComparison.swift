/// What changes hands between the units of one level of the old plan and those of one of the new plan.
///
/// The levels differ only where the smallest levels of the plans do.
public struct LayerComparison: Sendable {
  public let oldLevel: Level
  public let newLevel: Level
  /// The pieces of all units that are not quite as before, by the codes of the old and of the new unit;
  /// those that came from nowhere first.
  ///
  /// The pieces of a redrawn unit make up the whole of it, in either plan: a piece that keeps its unit is
  /// among them.
  public let pieces: [Piece]
  /// What became of each unit, by code: all units of the new plan, and those of the old plan that are no
  /// more.
  public let changes: [UnitChange]

  init(
    _ old: Plan, _ oldLevel: Level, _ new: Plan, _ newLevel: Level
  ) throws(AreaIdentityFault) {
    (self.oldLevel, self.newLevel) = (oldLevel, newLevel)
    let (oldUnits, newUnits) = (old.units(of: oldLevel), new.units(of: newLevel))
    let pairing = UnitPairing(old, oldUnits, new, newUnits)
    let overlay = Overlay(old, oldUnits, new, newUnits, pairing)
    let pieces = try overlay.pieces()
    let whole = overlay.recoded.map { Piece(old: $0.old, new: $0.new, area: new.area(of: $0.new)) }
    self.pieces = Piece.ordered(pieces + whole, old, new)
    let isTold = oldLevel == newLevel || !new.levels.contains(oldLevel)
    changes = UnitSuccession(old, new, pairing, pieces).changes(tellingRemoved: isTold)
  }
}
