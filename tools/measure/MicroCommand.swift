internal import ArgumentParser
internal import Foundation

/// `measure micro`: times the hot loops one by one; one JSON object a line.
///
/// Figures are of the processor's time, the least of several runs: nanoseconds an operation, and
/// the ratio to a loop of plain arithmetic that runs in between, which takes the machine's speed out
/// of it.
struct MicroCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "micro", abstract: "Time the hot loops, against a loop of plain arithmetic.")

  /// Seconds that a run takes at least, so that the clock's own time does not count.
  private static let shortestRun = 0.02

  @Option(help: "Timed runs of each loop, after a warm-up.")
  var runs = 15

  func validate() throws {
    guard runs > 0 else { throw ValidationError("There is at least one run.") }
  }

  func run() throws {
    let material = try MicroMaterial()
    defer { material.remove() }
    for loop in try material.loops() {
      var (nanoseconds, arithmetic) = (Double.infinity, Double.infinity)
      for run in 0...runs {
        let (time, step) = (try time(loop.body), time(Self.plainArithmetic))
        guard run > 0 else { continue }
        (nanoseconds, arithmetic) = (min(nanoseconds, time), min(arithmetic, step))
      }
      let line = MicroReport(
        loop: loop.name, nanoseconds: nanoseconds, ratio: nanoseconds / arithmetic)
      print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
    }
  }

  /// Nanoseconds an operation of a loop, which is repeated until a run is long enough.
  private func time(_ body: () throws -> Int) rethrows -> Double {
    var operations = 0
    var elapsed = 0.0
    let start = processorSeconds()
    repeat {
      operations += try body()
      elapsed = processorSeconds() - start
    } while elapsed < Self.shortestRun
    return elapsed * 1e9 / Double(operations)
  }

  /// A chain of multiplications, each of which waits for the one before.
  private static func plainArithmetic() -> Int {
    let steps = 1_000_000
    var state: UInt64 = 1
    for step in 0..<UInt64(steps) {
      state = (state ^ (state >> 29) ^ step) &* 0x9E37_79B9_7F4A_7C15
    }
    // The chain ends in a number that is used, or it would not be computed.
    precondition(state != 0)
    return steps
  }
}

/// A hot loop; its body tells how many operations it did.
struct MicroLoop {
  let name: String
  let body: () throws -> Int
}

private struct MicroReport: Encodable {
  let loop: String
  let nanoseconds: Double
  let ratio: Double
}
