public import GridPartition

/// A plan that is open for questions, with its index.
public final class ServedPlan {
  public let plan: Plan
  let assigner: Assigner
  let digest: String
  private var report: Result<CheckReport, AreaIdentityFault>?

  /// Opens a plan.
  ///
  /// - Parameters:
  ///   - plan: The plan.
  ///   - assigner: What answers for it.
  ///   - digest: Its digest, as far as it is known already.
  public init(_ plan: Plan, _ assigner: Assigner, digest: String? = nil) {
    self.plan = plan
    self.assigner = assigner
    self.digest = digest ?? plan.digest()
  }

  /// The check of the plan, done once.
  func check() throws(AreaIdentityFault) -> CheckReport {
    if let report { return try report.get() }
    let result = Result { () throws(AreaIdentityFault) in try plan.check() }
    report = result
    return try result.get()
  }
}
