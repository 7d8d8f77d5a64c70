public import Geometry

/// The places that belonged to one unit of the old plan and belong to one unit of the new plan.
///
/// Where several units of a plan cover a place it belongs to the one that incidents there are given to:
/// voids after grids, the lowest code first.
public struct Piece: Sendable {
  /// The unit of the old plan; `nil` for places that were in none.
  public let old: Int?
  /// The unit of the new plan; `nil` for places that are in none.
  public let new: Int?
  /// On the ellipsoid in square metres, between lines that are straight in the plans' coordinates; 0
  /// where only lines or points change hands.
  public let area: Double
  /// Shells counterclockwise, holes clockwise; none of a unit that is as before but for its code or
  /// kind, whose polygons say it.
  public let rings: [RegionRing]

  init(old: Int?, new: Int?, area: Double, rings: [RegionRing] = []) {
    self.old = old
    self.new = new
    self.area = area
    self.rings = rings
  }
}

extension Piece {
  /// Whether it stays with a unit of the same code and kind.
  public func stays(from old: Plan, to new: Plan) -> Bool {
    guard let before = self.old.map({ old.units[$0] }), let now = self.new.map({ new.units[$0] })
    else { return false }
    return before.code == now.code && before.isVoid == now.isVoid
  }

  /// Pieces by the code of the old unit, then by that of the new one; without unit first.
  static func ordered(_ pieces: [Piece], _ old: Plan, _ new: Plan) -> [Piece] {
    pieces.map { (old.code($0.old), new.code($0.new), $0) }.sorted { a, b in
      a.0 != b.0 ? codePrecedes(a.0, b.0) : codePrecedes(a.1, b.1)
    }.map(\.2)
  }
}

extension Plan {
  /// The code of a unit; empty without one.
  fileprivate func code(_ unit: Int?) -> String { unit.map { units[$0].code } ?? "" }
}
