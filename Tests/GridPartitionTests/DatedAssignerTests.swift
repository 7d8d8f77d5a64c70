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
    return (DatedAssigner(timeline, versions, roster, on: .geographic), plans)
  }

  @Test func `periods change with versions and members`() throws {
    let (dated, _) = try dated()
    #expect(dated.periods.map(\.from.microseconds) == [.min, 10, 15, 20, 30, 40])
    let numbers = dated.periods.indices.map { dated.version(of: $0)?.number }
    #expect(numbers == [nil, 1, 1, 2, nil, 4])
    let found = [Int64.min, 9, 10, 14, 15, 19, 20, 29, 30, 39, 40, .max].map {
      dated.period(at: Moment(microseconds: $0))
    }
    #expect(found == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
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
    let periods = points.map { _ in
      Int32(Int.random(in: dated.periods.indices, using: &random))
    }
    var units: [Int32] = []
    dated.findUnits(of: points, in: periods, into: &units)
    #expect(units.count == points.count)
    for (number, point) in points.enumerated() {
      let version = dated.version(of: Int(periods[number]))
      let expected = version.map { $0.assigner.assign([point])[0] }
      if units[number] >= 0 {
        let place = dated.place(of: Int(units[number]))
        #expect(place.period == Int(periods[number]), "seed \(seed), \(point)")
        #expect(expected == .inside(place.unit), "seed \(seed), \(point)")
      } else {
        #expect(expected?.status != .inside, "seed \(seed), \(point)")
      }
    }
  }
}
