import GridPartition
import PlanFormats
import TestSupport
import Testing

/// Files that are cut into small blocks and worked on by several workers come out the same.
@Suite struct BlockTests {
  @Test(arguments: 0..<120 as Range<UInt64>)
  func `a table is the same in blocks of any size`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "1", "2.5", ",", ",", ",", "\"", "\"a,\n\"\"b\"", "\n", "\n", "\r", "\r\n", " ", "字",
      "\n1,2,3\n",
    ]
    var text = "x,y,n\n"
    for _ in 0..<Int.random(in: 0..<200, using: &random) {
      text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }
    try expectSame(text, "in.csv", &random, "seed \(seed)")
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func `lines are the same in blocks of any size`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let lines = [
      "", " \t", "{\"x\":1,\"y\":2}", "{\"x\":1,\"y\":\"字\"}\r", "{\"a\":", "\"open", "[1]",
      "\u{1}",
      "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}", "{\"X\":3,\"x\":4,\"y\":5}",
    ]
    let text = (0..<Int.random(in: 1..<60, using: &random)).map { _ in
      lines[Int.random(in: 0..<lines.count, using: &random)]
    }
    try expectSame(text.joined(separator: "\n"), "in.ndjson", &random, "seed \(seed)")
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func `features are the same in blocks of any size`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let features = [
      "5", "{}", "{\"a\":\"字\"}", "{\n \"type\":\"Point\",\r\n\"coordinates\":[1,2]}",
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},"
        + "\"properties\":{\"a\":1}}",
      "{\"type\":\"Feature\",\"properties\":{\"b\":2},\"geometry\":null}",
    ]
    var chosen = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
      features[Int.random(in: 0..<features.count, using: &random)]
    }
    if Int.random(in: 0..<4, using: &random) == 0 { chosen.append("{\"a\":\n01}") }
    let text = "{\"name\":\"n\",\"features\":[\(chosen.joined(separator: ","))],\"last\":[]}"
    try expectSame(text, "in.geojson", &random, "seed \(seed)")
  }

  @Test func `an error names the line and row of the file, not of the block`() throws {
    var options = IncidentOptions()
    options.windowSize = 16
    options.workers = 3
    let lines = String(repeating: "{\"x\":1,\"y\":2}\n\n", count: 50)
    #expect(throws: IncidentFileError.columnExists(name: "status", row: 51)) {
      try run(lines + "{\"status\":1}\n", "in.ndjson", options: options)
    }
    options.outputFormat = .ndjson
    let rows =
      Array("x,y\n".utf8) + Array(repeating: Array("1,2\r\n\"\n\",3\r".utf8), count: 50).joined()
    #expect(throws: IncidentFileError.malformedText(line: 152)) {
      try run(rows + [0xFF, 0x2C, 0x31], options: options)
    }
  }

  private func expectSame(
    _ text: String, _ name: String, _ random: inout SplitMix64, _ comment: Comment
  ) throws {
    for format in IncidentFormat.allCases {
      var options = IncidentOptions()
      options.outputFormat = format
      options.workers = 1
      let whole = Result { try run(text, name, options: options) }
      options.windowSize = Int.random(in: 1...200, using: &random)
      options.workers = Int.random(in: 1...4, using: &random)
      let pieces = Result { try run(text, name, options: options) }
      #expect(described(whole) == described(pieces), comment)
    }
  }

  private func described(_ result: Result<String, any Error>) -> String {
    switch result {
    case .success(let text): return text
    case .failure(IncidentFileError.json(_, let error)): return "\(error)"
    case .failure(let error): return "\(error)"
    }
  }
}
