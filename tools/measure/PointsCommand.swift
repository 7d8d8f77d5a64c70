internal import ArgumentParser
internal import PlanFormats

extension PointKind: ExpressibleByArgument {}

/// `measure points`: writes points for a plan as CSV with columns `id`, `lon`, `lat`.
///
/// Points are lattice points, written with nine decimals: every reader sees the same places.
struct PointsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "points", abstract: "Write points for a plan, by seed.")

  @Argument(help: "The plan.")
  var plan: String

  @Argument(help: "uniform, clustered or boundary.")
  var kind: PointKind

  @Argument(help: "The CSV file to write.")
  var output: String

  @Option(help: "How many.")
  var count = 1_000_000

  @Option(help: "Same seed, same points.")
  var seed: UInt64 = 1

  func run() throws {
    var source = PointSource(try PlanReader.read(plan).plan, seed: seed)
    try source.write(count, kind, to: output)
  }
}
