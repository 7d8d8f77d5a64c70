public import GridPartition
internal import Wording

/// A plan that is open for questions, with its index.
public final class ServedPlan {
  /// Gives the whole plan.
  public typealias PlanReader = () throws(RPCService.PlanOpeningFailure) -> Plan

  let assigner: Assigner
  let digest: String
  /// The texts of the directory as JSON writes them, without quotes.
  private(set) lazy var escapedTexts = assigner.directory.texts.escaped()
  private let read: PlanReader
  private var known: Plan?
  private var report: Result<CheckReport, AreaIdentityFault>?

  /// Opens a plan.
  ///
  /// - Parameters:
  ///   - assigner: What answers for it.
  ///   - digest: Its digest.
  ///   - read: Gives the plan when more than the assigner knows is asked for; called once.
  public init(_ assigner: Assigner, digest: String, read: @escaping PlanReader) {
    self.assigner = assigner
    self.digest = digest
    self.read = read
  }

  /// The whole plan.
  ///
  /// - Throws: An error of the code for a plan that is not usable.
  func plan() throws(RPCError) -> Plan {
    if let known { return known }
    do throws(RPCService.PlanOpeningFailure) {
      let plan = try read()
      known = plan
      return plan
    } catch {
      throw RPCError(.planNotUsable, error.notice.message, remedy: error.notice.remedy)
    }
  }

  /// The check of a plan, done once.
  func check(_ plan: Plan) throws(AreaIdentityFault) -> CheckReport {
    if let report { return try report.get() }
    let result = Result { () throws(AreaIdentityFault) in try plan.check() }
    report = result
    return try result.get()
  }
}
