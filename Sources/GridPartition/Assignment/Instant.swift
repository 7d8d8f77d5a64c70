/// When an incident was, and which version of the plan answers for it.
@frozen
public struct Instant: Hashable, Sendable, BitwiseCopyable {
  public let moment: Moment
  /// The version in force, among ``DatedAssigner/versions``; ``noVersion`` or ``unopened`` else.
  public let version: Int32

  /// Instead of a version: no plan is in force.
  public static let noVersion: Int32 = -1
  /// Instead of a version: one that has to be opened first.
  public static let unopened: Int32 = -2

  public init(moment: Moment, version: Int32) {
    self.moment = moment
    self.version = version
  }
}
