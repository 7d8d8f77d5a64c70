import CoordinateSystems
import Geometry
import GridPartition
import TestSupport
import Testing

/// Positions by the plan in force at their time.
@Suite struct DatedAssignerTests {
  private func plan(_ seed: UInt64) throws -> Plan {
    var random = SplitMix64(seed: seed)
    return try PlanMesh(columns: 4, rows: 3, spacing: fieldStep, using: &random).units.plan()
  }

  /// Versions at moments 10, 20, 30 and 40, of which the third was withdrawn; members change at 15.
  private func dated() throws -> (dated: DatedAssigner, plans: [Plan]) {
    let plans = try (1...4).map { try plan(UInt64($0)) }
    let timeline = Timeline(
      (1...4).map {
        Timeline.Entry(
          version: $0, from: Moment(microseconds: Int64(10 * $0)), isWithdrawn: $0 == 3)
      })
    let roster = Roster([
      Duty(
        member: Member(id: "1", name: "a", phone: nil), role: .fullTime, grid: "V0-0",
        from: Moment(microseconds: 15), to: nil)
    ])
    let versions = try [1, 2, 4].map { number in
      DatedAssigner.Version(
        number: number, digest: plans[number - 1].digest(),
        assigner: try Assigner(plans[number - 1]))
    }
    return (DatedAssigner(timeline, versions, roster), plans)
  }

  @Test func `the version in force answers, and none after one that was withdrawn`() throws {
    let (dated, _) = try dated()
    let numbers = [Int64.min, 9, 10, 19, 20, 29, 30, 39, 40, .max].map {
      dated.version(of: dated.instant(of: Moment(microseconds: $0)))?.number
    }
    #expect(numbers == [nil, nil, 1, 1, 2, 2, nil, nil, 4, 4])
  }

  @Test func `a version that is not open is told from none`() throws {
    var (dated, plans) = try dated()
    let timeline = Timeline([.init(version: 1, from: Moment(microseconds: 0), isWithdrawn: false)])
    dated = DatedAssigner(timeline, [], .empty)
    let moment = Moment(microseconds: 5)
    #expect(dated.instant(of: moment).version == Instant.unopened)
    #expect(dated.instant(of: Moment(microseconds: -1)).version == Instant.noVersion)
    dated.open(.init(number: 1, digest: plans[0].digest(), assigner: try Assigner(plans[0])))
    #expect(dated.version(of: dated.instant(of: moment))?.number == 1)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a batch of mixed times is found as each version finds it by itself`(seed: UInt64) throws {
    let (dated, _) = try dated()
    var random = SplitMix64(seed: seed)
    let points = (0..<500).map { _ in
      LatticePoint(
        fieldOrigin.x + Int64.random(in: -fieldStep...5 * fieldStep, using: &random),
        fieldOrigin.y + Int64.random(in: -fieldStep...4 * fieldStep, using: &random))
    }
    let instants = points.map { _ in
      dated.instant(of: Moment(microseconds: Int64.random(in: 0..<50, using: &random)))
    }
    var units: [Int32] = []
    dated.findUnits(of: points, at: instants, into: &units)
    try #require(units.count == points.count)
    for (number, point) in points.enumerated() {
      let expected = dated.version(of: instants[number])?.assigner.assign([point])[0]
      if units[number] >= 0 {
        let place = dated.place(of: Int(units[number]))
        #expect(place.instant.version == instants[number].version, "seed \(seed), \(point)")
        #expect(expected == .inside(place.unit), "seed \(seed), \(point)")
        let code = dated.versions[Int(place.instant.version)].assigner.directory
          .code(of: place.unit)
        #expect(
          dated.roster.duties(for: code, at: place.instant.moment)
            == dated.roster.duties(for: code, at: instants[number].moment),
          "seed \(seed), \(point)")
      } else if units[number] == Assigner.outside {
        #expect(expected?.status == .outside, "seed \(seed), \(point)")
      } else {
        #expect(expected?.status != .inside, "seed \(seed), \(point)")
      }
      var alone: [Int32] = []
      dated.findUnits(of: [point], at: instants[number], into: &alone)
      #expect(alone == [units[number]], "seed \(seed), \(point)")
    }
  }
}
