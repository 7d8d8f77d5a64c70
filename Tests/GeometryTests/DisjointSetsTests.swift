import Geometry
import TestSupport
import Testing

@Suite struct DisjointSetsTests {
  @Test(arguments: 0..<32 as Range<UInt64>)
  func `groups are those that a plain relabelling finds`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...40, using: &random)
    var sets = DisjointSets(count: count)
    var labels = Array(0..<count)
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let a = Int.random(in: 0..<count, using: &random)
      let b = Int.random(in: 0..<count, using: &random)
      sets.join(a, b)
      let (kept, dropped) = (labels[a], labels[b])
      labels = labels.map { $0 == dropped ? kept : $0 }
    }
    let expected = Dictionary(grouping: labels.indices) { labels[$0] }.values
      .sorted { $0[0] < $1[0] }
    #expect(sets.groups() == expected, "seed \(seed)")
    #expect(
      labels.indices.allSatisfy { member in
        sets.representative(of: member) == expected.first { $0.contains(member) }?.first
      })
  }
}
