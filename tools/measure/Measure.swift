internal import ArgumentParser

/// Makes the benchmark's large data and times dingge's parts inside one process.
///
/// `tools/bench` and `tools/test-locator` call it; it is built on demand and not shipped.
@main
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Data, timings and proofs for tools/bench and tools/test-locator.",
    subcommands: [
      MeshCommand.self, PointsCommand.self, PolygonsCommand.self, MemoryCommand.self,
      MicroCommand.self, AsOfCommand.self, RecheckCommand.self, VerifyCommand.self,
    ])
}

/// Why a measurement could not be made.
struct MeasureError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
