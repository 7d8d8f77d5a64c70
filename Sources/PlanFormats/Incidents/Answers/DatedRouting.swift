internal import Geometry
public import GridPartition
internal import JSONText

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
  ///   - dated: The versions of the plan.
  ///   - placement: How positions come onto the lattice of the plans.
  ///   - moment: When all incidents were; `nil` when ``IncidentOptions/carriedFields`` is the column that
  ///     says it.
  ///   - nearest: How far, in metres, a grid may be from an incident in none; `nil` for not at all.
  ///   - problem: Says why an incident cannot be answered.
  public init(
    _ dated: DatedAssigner, placement: PositionPlacement, at moment: Moment?, nearest: Double?,
    problem: @escaping @Sendable (Problem) -> String
  ) {
    let fixed = moment.map { dated.period(at: $0) }
    let period = { @Sendable (incident: Incident) -> Int? in
      if let fixed { return fixed }
      guard let text = incident.carried.last ?? nil else { return nil }
      return Moment(text).map { dated.period(at: $0) }
    }
    // Texts of answers are kept for each unit of each period, as long as these are not too many.
    let isKeeping = dated.unitCount <= 1 << 22
    self.init(
      placement: placement, unitCount: isKeeping ? dated.unitCount : 0,
      fieldsInside: { number in
        let (period, unit) = dated.place(of: number)
        return AppendedFields(.inside(unit), in: period, of: dated)
      }, fieldsOutside: AppendedFields(.outside, in: fixed ?? 0, of: dated),
      findUnits: { points, units in
        guard let fixed, isKeeping else {
          units = [Int32](repeating: Assigner.unsettled, count: points.count)
          return
        }
        dated.findUnits(
          of: points, in: [Int32](repeating: Int32(truncatingIfNeeded: fixed), count: points.count),
          into: &units)
      },
      findOthers: { incidents, units in
        units.removeAll(keepingCapacity: true)
        guard isKeeping, !incidents.isEmpty else { return }
        let places = incidents.map { incident in
          incident.position.point.flatMap { point in
            period(incident).map { (point: point, period: Int32(truncatingIfNeeded: $0)) }
          }
        }
        let known = places.compactMap(\.self)
        var found: [Int32] = []
        dated.findUnits(of: known.map(\.point), in: known.map(\.period), into: &found)
        var next = found.makeIterator()
        units.append(
          contentsOf: places.map { $0 == nil ? Assigner.unsettled : next.next() ?? -1 })
      }, isSound: { dated.versions.allSatisfy { $0.assigner.index.isSound } }
    ) { incidents in
      dated.answer(incidents, nearest, period, problem)
    }
  }
}

extension DatedAssigner {
  /// Answers incidents of any period.
  fileprivate func answer(
    _ incidents: [Incident], _ nearest: Double?, _ period: (Incident) -> Int?,
    _ problem: (IncidentRouter.Problem) -> String
  ) -> [AppendedFields] {
    var answers = incidents.map { _ in AppendedFields(status: .invalid, dated: DatedFields()) }
    var members: [Int: [(number: Int, point: LatticePoint)]] = [:]
    for (number, incident) in incidents.enumerated() {
      guard let period = period(incident) else {
        answers[number].error = problem(.time(incident.carried.last ?? nil))
        continue
      }
      guard let point = incident.position.point else {
        answers[number].error = problem(.position(incident.position))
        answers[number].dated?.version = version(of: period)?.number
        continue
      }
      members[period, default: []].append((number, point))
    }
    for (period, group) in members {
      let assignments =
        version(of: period)?.assigner.assign(group.map(\.point), nearest: nearest)
        ?? group.map { _ in .noPlan }
      for (member, assignment) in zip(group, assignments) {
        answers[member.number] = AppendedFields(assignment, in: period, of: self)
      }
    }
    return answers
  }
}

extension AppendedFields {
  /// The columns that say an answer of a period.
  fileprivate init(_ assignment: Assignment, in period: Int, of dated: DatedAssigner) {
    var fields = DatedFields()
    guard let version = dated.version(of: period) else {
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
      fields.members = dated.roster.duties(
        for: directory.code(of: grid), at: dated.periods[period].from)
    }
    self.dated = fields
  }
}

extension JSONWriter {
  /// Writes a member who is responsible for a grid.
  mutating func write(_ duty: Duty) {
    object { json in
      json.member("id", duty.member.id)
      json.member("name", duty.member.name)
      if let phone = duty.member.phone { json.member("phone", phone) }
      json.member("role", duty.role.rawValue)
    }
  }
}
