internal import ArgumentParser
internal import Foundation

/// `measure micro`: times the hot loops one by one; one JSON object a line.
///
/// Figures are medians of several runs: nanoseconds an operation, and the ratio to a loop of plain
/// arithmetic that runs before and after, which takes the machine's speed out of it.
struct MicroCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "micro", abstract: "Time the hot loops, against a loop of plain arithmetic.")

  @Option(help: "Timed runs of each loop, after a warm-up.")
  var runs = 9

  func validate() throws {
    guard runs > 0 else { throw ValidationError("There is at least one run.") }
  }

  func run() throws {
    let material = try MicroMaterial()
    defer { material.remove() }
    for loop in try material.loops() {
      var nanoseconds: [Double] = []
      var ratios: [Double] = []
      for run in 0...runs {
        let before = calibrate()
        let start = ContinuousClock.now
        let operations = try loop.body()
        let time = start.duration(to: .now).seconds * 1e9 / Double(operations)
        let after = calibrate()
        guard run > 0 else { continue }
        nanoseconds.append(time)
        ratios.append(2 * time / (before + after))
      }
      let line = MicroReport(
        loop: loop.name, nanoseconds: nanoseconds.median, ratio: ratios.median)
      print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
    }
  }

  /// Nanoseconds of a step of a chain of multiplications, each of which waits for the one before.
  private func calibrate() -> Double {
    let steps = 5_000_000
    var state: UInt64 = 1
    let time = ContinuousClock().measure {
      for step in 0..<UInt64(steps) {
        state = (state ^ (state >> 29) ^ step) &* 0x9E37_79B9_7F4A_7C15
      }
    }
    // The chain ends in a number that is used, or it would not be computed.
    precondition(state != 0)
    return time.seconds * 1e9 / Double(steps)
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

extension [Double] {
  /// The middle one; of an even number the upper of both.
  fileprivate var median: Double { sorted()[count / 2] }
}
