import PlanFormats
import TestSupport
import Testing

@Suite struct IncidentFuzzTests {
  static let seeds = [
    "x,y,n\r\n1,2,\"a\"\"b\"\r\n3,4,字\n\n5,6,\n",
    "{\"x\":1,\"y\":2,\"n\":\"字\"}\n{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":null}\n",
    "{\"name\":[1],\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":[]},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}},\n{}],\"crs\":null}",
  ]

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `damaged bytes are worked through or refused, in every format`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for (text, input) in zip(Self.seeds, IncidentFormat.allCases) {
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      for output in IncidentFormat.allCases {
        var options = IncidentOptions()
        options.inputFormat = input
        options.outputFormat = output
        options.windowSize = Int.random(in: 1...100, using: &random)
        do {
          let answered = try run(bytes, options: options)
          #expect(!answered.isEmpty)
        } catch is IncidentFileError {
          continue
        }
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `an output that was refused nothing is read again as the same rows`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let names = (0..<20).map { _ in String(UInt8.random(in: 0x20..<0x7F, using: &random)) }
    let rows = names.map { "{\"x\":1,\"y\":2,\"n\":\"\($0)\"}\n" }.joined()
    var options = IncidentOptions()
    options.outputFormat = .geojson
    let collection = try run(rows, "in.ndjson", options: options)
    options.outputFormat = .csv
    options.prefix = "again_"
    let table = try run(collection, "in.geojson", options: options)
    options.outputFormat = .ndjson
    options.prefix = "third_"
    options.xField = "x"
    options.yField = "y"
    let lines = try run(table, "in.csv", options: options).split(separator: "\n")
    #expect(lines.count == 20)
    #expect(lines.allSatisfy { $0.contains("\"third_grid_code\":\"1.0/2.0\"") })
  }
}
