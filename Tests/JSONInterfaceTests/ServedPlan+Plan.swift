import GridPartition
import JSONInterface

extension ServedPlan {
  /// A plan that is at hand.
  convenience init(_ plan: Plan) throws {
    self.init(try Assigner(plan), digest: plan.digest()) { plan }
  }
}
