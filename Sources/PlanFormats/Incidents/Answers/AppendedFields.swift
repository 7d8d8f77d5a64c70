public import GridPartition

/// The answer to one incident, as the columns that are appended.
public struct AppendedFields: Hashable, Sendable {
  /// Code of the grid; empty when there is none.
  public var gridCode: String
  /// Code of the village; empty when there is none.
  public var villageCode: String
  public var status: AssignmentStatus
  /// How far the grid is, in metres, for an incident in no grid.
  public var distance: Double?
  /// Codes of the grids that come into question.
  public var candidates: [String]
  public var confidence: Double?
  public var error: String?
  /// What is said beside by a plan of a store.
  public var dated: DatedFields?

  /// Creates the answer to one incident.
  public init(
    gridCode: String = "", villageCode: String = "", status: AssignmentStatus,
    distance: Double? = nil, candidates: [String] = [], confidence: Double? = nil,
    error: String? = nil, dated: DatedFields? = nil
  ) {
    self.gridCode = gridCode
    self.villageCode = villageCode
    self.status = status
    self.distance = distance
    self.candidates = candidates
    self.confidence = confidence
    self.error = error
    self.dated = dated
  }
}

/// What is said of an incident by the plan that was in force at its time.
public struct DatedFields: Hashable, Sendable {
  /// Codes of the units above the village; empty when there is none.
  public var stationCode = ""
  public var townCode = ""
  /// Who was responsible for the grid, in the order in which they are called.
  public var members: [Duty] = []
  /// The version of the plan; `nil` when none was in force.
  public var version: Int?

  /// Says nothing yet.
  public init() {}
}

/// The names of the appended columns, with their prefix, in order.
struct AppendedNames: Sendable {
  let all: [String]

  /// - Parameters:
  ///   - prefix: Put before each name.
  ///   - areDated: Whether ``DatedFields`` are among them.
  init(prefix: String, areDated: Bool) {
    let names = [
      "grid_code", "village_code", "status", "distance_m", "candidates", "confidence", "error",
    ]
    let dated = areDated ? ["station_code", "town_code", "members", "version"] : []
    all = (names + dated).map { prefix + $0 }
  }

  var gridCode: String { all[0] }
  var villageCode: String { all[1] }
  var status: String { all[2] }
  var distance: String { all[3] }
  var candidates: String { all[4] }
  var confidence: String { all[5] }
  var error: String { all[6] }
}
