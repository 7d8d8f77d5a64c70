/// What a patch mends.
public enum RepairKind: String, CaseIterable, Hashable, Sendable {
  case gap
  case overlap
  case overreach
  /// A place that a unit's own boundary goes round the wrong way, or more than once.
  case invalidRing = "invalid-ring"
  /// Vertices that neighbours had apart.
  case movedVertices = "moved-vertices"
  /// Vertices that a neighbour lacked.
  case insertedVertices = "inserted-vertices"
}

/// Why a patch is as it is.
public enum RepairRule: String, CaseIterable, Hashable, Sendable {
  /// The place lies in one unit of the level above, and only one of its children lays claim to it.
  case parent
  /// The place lies outside the level above.
  case outline
  case lockedUnit = "locked-unit"
  case priority
  /// A unit goes round the place properly, the other one does not.
  case properRing = "proper-ring"
  case longestBorder = "longest-border"
  /// Borders are as good as equal, and fewest other units need a vertex.
  case fewestChanges = "fewest-changes"
  case lowestCode = "lowest-code"
  /// A part of a gap that was cut where neighbours meet.
  case meetingNeighbours = "meeting-neighbours"
  /// Otherwise another unit would fall apart.
  case keepsUnitWhole = "keeps-unit-whole"
  /// The vertex goes to one with more authority, within the tolerance.
  case tolerance
  /// On the lattice the vertex was where the neighbour's is, but it was written with other digits.
  case sameDigits = "same-digits"
  /// The vertex lies on the neighbour's straight edge, or off it by rounding.
  case onEdge = "on-edge"
}

/// One thing that a repair did.
public struct RepairPatch: Sendable {
  public let kind: RepairKind
  public let level: Level
  /// The unit that gave something up; `nil` for a gap, and for inserted vertices.
  public let from: String?
  /// The unit that got it; `nil` when nobody did.
  public let to: String?
  /// The area that changed hands, in square metres.
  public let area: Double
  public let rule: RepairRule
  /// The farthest that a boundary was moved, in metres.
  public let movement: Double
  public let geometry: DefectGeometry
}
