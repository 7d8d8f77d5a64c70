internal import CoordinateSystems
internal import GridPartition
internal import Wording

/// What requests of `assign` are answered from until the plans are opened anew: the versions that are open,
/// and how answers by them are written.
final class AssignDesk {
  /// How many bytes of texts of answers are kept.
  private static let keptLimit = 64 << 20

  private let plans: ServedPlans
  private let confidence: Double
  private let phrases: RPCPhrases
  /// The versions that are open.
  private(set) var dated: DatedAssigner
  /// How answers by each of them are written.
  private(set) var encodings: [AssignmentEncoding] = []
  private(set) var ends = AnswerEnds()
  var texts = AnswerTexts(unitCount: 0, keeping: AssignDesk.keptLimit)
  let placers: RequestPlacers
  /// For positions as surveyed.
  private(set) var gate: PositionGate
  var reader: PlainRequestReader
  /// The time of what states none.
  private(set) var now: Instant
  /// Until then nothing changes by itself; `nil` for ever.
  private(set) var validUntil: Moment?
  /// Why the plan in force cannot be opened.
  private var failure: Notice?

  /// Opens the plan in force.
  init(
    _ plans: ServedPlans, at moment: Moment, _ defaultSystem: PositionSystem?, confidence: Double,
    lineLimit: Int, _ phrases: RPCPhrases
  ) throws(RPCService.PlanOpeningFailure) {
    self.plans = plans
    self.confidence = confidence
    self.phrases = phrases
    let crs = try plans.anyPlan(at: moment).assigner.index.crs
    dated = DatedAssigner(plans.timeline, [], plans.roster ?? .empty)
    placers = RequestPlacers(to: crs, defaultSystem: defaultSystem, phrases)
    gate = PositionGate([], stated: .reference(crs), placers: placers.placers)
    reader = PlainRequestReader(
      plan: crs, defaultSystem: defaultSystem, dated, isDated: plans.isDated, limit: lineLimit)
    now = dated.instant(of: moment)
    try goOn(at: moment)
  }

  /// Goes on with the plan that is in force at another moment.
  private func goOn(at moment: Moment) throws(RPCService.PlanOpeningFailure) {
    validUntil = plans.nextChange(after: moment)
    now = dated.instant(of: moment)
    defer { reader.now = now }
    now = try opened(moment)
  }

  /// Goes on with the next plan when its time has come.
  func keepUp(_ clock: () -> Moment) {
    guard let validUntil else { return }
    let moment = clock()
    guard moment >= validUntil else { return }
    do throws(RPCService.PlanOpeningFailure) {
      try goOn(at: moment)
      failure = nil
    } catch {
      failure = error.notice
    }
  }

  /// Which version answers at a moment, or now; it is opened if need be.
  func instant(of moment: Moment?) throws(RPCError) -> Instant {
    guard let moment else {
      if let failure { throw RPCError(.planNotUsable, failure.message, remedy: failure.remedy) }
      return now
    }
    do throws(RPCService.PlanOpeningFailure) { return try opened(moment) } catch {
      throw RPCError(.planNotUsable, error.notice.message, remedy: error.notice.remedy)
    }
  }

  /// What is wrong with the system of positions, if anything seems to be.
  ///
  /// - Parameters:
  ///   - positions: Some of a request.
  ///   - system: Theirs; that of the plan by default.
  /// - Returns: A sentence.
  func warning(on positions: [SampledPosition], in system: PositionSystem? = nil) -> String? {
    let gate = system.map { makeGate($0) } ?? gate
    return gate.finding(on: positions)?.sentence(in: phrases.language)
  }

  private func makeGate(_ system: PositionSystem) -> PositionGate {
    PositionGate(dated.versions.map(\.assigner), stated: system, placers: placers.placers)
  }

  private func opened(_ moment: Moment) throws(RPCService.PlanOpeningFailure) -> Instant {
    let instant = dated.instant(of: moment)
    guard instant.version == Instant.unopened, let number = plans.timeline.version(at: moment)
    else { return instant }
    let plan = try plans.plan(number)
    let before = dated.numberCount
    dated.open(.init(number: number, digest: plan.digest, assigner: plan.assigner))
    texts.addUnits(dated.numberCount - before)
    encodings.append(
      AssignmentEncoding(plan, plans.roster, confidence: confidence, phrases))
    ends.add(plan: plan.digest, plans.versions[number]?.number)
    reader.dated = dated
    gate = makeGate(.reference(placers.placers.target))
    return dated.instant(of: moment)
  }
}
