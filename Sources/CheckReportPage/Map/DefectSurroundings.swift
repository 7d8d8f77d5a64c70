internal import Geometry
internal import GridPartition

/// What lies around the defects.
struct DefectSurroundings {
  /// Boxes around the defects that have a place.
  let tree: EnvelopeTree
  private let named: Set<Int>
  private let plan: Plan

  /// Around a place, at least so many metres belong to it.
  private static let margin = 30.0

  init(of defects: [Defect], in plan: Plan, _ frame: MapFrame) {
    self.plan = plan
    let margin = Int64(Self.margin / frame.metresPerStep)
    tree = EnvelopeTree(
      defects.compactMap { defect in
        var box = Envelope.empty
        for position in defect.geometry.positions + [defect.at].compactMap({ $0 }) {
          if let x = plan.lattice.units(of: position.x),
            let y = plan.lattice.units(of: position.y)
          {
            box.expand(by: LatticePoint(x: x, y: y))
          }
        }
        guard !box.isEmpty else { return nil }
        let reach = max(
          margin,
          max(box.maximum.x - box.minimum.x, box.maximum.y - box.minimum.y) / 4)
        return Envelope(
          minimum: LatticePoint(x: box.minimum.x - reach, y: box.minimum.y - reach),
          maximum: LatticePoint(x: box.maximum.x + reach, y: box.maximum.y + reach))
      })
    named = Set(
      defects.flatMap { defect in
        defect.units.flatMap { plan.units(of: defect.level, code: $0) }
      })
  }

  /// Whether a defect names a unit, or lies in or beside the box around it.
  func touch(_ unit: Int) -> Bool {
    guard !named.contains(unit) else { return true }
    var isNear = false
    tree.forEachMember(meeting: plan.envelope(of: unit)) { _ in isNear = true }
    return isNear
  }
}
