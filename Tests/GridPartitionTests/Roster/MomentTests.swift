import GridPartition
import TestSupport
import Testing

/// Times as people and programs write them.
@Suite struct MomentTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("1970-01-01", -28_800_000_000),
    ("1970-01-01T08:00", 0),
    ("2026-07-01", 1_782_835_200_000_000),
    ("2026/7/1", 1_782_835_200_000_000),
    ("2026-07-01T00:00:00+08:00", 1_782_835_200_000_000),
    ("2026-06-30T16:00:00Z", 1_782_835_200_000_000),
    ("2026-06-30 11:30:00.25-0430", 1_782_835_200_250_000),
    ("2026-06-30T24:00", 1_782_835_200_000_000),
    ("2000-02-29T00:00:00Z", 951_782_400_000_000),
    ("2026-07-01T00:00:00.1234567+08:00", 1_782_835_200_123_456),
    ("2016-12-31T23:59:60Z", 1_483_228_800_000_000),
  ])
  func `a time is read`(text: String, microseconds: Int) {
    #expect(Moment(text)?.microseconds == Int64(microseconds))
  }

  @Test(arguments: [
    "", "2026", "2026-07", "2026-13-01", "2026-02-29", "2026-00-10", "2026-07-00", "26-07-01",
    "2026-07/01", "2026-07-01T", "2026-07-01T25:00", "2026-07-01T24:01", "2026-07-01T10:60",
    "2026-07-01T10:00:61", "2026-07-01T10:00+", "2026-07-01T10:00+08:", "2026-07-01T10:00 ",
    "2026-07-01T10:00Zz", "0000-01-01", "2026-07-01T10:00:00.", " 2026-07-01", "1700000000", "明天",
  ])
  func `what is no time is refused`(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the form that programs write is read as any other`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let numbers = [(0...9999), (0...13), (0...32), (0...25), (0...61), (0...61)].map { range in
        let text = String(Int.random(in: range, using: &random))
        return String(repeating: "0", count: (range.upperBound == 9999 ? 4 : 2) - text.count) + text
      }
      let zone =
        ["Z", "", "+08:00", "-03:00", "+18:00", "+19:00", "+05:30", "+08:60", "z"]
        .randomElement(using: &random) ?? ""
      let (date, time) = (numbers[..<3], numbers[3...].joined(separator: ":"))
      let usual = date.joined(separator: "-") + "T" + time + zone
      // With a fraction, or slashes, it is read figure by figure.
      let other = date.joined(separator: "/") + " " + time + zone
      #expect(Moment(usual) == Moment(other), "seed \(seed): \(usual)")
      #expect(Moment(usual) == Moment(date.joined(separator: "-") + "T" + time + ".0" + zone))
    }
  }

  @Test func `a time is written in Beijing time and read again`() {
    let day = Int64(86_400_000_000)
    for number in stride(from: Int64(-719_100), through: 2_932_000, by: 997) {
      let moment = Moment(microseconds: number * day + number * 1_234_567)
      #expect(Moment(moment.description) == moment, "\(moment)")
    }
    #expect(Moment(microseconds: 0).description == "1970-01-01T08:00:00+08:00")
  }
}
