internal import Geometry
public import GridPartition

extension IncidentRouter {
  /// Why an incident cannot be answered.
  public enum Problem: Hashable, Sendable {
    case position(IncidentPosition)
    /// The text that should be a time; `nil` when there is none.
    case time(String?)
  }

  /// Answers by the plan that was in force at the time of each incident.
  ///
  /// - Parameters:
  ///   - dated: The versions of the plan, all open that are asked for.
  ///   - placement: How positions come onto the lattice of the plans.
  ///   - moment: When all incidents were; `nil` when ``IncidentOptions/timeField`` says it.
  ///   - nearest: How far, in metres, a grid may be from an incident in none; `nil` for not at all.
  ///   - accuracyNumber: Where the carried texts have the accuracy; `nil` when there is none.
  ///   - samples: Take some of the positions.
  ///   - conclude: Called when all are answered; when it throws, no output appears.
  ///   - problem: Says why an incident cannot be answered.
  public init(
    _ dated: DatedAssigner, placement: PositionPlacement, at moment: Moment?, nearest: Double?,
    accuracyNumber: Int?, samples: PositionSamples?,
    conclude: @escaping @Sendable () throws -> Void,
    problem: @escaping @Sendable (Problem) -> String
  ) {
    let fixed = moment.map { dated.instant(of: $0) }
    let numbers = DatedNumbers(dated)
    self.init(
      placement: placement, timed: fixed == nil ? dated : nil,
      numberCount: numbers.areTooMany ? 0 : numbers.count,
      fields: { number in
        let (instant, assignment) = numbers.answer(of: number)
        return AppendedFields(assignment, at: instant, of: dated)
      }, status: { numbers.status(of: $0) }, fieldsOutside: AppendedFields(status: .outside),
      findUnits: { points, instants, units in
        guard !numbers.areTooMany else {
          units = [Int32](repeating: Assigner.unsettled, count: points.count)
          return
        }
        if let fixed {
          dated.findUnits(of: points, at: fixed, into: &units)
        } else {
          dated.findUnits(of: points, at: instants, into: &units)
        }
        numbers.numberOthers(&units, isNearestWanted: nearest != nil) { fixed ?? instants[$0] }
      }, samples: samples, conclude: conclude,
      isSound: { dated.versions.allSatisfy { $0.assigner.index.isSound } }
    ) { incidents in
      dated.answer(incidents, at: fixed, nearest, accuracyNumber, problem)
    }
  }
}

extension DatedAssigner {
  /// Answers incidents of any time, or of a fixed one.
  fileprivate func answer(
    _ incidents: [Incident], at fixed: Instant?, _ nearest: Double?, _ accuracyNumber: Int?,
    _ problem: (IncidentRouter.Problem) -> String
  ) -> [AppendedFields] {
    var answers = incidents.map { _ in AppendedFields(status: .invalid, dated: DatedFields()) }
    var members: [Int32: [(number: Int, point: LatticePoint, instant: Instant)]] = [:]
    for (number, incident) in incidents.enumerated() {
      guard let instant = fixed ?? incident.instant else {
        answers[number].error = problem(.time(incident.carried.last ?? nil))
        continue
      }
      guard let point = incident.position.point else {
        answers[number].error = problem(.position(incident.position))
        answers[number].dated?.version = version(of: instant)?.number
        continue
      }
      members[instant.version, default: []].append((number, point, instant))
    }
    for (index, group) in members {
      let version = index < 0 ? nil : versions[Int(index)]
      let assignments =
        version?.assigner.assign(group.map(\.point), nearest: nearest) ?? group.map { _ in .noPlan }
      for (member, assignment) in zip(group, assignments) {
        var fields = AppendedFields(assignment, at: member.instant, of: self)
        if let version {
          fields.weigh(incidents[member.number], accuracyNumber, version.assigner) {
            problem(.position($0))
          }
        }
        answers[member.number] = fields
      }
    }
    return answers
  }
}

extension AppendedFields {
  /// The columns that say an answer of a time.
  fileprivate init(_ assignment: Assignment, at instant: Instant, of dated: DatedAssigner) {
    var fields = DatedFields()
    guard let version = dated.version(of: instant) else {
      self.init(status: .noPlan, dated: fields)
      return
    }
    let directory = version.assigner.directory
    self.init(assignment, in: directory)
    fields.version = version.number
    if let place = directory.place(of: assignment) {
      fields.stationCode = directory.text(directory.entries[place].station) ?? ""
      fields.townCode = directory.text(directory.entries[place].town) ?? ""
    }
    if let grid = assignment.grid {
      fields.members = dated.roster.duties(for: directory.code(of: grid), at: instant.moment)
    }
    self.dated = fields
  }
}
