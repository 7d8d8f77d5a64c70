public import GridPartition

/// A plan that is open for questions, with its index.
public final class ServedPlan {
  public let plan: Plan
  let assigner: Assigner
  let digest: String
  private var report: Result<CheckReport, AreaIdentityFault>?

  /// Opens a plan.
  ///
  /// - Throws: ``AreaIdentityFault`` when its index cannot be built.
  public init(_ plan: Plan) throws(AreaIdentityFault) {
    self.plan = plan
    assigner = try Assigner(plan)
    digest = plan.digest()
  }

  /// The check of the plan, done once.
  func check() throws(AreaIdentityFault) -> CheckReport {
    if let report { return try report.get() }
    let result = Result { () throws(AreaIdentityFault) in try plan.check() }
    report = result
    return try result.get()
  }
}
