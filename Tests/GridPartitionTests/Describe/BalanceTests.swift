import GridPartition
import TestSupport
import Testing

@Suite struct BalanceTests {
  @Test func `all alike is balanced`() throws {
    let balance = try #require(Balance(of: [7, 7, 7, 7]))
    #expect((balance.units, balance.total, balance.mean) == (4, 28, 7))
    #expect((balance.minimum, balance.maximum) == (7, 7))
    #expect((balance.largestDeviation, balance.gini) == (0, 0))
  }

  @Test func `one with all is as uneven as can be`() throws {
    let balance = try #require(Balance(of: [0, 12, 0, 0]))
    #expect(balance.mean == 3)
    #expect(balance.largestDeviation == 3)
    #expect(balance.gini == 0.75)
  }

  @Test func `units without incidents are alike, and no units have no balance`() throws {
    let balance = try #require(Balance(of: [0, 0]))
    #expect((balance.mean, balance.largestDeviation, balance.gini) == (0, 0, 0))
    #expect(Balance(of: []) == nil)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `the coefficient is half the mean difference as a share of the mean`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let counts = (0..<Int.random(in: 1...40, using: &random)).map { _ in
      Int.random(in: 0...1000, using: &random)
    }
    let balance = try #require(Balance(of: counts))
    let differences = counts.reduce(0) { sum, a in
      sum + counts.reduce(0) { $0 + abs(a - $1) }
    }
    let total = counts.reduce(0, +)
    let expected =
      total == 0 ? 0 : Double(differences) / (2 * Double(counts.count) * Double(total))
    #expect(abs(balance.gini - expected) < 1e-12, "seed \(seed)")
    let mean = Double(total) / Double(counts.count)
    let deviation = counts.map { abs(Double($0) - mean) }.max() ?? 0
    #expect(abs(balance.largestDeviation * mean - deviation) < 1e-9, "seed \(seed)")
  }
}
