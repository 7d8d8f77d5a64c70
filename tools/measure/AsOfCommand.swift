internal import ArgumentParser
internal import Foundation
internal import Geometry
internal import GridPartition
internal import PlanFormats

/// `measure as-of`: times lookups by the plan in force at the time of each, over ten versions of a town,
/// against lookups by one of them.
///
/// Figures are of the processor's time on one core, the least of several runs.
struct AsOfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "as-of", abstract: "Time lookups over ten versions against those of one plan.")

  private static let versionCount = 10
  /// As many as `assign` answers at a time.
  private static let batchSize = 4096
  /// How many bytes the text of a time has.
  private static let textSize = 25

  @Option(help: "How many lookups a run has.")
  var lookups = 1_000_000

  @Option(help: "Timed runs, after a warm-up.")
  var runs = 5

  func validate() throws {
    guard lookups > 0, runs > 0 else { throw ValidationError("There is at least one.") }
  }

  func run() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "measure-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let plans = try (1...Self.versionCount).map { number in
      let path = folder.appending(path: "\(number)").path
      try ProvincePlan(columns: 1, rows: 1, vertices: 60, seed: UInt64(number)).write(to: path)
      return try PlanReader.read(path).plan
    }
    let dated = try dated(plans)
    var source = PointSource(plans[0], seed: 1)
    let points = (0..<lookups).map { _ in source.next(.uniform) }
    // Times in the form that programs write, one after another as in a file.
    let texts = (0..<lookups).flatMap { number in
      "2026-\(padded(1 + number * 7 % 10))-\(padded(1 + number * 11 % 28))T08:30:00+08:00".utf8
    }
    var (one, many, withTimes) = (Double.infinity, Double.infinity, Double.infinity)
    for run in 0...runs {
      let first = time { found(points, by: dated.versions[0].assigner) }
      let second = time { found(points, texts, by: dated, isReadingTimes: false) }
      let third = time { found(points, texts, by: dated, isReadingTimes: true) }
      guard run > 0 else { continue }
      (one, many, withTimes) = (min(one, first), min(many, second), min(withTimes, third))
    }
    let report = AsOfReport(
      lookups: lookups, versions: Self.versionCount, onePlan: one, asOf: many,
      asOfFromText: withTimes, speed: one / many, speedFromText: one / withTimes)
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  private func dated(_ plans: [Plan]) throws -> DatedAssigner {
    let timeline = Timeline(
      plans.indices.map { number in
        let from = Moment("2026-\(number + 1)-01") ?? Moment(microseconds: 0)
        return Timeline.Entry(version: number + 1, from: from, isWithdrawn: false)
      })
    let versions = try plans.enumerated().map { number, plan in
      DatedAssigner.Version(
        number: number + 1, digest: plan.digest(), assigner: try Assigner(plan))
    }
    return DatedAssigner(timeline, versions, .empty)
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Nanoseconds a lookup.
  private func time(_ body: () -> Int) -> Double {
    let start = processorSeconds()
    precondition(body() > 0, "a run finds units")
    return (processorSeconds() - start) * 1e9 / Double(lookups)
  }

  private func found(_ points: [LatticePoint], by assigner: Assigner) -> Int {
    var (units, count): ([Int32], Int) = ([], 0)
    for start in stride(from: 0, to: points.count, by: Self.batchSize) {
      let batch = Array(points[start..<min(start + Self.batchSize, points.count)])
      assigner.findUnits(of: batch, into: &units)
      count += units.count { $0 >= 0 }
    }
    return count
  }

  /// The same by the times of lookups, which are read from their texts or known beforehand.
  private func found(
    _ points: [LatticePoint], _ texts: [UInt8], by dated: DatedAssigner, isReadingTimes: Bool
  ) -> Int {
    var (units, count): ([Int32], Int) = ([], 0)
    for start in stride(from: 0, to: points.count, by: Self.batchSize) {
      let range = start..<min(start + Self.batchSize, points.count)
      let instants = range.map { number -> Instant in
        guard isReadingTimes else {
          return Instant(moment: Moment(microseconds: 0), version: Int32(number * 7 % 10))
        }
        let start = number * Self.textSize
        let text = texts.span.extracting(start..<start + Self.textSize)
        return dated.instant(of: Moment(utf8: text) ?? Moment(microseconds: 0))
      }
      dated.findUnits(of: Array(points[range]), at: instants, into: &units)
      count += units.count { $0 >= 0 }
    }
    return count
  }
}

private struct AsOfReport: Encodable {
  let lookups: Int
  let versions: Int
  /// Nanoseconds a lookup.
  let onePlan: Double
  let asOf: Double
  let asOfFromText: Double
  /// How fast lookups over all versions are, when those of one plan are 1.
  let speed: Double
  let speedFromText: Double
}
