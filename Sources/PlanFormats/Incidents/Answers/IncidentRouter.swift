public import Geometry
public import GridPartition

/// What answers incidents; called by several workers at once.
public struct IncidentRouter: Sendable {
  /// Finds the unit of each position as ``Assigner/findUnits(of:into:)`` does: its number,
  /// ``Assigner/outside`` when that is the whole answer, or ``Assigner/unsettled`` where ``answer``
  /// has to tell more.
  public typealias BulkSearch = @Sendable (_ points: [LatticePoint], _ units: inout [Int32]) -> Void

  /// The same for positions that are each of a time of its own; of one time when there are no instants.
  typealias DatedSearch =
    @Sendable (_ points: [LatticePoint], _ instants: [Instant], _ units: inout [Int32]) -> Void

  /// How positions come onto the plan's lattice.
  let placement: PositionPlacement
  /// What knows the versions of the plan, when each incident says its time.
  let timed: DatedAssigner?
  /// How many numbers a search gives.
  let numberCount: Int
  /// The answer for an incident of which a number says all.
  let fields: @Sendable (Int) -> AppendedFields
  /// The status that ``fields`` have by a number; `nil` when it is always ``AssignmentStatus/inside``.
  let status: (@Sendable (Int) -> AssignmentStatus)?
  /// The answer for an incident outside of the plan.
  let fieldsOutside: AppendedFields
  let findUnits: DatedSearch
  /// Answers incidents: one answer for each, in the same order.
  ///
  /// Positions have been put on the lattice, but for those that cannot be.
  let answer: @Sendable ([Incident]) -> [AppendedFields]
  /// Take some of the positions, as they were given.
  let samples: PositionSamples?
  /// Called when all incidents are answered, before the output appears; an error keeps it from that.
  let conclude: @Sendable () throws -> Void
  /// Whether the answers so far came from a plan that is as it was written.
  let isSound: @Sendable () -> Bool

  /// Puts together what answers incidents.
  ///
  /// - Precondition: `answer` gives as many answers as it gets incidents, `findUnits` as many
  ///   numbers as positions.
  public init(
    placement: PositionPlacement, directory: UnitDirectory, findUnits: @escaping BulkSearch,
    samples: PositionSamples? = nil, conclude: @escaping @Sendable () throws -> Void = {},
    isSound: @escaping @Sendable () -> Bool = { true },
    answer: @escaping @Sendable ([Incident]) -> [AppendedFields]
  ) {
    self.init(
      placement: placement, numberCount: directory.entries.count,
      fields: { AppendedFields(inside: $0, in: directory) },
      fieldsOutside: AppendedFields(status: .outside),
      findUnits: { points, _, units in findUnits(points, &units) }, samples: samples,
      conclude: conclude, isSound: isSound, answer: answer)
  }

  init(
    placement: PositionPlacement, timed: DatedAssigner? = nil, numberCount: Int,
    fields: @escaping @Sendable (Int) -> AppendedFields,
    status: (@Sendable (Int) -> AssignmentStatus)? = nil,
    fieldsOutside: AppendedFields, findUnits: @escaping DatedSearch,
    samples: PositionSamples? = nil, conclude: @escaping @Sendable () throws -> Void = {},
    isSound: @escaping @Sendable () -> Bool,
    answer: @escaping @Sendable ([Incident]) -> [AppendedFields]
  ) {
    self.isSound = isSound
    self.samples = samples
    self.conclude = conclude
    self.placement = placement
    self.timed = timed
    self.numberCount = numberCount
    self.fields = fields
    self.status = status
    self.fieldsOutside = fieldsOutside
    self.findUnits = findUnits
    self.answer = answer
  }

  /// Answers by the rule of a plan.
  ///
  /// - Parameters:
  ///   - assigner: The index of the plan.
  ///   - placement: How positions come onto its lattice.
  ///   - nearest: How far, in metres, a grid may be from an incident in none; `nil` for not at all.
  ///   - accuracyNumber: Where the carried texts have the accuracy; `nil` when there is none.
  ///   - samples: Take some of the positions.
  ///   - conclude: Called when all are answered; when it throws, no output appears.
  ///   - problem: Says why a position is of no use: it is not usable, or off the Earth.
  public init(
    _ assigner: Assigner, placement: PositionPlacement, nearest: Double?,
    accuracyNumber: Int?, samples: PositionSamples?,
    conclude: @escaping @Sendable () throws -> Void,
    problem: @escaping @Sendable (IncidentPosition) -> String
  ) {
    let directory = assigner.directory
    self.init(
      placement: placement, directory: directory,
      findUnits: { points, units in
        assigner.findUnits(of: points, into: &units)
        guard nearest != nil else { return }
        for number in units.indices where units[number] == Assigner.outside {
          units[number] = Assigner.unsettled
        }
      }, samples: samples, conclude: conclude, isSound: { assigner.index.isSound }
    ) { incidents in
      let points = incidents.map(\.position.point)
      var answers = assigner.assign(points.compactMap(\.self), nearest: nearest).makeIterator()
      return zip(incidents, points).map { incident, point in
        guard point != nil, let assignment = answers.next() else {
          return AppendedFields(status: .invalid, error: problem(incident.position))
        }
        var fields = AppendedFields(assignment, in: directory)
        fields.weigh(incident, accuracyNumber, assigner, problem)
        return fields
      }
    }
  }
}

extension IncidentRouter {
  /// When an incident was, by the texts that it carries; the time is the last one.
  func instant(of carried: [String?]) -> Instant? {
    guard let timed, let text = carried.last ?? nil else { return nil }
    return Moment(text).map { timed.instant(of: $0) }
  }
}

extension AppendedFields {
  /// Adds what the accuracy of an incident says of the candidates, if it has one.
  mutating func weigh(
    _ incident: Incident, _ accuracyNumber: Int?, _ assigner: Assigner,
    _ problem: (IncidentPosition) -> String
  ) {
    guard let accuracyNumber, let text = incident.carried[accuracyNumber],
      let point = incident.position.point
    else { return }
    guard case .number(let accuracy) = PositionText(Array(text.utf8).span),
      (0...Assigner.coarsestAccuracy).contains(accuracy)
    else {
      let shown = PositionText.shortened(Array(text.utf8).span)
      error = problem(.unusable(.notAnAccuracy(shown)))
      return
    }
    let weighed = assigner.weigh(around: point, accuracy: accuracy)
    candidates = weighed.candidates.map { assigner.directory.code(of: $0.unit) }
    confidence = (weighed.confidence * 10_000).rounded() / 10_000
  }

  /// The columns that say an answer.
  init(_ assignment: Assignment, in directory: UnitDirectory) {
    self.init(
      gridCode: assignment.grid.map(directory.code(of:)) ?? "",
      villageCode: directory.village(of: assignment) ?? "", status: assignment.status,
      distance: assignment.distance, candidates: assignment.candidates.map(directory.code(of:)))
  }

  /// The answer for an incident of which nothing is to be said but that it is in that unit.
  init(inside unit: Int, in directory: UnitDirectory) {
    self.init(
      gridCode: directory.code(of: unit),
      villageCode: directory.text(directory.entries[unit].village) ?? "", status: .inside)
  }
}

extension IncidentPosition {
  /// The place on the plan's lattice, if it has one.
  var point: LatticePoint? {
    if case .placed(let point) = self { point } else { nil }
  }
}
