import CoordinateSystems
import GridPartition
import JSONInterface
import TestSupport
import Testing
import Wording

/// Requests that are read straight from their text are answered as in the general way.
@Suite struct PlainRequestTests {
  private static let units = [
    UnitSketch(.village, "V\"1", fieldBox(0, 0, 3, 2)),
    UnitSketch(.grid, "V\"1\\a", fieldBox(0, 0, 1, 2)),
    UnitSketch(.grid, "V\"1网", fieldBox(1, 0, 1, 2)),
  ]

  private func service(crs: CoordinateReferenceSystem?, limit: Int = 1 << 20) throws -> RPCService {
    let other = try [UnitSketch(.grid, "N", fieldBox(0, 0, 3, 2))].plan()
    return try RPCService(
      ServedPlans(try ServedPlan(try Self.units.plan())),
      defaultSystem: crs.map { .reference($0) }, lineLimit: limit, language: .en,
      clock: { Moment(microseconds: 0) }
    ) { () throws(RPCService.PlanOpeningFailure) in
      guard let served = try? ServedPlan(other) else {
        throw RPCService.PlanOpeningFailure(Notice(message: "", remedy: ""))
      }
      return ServedPlans(served)
    }
  }

  /// Versions from the first to the fifth of January 1970, of which the third was withdrawn and the fourth
  /// cannot be opened; a member comes in the time of the second one.
  private func datedService(at now: Moment) throws -> RPCService {
    let days = (1...5).compactMap { Moment("1970-01-0\($0)") }
    let plans = try (0..<5).map { number in
      try [
        UnitSketch(.village, "V", fieldBox(0, 0, 3, 2)),
        UnitSketch(.grid, "V\(number)", fieldBox(0, 0, 1, 2)),
        UnitSketch(.grid, "W", fieldBox(1, 0, 1 + number % 2, 2)),
      ].plan()
    }
    let timeline = Timeline(
      days.indices.map { .init(version: $0 + 1, from: days[$0], isWithdrawn: $0 == 2) })
    let versions = [0, 1, 3, 4].map { number in
      ServedPlans.Version(
        number: number + 1, digest: plans[number].digest(), from: days[number], to: nil)
    }
    let roster = Roster([
      Duty(
        member: Member(id: "1", name: "王", phone: nil), role: .fullTime, grid: "W",
        from: Moment("1970-01-02 20:00"), to: nil)
    ])
    return try RPCService(
      ServedPlans(timeline, versions, roster) {
        number throws(RPCService.PlanOpeningFailure) in
        guard number != 4, let served = try? ServedPlan(plans[number - 1]) else {
          throw RPCService.PlanOpeningFailure(Notice(message: "no", remedy: ""))
        }
        return served
      }, defaultSystem: .reference(.wgs84), lineLimit: 1 << 20, language: .en, clock: { now }
    ) { () throws(RPCService.PlanOpeningFailure) in
      throw RPCService.PlanOpeningFailure(Notice(message: "", remedy: ""))
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `lines with times of all kinds are answered as in the general way`(seed: UInt64) throws {
    var lines = RequestLineGenerator(seed: seed, isDated: true)
    let texts = (0..<300).map { _ in lines.next() }
    let now = try #require(
      Moment(["1970-01-01", "1969-01-01", "1970-01-03", "1970-01-06"][Int(seed % 4)]))
    let expected = generalAnswers(texts, by: try datedService(at: now))
    let found = answers(
      texts, by: try datedService(at: now), capacity: seed % 3 == 0 ? 100 : .max)
    guard found != expected else { return }
    for text in texts {
      let service = try datedService(at: now)
      let other = generalAnswers([text], by: service)
      // The second time versions are open.
      #expect(
        answers([text], by: service) == other,
        "seed \(seed): \(String(decoding: text, as: UTF8.self))")
    }
    Issue.record("seed \(seed): lines that stand together are answered otherwise")
  }

  /// The answers to lines, each read in the general way.
  private func generalAnswers(_ lines: [[UInt8]], by service: RPCService) -> [UInt8] {
    var output: [UInt8] = []
    for line in lines { service.answerLine(line.span, into: &output) }
    return output
  }

  private func answers(
    _ lines: [[UInt8]], by service: RPCService, capacity: Int = .max
  ) -> [UInt8] {
    let text = Array(lines.joined(separator: [0x0A])) + [0x0A]
    var output: [UInt8] = []
    var start = 0
    while start < text.count {
      var part: [UInt8] = []
      start += service.answer(text.span.extracting(start...), into: &part, capacity: capacity)
      output += part
    }
    return output
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `lines of all kinds are answered as in the general way`(seed: UInt64) throws {
    var lines = RequestLineGenerator(seed: seed)
    let texts = (0..<300).map { _ in lines.next() }
    let crs: CoordinateReferenceSystem? = seed % 2 == 0 ? .wgs84 : nil
    let limit = seed % 5 == 0 ? 120 : 1 << 20
    let expected = generalAnswers(texts, by: try service(crs: crs, limit: limit))
    let found = answers(
      texts, by: try service(crs: crs, limit: limit), capacity: seed % 3 == 0 ? 100 : .max)
    guard found != expected else { return }
    for text in texts {
      let one = answers([text], by: try service(crs: crs, limit: limit))
      let other = generalAnswers([text], by: try service(crs: crs, limit: limit))
      #expect(one == other, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
    }
    Issue.record("seed \(seed): lines that stand together are answered otherwise")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a number is read as the nearest double`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    // Off the Earth, so that the answer tells the doubles.
    let lines = (0..<500).map { _ in
      let places = Int.random(in: 0...17, using: &random)
      let decimals = (0...places).map { _ in Int.random(in: 0...9, using: &random) }
      let whole = Int.random(in: 181...999_999, using: &random)
      let x = "\(whole).\(decimals.map(String.init).joined())"
      return Array(
        #"{"jsonrpc":"2.0","id":1,"method":"assign","params":{"x":\#(x),"y":-0.0,"crs":"wgs84"}}"#
          .utf8)
    }
    let expected = generalAnswers(lines, by: try service(crs: nil))
    #expect(answers(lines, by: try service(crs: nil)) == expected, "seed \(seed)")
  }

  @Test func `requests before a reload are answered by the plan before it`() throws {
    let assign =
      #"{"jsonrpc":"2.0","id":1,"method":"assign","params":{"x":106.0005,"y":26.0005,"crs":"wgs84"}}"#
    let reload = #"{"jsonrpc":"2.0","id":2,"method":"reload"}"#
    let lines = [assign, assign, reload, assign].map { Array($0.utf8) }
    let output = String(decoding: answers(lines, by: try service(crs: nil)), as: UTF8.self)
    let grids = output.split(separator: "\n").map { line in
      line.contains(#""grid":"V\"1\\a""#) ? "old" : line.contains(#""grid":"N""#) ? "new" : "none"
    }
    #expect(grids == ["old", "old", "none", "new"])
  }

  @Test func `no line is begun once the output is full`() throws {
    let line = #"{"jsonrpc":"2.0","id":1,"method":"nothing"}"#
    let text = Array("\(line)\n\(line)\n\(line)".utf8)
    let service = try service(crs: nil)
    var output: [UInt8] = []
    #expect(service.answer(text.span, into: &output, capacity: 0) == line.utf8.count + 1)
    #expect(output.filter { $0 == 0x0A }.count == 1)
    output = []
    #expect(service.answer(text.span, into: &output) == text.count)
    #expect(output.filter { $0 == 0x0A }.count == 3)
  }
}
