import GridPartition
import TestSupport
import Testing

/// Which version is in force, and who is responsible, at a moment.
@Suite struct TimelineTests {
  private func entry(_ version: Int, _ from: Int64, withdrawn: Bool = false) -> Timeline.Entry {
    Timeline.Entry(
      version: version, from: Moment(microseconds: from), isWithdrawn: withdrawn)
  }

  private func versions(_ entries: [Timeline.Entry], at moments: [Int64]) -> [Int?] {
    let timeline = Timeline(entries)
    return moments.map { timeline.version(at: Moment(microseconds: $0)) }
  }

  @Test func `a version is in force from its moment until the next one takes over`() {
    #expect(
      versions([entry(1, 10), entry(2, 20)], at: [.min, 9, 10, 19, 20, .max])
        == [nil, nil, 1, 1, 2, 2])
    #expect(versions([], at: [0]) == [nil])
  }

  @Test func `from the moment of a withdrawn version on there is no plan`() {
    #expect(
      versions([entry(1, 10), entry(2, 20, withdrawn: true)], at: [19, 20, 99]) == [1, nil, nil])
  }

  @Test func `a later publication takes the place of a withdrawn one`() {
    let withdrawn = entry(2, 20, withdrawn: true)
    #expect(
      versions([entry(1, 10), withdrawn, entry(3, 15)], at: [14, 15, 25]) == [1, 3, 3])
    #expect(
      versions([entry(1, 10), withdrawn, entry(3, 30)], at: [19, 25, 30]) == [1, nil, 3])
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `it answers as a plain scan`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var from: Int64 = 0
    let entries = (1...Int.random(in: 1...20, using: &random)).map { number in
      from += Int64.random(in: 1...5, using: &random)
      return entry(number, from, withdrawn: Int.random(in: 0..<4, using: &random) == 0)
    }
    for moment in -2...from + 2 {
      let last = entries.last { $0.from.microseconds <= moment }
      let expected = last.flatMap { $0.isWithdrawn ? nil : $0.version }
      #expect(versions(entries, at: [moment]) == [expected], "seed \(seed), \(moment)")
    }
  }

  @Test func `members are called full-time first, then by id, and only while they are there`() {
    let duty = { (id: String, role: MemberRole, from: Int64?, to: Int64?) in
      Duty(
        member: Member(id: id, name: id, phone: nil), role: role, grid: "g",
        from: from.map { Moment(microseconds: $0) }, to: to.map { Moment(microseconds: $0) })
    }
    let roster = Roster([
      duty("4", .partTime, nil, nil), duty("3", .fullTime, 5, nil), duty("1", .fullTime, nil, 5),
      duty("2", .fullTime, nil, nil), duty("3", .partTime, nil, nil),
    ])
    let ids = { (moment: Int64) in
      roster.duties(for: "g", at: Moment(microseconds: moment)).map(\.member.id)
    }
    #expect(ids(4) == ["1", "2", "3", "4"])
    #expect(ids(5) == ["2", "3", "4"])
    #expect(roster.duties(for: "h", at: Moment(microseconds: 0)).isEmpty)
  }
}
