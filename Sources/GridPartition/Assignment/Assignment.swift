/// How an incident was placed.
public enum AssignmentStatus: String, CaseIterable, Hashable, Sendable {
  /// In the interior of exactly one grid.
  case inside
  /// On an edge or vertex: the touching grid with the lowest code.
  case boundary
  /// In no grid, but within the distance asked for of the one given.
  case nearest
  /// Inside the parent, in no grid.
  case gap
  /// In the interior of several grids: the lowest code is given.
  case overlap
  /// In a unit that nobody is responsible for.
  case void
  case outside
  /// Not a position, or not a time.
  case invalid
  /// No plan was in force at its time.
  case noPlan = "no-plan"
}

/// The answer for one incident.
public struct Assignment: Hashable, Sendable {
  public let status: AssignmentStatus
  /// The grid, as an index of the plan's units.
  public let grid: Int?
  /// All units in question, the lowest code first, voids last.
  public let candidates: ArraySlice<Int>
  /// Metres to the grid, when it is only near.
  public let distance: Double?
  /// Of a gap, the smallest unit that the position lies in, if it has a shape.
  public let surroundings: Int?

  init(
    _ status: AssignmentStatus, grid: Int? = nil, candidates: ArraySlice<Int> = [],
    distance: Double? = nil, surroundings: Int? = nil
  ) {
    self.status = status
    self.grid = grid
    self.candidates = candidates
    self.distance = distance
    self.surroundings = surroundings
  }

  /// The answer for a position inside of one grid, an index of the plan's units, and in no other.
  public static func inside(_ grid: Int) -> Assignment { Assignment(.inside, grid: grid) }
  /// The answer for a position in no unit.
  public static let outside = Assignment(.outside)
  /// The answer for what is not a position.
  public static let invalid = Assignment(.invalid)
  /// The answer for a time at which no plan was in force.
  public static let noPlan = Assignment(.noPlan)
}
