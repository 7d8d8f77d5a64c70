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

  @Test(arguments: 1..<40)
  func `text that is read in small pieces is read the same`(size: Int) throws {
    let text = "\u{FEFF}id,x,y\r\n\"a,\r\n\"\"字\",1,2\r\n\r\nb,3\rc,4,5\n\"d\",6,\"7\""
    var options = IncidentOptions()
    options.windowSize = size
    #expect(try run(text, options: options) == run(text))
  }
}
