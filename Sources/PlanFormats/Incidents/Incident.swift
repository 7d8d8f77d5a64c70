public import CoordinateSystems
public import Geometry
public import GridPartition
public import JSONText

/// One row of an incident file, as far as it is looked at.
public struct Incident: Hashable, Sendable {
  public let position: IncidentPosition
  /// The texts of ``IncidentOptions/carriedFields``, in that order.
  ///
  /// `nil` where the row has no such field or it is empty.
  public let carried: [String?]
  /// When it was, if the incidents are of different times and this one says it.
  public let instant: Instant?

  /// Creates an incident.
  public init(position: IncidentPosition, carried: [String?] = [], instant: Instant? = nil) {
    self.position = position
    self.carried = carried
    self.instant = instant
  }
}

/// Where an incident is said to be.
public enum IncidentPosition: Hashable, Sendable {
  /// Two finite numbers, in the order x, y.
  case position(Position)
  /// A position that has been put on the plan's lattice.
  case placed(LatticePoint)
  case unusable(IncidentProblem)
}

/// Why a row has no position.
public enum IncidentProblem: Hashable, Sendable {
  /// The fields are empty, or there are none.
  case noPosition
  /// Several members could be the position, and no name was given.
  case ambiguousPosition
  /// The text (shortened when long) is not a decimal number.
  case notANumber(String)
  /// The text is a number, but not a finite one that a double holds.
  case notFinite(String)
  /// A row with fewer or more fields than the header.
  case wrongFieldCount(found: Int, expected: Int)
  /// A quoted field of the last row that does not end.
  case unclosedQuote
  /// A line that is not JSON; the offset is from the start of the line.
  case notJSON(JSONTextError)
  /// A line or feature that is JSON, but not an object.
  case notAnObject
  /// A geometry of another type; the text is the type.
  case notAPoint(String)
  /// The row does not say its system, and no other way does.
  case noSystem
  /// The row says a system that is not taken.
  case refusedSystem(CoordinateReferenceSystem.Refusal)
  /// The text of an accuracy (shortened when long) is no number of metres.
  case notAnAccuracy(String)
  /// The row says a system from which there is no way to the plan's.
  case noWay(system: String)
}
