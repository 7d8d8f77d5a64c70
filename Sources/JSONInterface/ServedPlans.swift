public import GridPartition

/// The plan that is open for questions: one without dates, or the versions of a store.
///
/// A version is opened when it is first asked for, and stays open.
public final class ServedPlans {
  /// Opens a version.
  public typealias VersionOpener = (Int) throws(RPCService.PlanOpeningFailure) -> ServedPlan

  /// A version that is not withdrawn.
  public struct Version: Sendable {
    let number: Int
    let digest: String
    let from: Moment
    let to: Moment?

    /// Names a version with the moments between which it is in force.
    public init(number: Int, digest: String, from: Moment, to: Moment?) {
      self.number = number
      self.digest = digest
      self.from = from
      self.to = to
    }
  }

  /// A plan that is in force at a moment.
  struct InForce {
    let plan: ServedPlan
    /// `nil` for a plan without dates.
    let version: Version?
    /// Who is responsible; `nil` for a plan without dates.
    let roster: Roster?
    let moment: Moment
  }

  let timeline: Timeline
  /// The versions by their numbers; none for a plan without dates.
  let versions: [Int: Version]
  /// Who is responsible; `nil` for a plan without dates.
  let roster: Roster?
  private var opened: [Int: ServedPlan] = [:]
  private let open: VersionOpener
  /// When something changes by itself: the version in force, or who is responsible.
  private let changes: [Moment]

  /// Serves one plan without dates.
  public init(_ plan: ServedPlan) {
    timeline = .always(0)
    versions = [:]
    roster = nil
    open = { _ in plan }
    changes = []
  }

  /// Serves the versions of a store.
  ///
  /// - Parameters:
  ///   - timeline: Which version is in force when.
  ///   - versions: Those that are in force at some time, at least one.
  ///   - roster: Who is responsible.
  ///   - open: Opens a version.
  public init(
    _ timeline: Timeline, _ versions: [Version], _ roster: Roster, open: @escaping VersionOpener
  ) {
    precondition(!versions.isEmpty, "a store is served that has no plan")
    self.timeline = timeline
    self.versions = Dictionary(uniqueKeysWithValues: versions.map { ($0.number, $0) })
    self.roster = roster
    self.open = open
    let moments =
      timeline.entries.map(\.from)
      + roster.duties.flatMap { [$0.from, $0.to] }
      .compactMap(\.self)
    changes = Set(moments).sorted()
  }

  var isDated: Bool { roster != nil }

  /// The plan in force at a moment; `nil` when there is none.
  func plan(at moment: Moment) throws(RPCService.PlanOpeningFailure) -> InForce? {
    guard let number = timeline.version(at: moment) else { return nil }
    return InForce(
      plan: try plan(number), version: versions[number], roster: roster, moment: moment)
  }

  /// The plan in force at a moment, or else one that is in force at some other time.
  func anyPlan(at moment: Moment) throws(RPCService.PlanOpeningFailure) -> ServedPlan {
    try plan(timeline.version(at: moment) ?? versions.keys.max() ?? 0)
  }

  /// The plan of a version.
  func plan(_ number: Int) throws(RPCService.PlanOpeningFailure) -> ServedPlan {
    if let known = opened[number] { return known }
    let plan = try open(number)
    opened[number] = plan
    return plan
  }

  /// Takes the versions that were open before and are the same, so that they are not read again.
  func adopt(_ before: ServedPlans) {
    for (number, plan) in before.opened where versions[number]?.digest == plan.digest {
      opened[number] = plan
    }
  }

  /// The next moment after another one at which something changes by itself.
  func nextChange(after moment: Moment) -> Moment? { changes.first { $0 > moment } }
}
