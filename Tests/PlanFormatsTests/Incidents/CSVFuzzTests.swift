import PlanFormats
import TestSupport
import Testing

@Suite struct CSVFuzzTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `random text has the rows that the plain reader finds`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let alphabet: [String] = [
      "1", "2", ".", ",", ",", "\"", "\"", "\n", "\r", "\r\n", " ", "\t", "字", "e",
    ]
    var text = "x,y,n\n"
    for _ in 0..<Int.random(in: 0..<60, using: &random) {
      text += alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
    }
    let output = try run(text)
    #expect(SlowCSV.answered(text) == output, "seed \(seed): \(text.debugDescription)")
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `a long table with odd rows has the rows that the plain reader finds`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let ends = [["\n"], ["\r\n"], ["\n", "\r\n", "\r"]][Int(seed % 3)]
    let oddity = [0, 3, 200][Int(seed / 3 % 3)]
    var text = "x,y,n\n"
    for row in 0..<400 {
      let isOdd = oddity > 0 && Int.random(in: 0..<oddity, using: &random) == 0
      text += isOdd ? oddRow(&random) : "\(ordinate(&random)),\(ordinate(&random)),\(row)"
      text += ends[Int.random(in: ends.indices, using: &random)]
    }
    let output = try run(text)
    #expect(SlowCSV.answered(text) == output, "seed \(seed)")
  }

  private func ordinate(_ random: inout SplitMix64) -> String {
    let parts = Int.random(in: 0..<1_000_000_000, using: &random)
    let text = String(parts + 1_000_000_000).dropFirst()
    return "\(Int.random(in: -89...89, using: &random)).\(text)"
  }

  /// Longer than what is looked at at a time, with quotes, or with another number of fields.
  private func oddRow(_ random: inout SplitMix64) -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: "1,2," + String(repeating: "字", count: Int.random(in: 1_300...1_500, using: &random))
    case 1: "1,2,\"a,\n\"\"b\""
    case 2: "1,2"
    case 3: "1,2,3,4"
    case 4: ""
    default: "\"1.000000000\",2,"
    }
  }

  @Test(arguments: 1..<40)
  func `text that is read in small pieces is read the same`(size: Int) throws {
    let text = "\u{FEFF}id,x,y\r\n\"a,\r\n\"\"字\",1,2\r\n\r\nb,3\rc,4,5\n\"d\",6,\"7\""
    var options = IncidentOptions()
    options.windowSize = size
    #expect(try run(text, options: options) == run(text))
  }
}
