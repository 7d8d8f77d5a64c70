import Geometry
import GridPartition
import TestSupport

extension CheckReport {
  /// The defects in a form that is short to compare: kind and units.
  var outline: [String] {
    defects.map { "\($0.kind.rawValue) \($0.units.joined(separator: " "))" }.sorted()
  }

  /// The defects of one kind.
  func defects(_ kind: DefectKind) -> [Defect] { defects.filter { $0.kind == kind } }
}

extension [UnitSketch] {
  /// The check of these units as a plan.
  func report() throws -> CheckReport { try plan().check() }
}

/// A village of 4 by 2 steps.
let village = UnitSketch(.village, "V", fieldBox(0, 0, 4, 2))

/// Its western half.
let west = UnitSketch(.grid, "V1", fieldBox(0, 0, 2, 2))

/// Its eastern half.
let east = UnitSketch(.grid, "V2", fieldBox(2, 0, 2, 2))

/// The village with a vertex wherever its halves have one.
let fullVillage = UnitSketch(
  .village, "V", fieldRing((0, 0), (2, 0), (4, 0), (4, 2), (2, 2), (0, 2)))
