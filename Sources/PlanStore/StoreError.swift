public import CoordinateSystems
public import GridPartition
public import PlanFormats

/// Why a store could not do what was asked; it is as it was before.
public enum StoreError: Error, Sendable {
  /// The file is missing or cannot be read.
  case file(FileError)
  /// There is a file of that name already.
  case exists
  /// It is no database, or one without the tables of a store.
  case notAStore
  /// It was written by a later version of the program.
  case newerSchema(found: Int, known: Int)
  /// Another program is writing and does not come to an end.
  case locked
  /// The file or its folder may not be written.
  case readOnly(reason: String)
  /// There is no room left.
  case full
  /// What SQLite says.
  case database(reason: String)
  /// A table holds what no store writes.
  case malformed(table: String)

  /// The store's plans are in another system of coordinates.
  case otherSystem(store: CoordinateReferenceSystem, plan: CoordinateReferenceSystem)
  case unusableSystem(CoordinateReferenceSystem.Refusal)
  /// The draft has no units.
  case emptyDraft
  /// Features of the draft that are no units, all of them.
  case draft([DraftProblem])
  /// A plan takes effect after all others.
  case notLast(effectiveFrom: Moment, version: Int, of: Moment)
  case noVersion(Int)
  /// The version is in force, or was.
  case inForce(version: Int, since: Moment)
  case alreadyWithdrawn(Int)
  /// A published plan is not what was published.
  case altered(version: Int)
  /// No plan is in force at the moment.
  case noPlan(at: Moment)
  case comparison(ComparisonError)
  case codes(CodeProblem, Plan)
}

/// A feature of a draft layer that is no unit.
public struct DraftProblem: Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case geometry(GeometryFault)
    case position(PositionProblem)
    /// Neither empty nor `void`.
    case unknownKind(String)
    /// A value that is no text.
    case notAText(column: String)
  }

  public let layer: String
  /// The feature's `fid`.
  public let key: Int64
  public let problem: Problem
}
