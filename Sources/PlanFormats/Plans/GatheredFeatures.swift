internal import GridPartition

/// What was read of a plan's files so far.
struct GatheredFeatures {
  /// So many problems are kept; all are counted.
  static let problemLimit = 100

  var builder: PlanBuilder
  private(set) var problems: [FeatureProblem] = []
  private(set) var problemCount = 0

  init(_ builder: PlanBuilder) {
    self.builder = builder
  }

  /// Notes what is wrong with a feature that was left out.
  mutating func note(_ problem: FeatureProblem) {
    if problems.count < Self.problemLimit { problems.append(problem) }
    problemCount += 1
  }

  /// Adds what a block gave, behind what is there.
  mutating func add(
    _ units: PlanBuilder, share: Double?, _ problems: [FeatureProblem], count: Int
  ) {
    builder.add(contentsOf: units, share: share)
    self.problems += problems.prefix(Self.problemLimit - self.problems.count)
    problemCount += count
  }
}
