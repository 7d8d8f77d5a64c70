import Geometry

/// A connected place where a coverage is not exact, still on the lattice.
struct CoverageFinding {
  var kind: DefectKind
  /// The children concerned, as offsets in the coverage, ascending.
  var children: [Int]
  var multiplicity: Int?
  /// The rings around the place: one shell and its holes; empty for unmatched vertices.
  var rings: [RegionRing] = []
  /// The stretches on which neighbours have different vertices.
  var stretches: [(low: LatticePoint, high: LatticePoint)] = []
  /// The vertices on these stretches that not all neighbours have, in order.
  var vertices: [LatticePoint] = []
}

/// What the check of one coverage found.
struct CoverageResult {
  /// Directed edges without their reverse; of a coverage without outline only those that do not
  /// belong to its own outline.
  var residualEdges = 0
  /// *C′* is empty: every place is covered once.
  var isAreaExact = true
  /// *C* is empty: neighbours share every vertex.
  var isEdgeMatched = true
  var findings: [CoverageFinding] = []
}

/// The areas of the faces and of the units do not add up: the picture of a coverage is wrong.
public struct AreaIdentityFault: Error, Sendable {
  public let parent: String?
  /// Twice the area of all faces, each as often as it is covered too much, in square lattice units.
  public let faces: Double
  /// Twice the area of the units less that of the parent, in square lattice units; exact.
  public let units: Double
  /// How far the two may be apart.
  public let bound: Double
}
