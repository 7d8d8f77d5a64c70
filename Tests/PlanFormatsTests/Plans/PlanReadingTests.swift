import GridPartition
import JSONText
import PlanFormats
import TestSupport
import Testing

@Suite struct PlanReadingTests {
  private func read(_ text: String) throws -> Plan {
    let folder = try TemporaryFolder()
    return try PlanReader.read(folder.write(Array(text.utf8), to: "plan.geojson")).plan
  }

  private func collection(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\n" + features.joined(separator: ",\n") + "\n]}"
  }

  private func feature(_ code: String, _ geometry: String) -> String {
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(code)\"},\"geometry\":\(geometry)}"
  }

  private func square(_ number: Int, _ third: String = "") -> String {
    let (x, y) = (Double(number % 100) / 100, Double(number / 100) / 100)
    let ring = [(x, y), (x + 0.01, y), (x + 0.01, y + 0.01), (x, y + 0.01), (x, y)]
    return "{\"type\":\"Polygon\",\"coordinates\":[["
      + ring.map { "[\($0.0),\($0.1)\(third)]" }.joined(separator: ",") + "]]}"
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `coordinates that are read straight make the same units as parsed ones`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let shapes = (0..<20).map { _ in shape(&random) }
    // A third ordinate that is no number makes the coordinates unusual, and changes nothing.
    let plans = try [",5", ",null"].map { third in
      try read(
        collection(
          shapes.enumerated().map { number, rings in
            let rings = rings.map { ring in
              "[" + ring.map { "[\($0)\(third)]" }.joined(separator: ",") + "]"
            }
            return feature(
              "G\(number)",
              "{\"type\":\"Polygon\",\"coordinates\":[" + rings.joined(separator: ",") + "]}")
          }))
    }
    #expect(plans[0].digest() == plans[1].digest(), "seed \(seed)")
    #expect(plans[0].moved == plans[1].moved)
    #expect(plans.map { $0.units.map(\.polygons) }[0] == plans[1].units.map(\.polygons))
    for (a, b) in zip(plans[0].units, plans[1].units) {
      #expect(a.brokenRings.map(\.problem) == b.brokenRings.map(\.problem))
      #expect(a.brokenRings.map(\.at) == b.brokenRings.map(\.at))
    }
  }

  /// Rings of a shell and some holes, as texts `x,y`; some are broken.
  private func shape(_ random: inout SplitMix64) -> [[String]] {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      var ring = (0..<Int.random(in: 1...7, using: &random)).map { _ in
        let (x, y) = (Int.random(in: 0..<4, using: &random), Int.random(in: 0..<4, using: &random))
        let tail = Int.random(in: 0...3, using: &random) == 0 ? "00000001234567" : ""
        return "106.\(x)\(tail),26.\(y)\(tail)"
      }
      if Int.random(in: 0..<4, using: &random) > 0 { ring.append(ring[0]) }
      return ring
    }
  }

  @Test func `a file of many blocks is read in its order`() throws {
    let count = 20_000
    let plan = try read(collection((0..<count).map { feature("G\($0)", square($0)) }))
    #expect(plan.units.map(\.code) == (0..<count).map { "G\($0)" })
    #expect(plan.units.map(\.attributes.source.number) == Array(1...count))
    #expect(plan.units.map(\.polygons) == (0..<count).map { $0..<$0 + 1 })
    for unit in stride(from: 0, to: count, by: 997) {
      let alone = try read(feature("G\(unit)", square(unit)))
      #expect(plan.polygons(of: unit)[0][0] == alone.polygons(of: 0)[0][0])
    }
  }

  @Test func `the first problems of a file of many blocks are told, and all are counted`() throws {
    let features = (0..<20_000).map { number in
      feature("G\(number)", number % 7 == 3 ? square(number, ",2],[\"x\"") : square(number))
    }
    let error = try #require(throws: PlanReadingError.self) { try read(collection(features)) }
    guard case .features(let problems, let count) = error else {
      Issue.record("features are refused, not \(error)")
      return
    }
    #expect(count == 2857)
    #expect(problems.map(\.source.number) == (0..<100).map { 7 * $0 + 4 })
    #expect(problems.map(\.place) == (0..<100).map { .line(7 * $0 + 5) })
    #expect(problems.allSatisfy { $0.path == "geometry.coordinates[0][1]" })
    #expect(problems.map(\.code) == (0..<100).map { "G\(7 * $0 + 3)" })
  }

  @Test func `text that is no JSON is refused with its place, whatever was wrong before`() throws {
    var features = (0..<20_000).map { feature("G\($0)", square($0)) }
    features[3] = "7"
    features[15_000] = "{\"type\":\n01}"
    features[19_000] = "nonsense"
    let error = try #require(throws: PlanReadingError.self) { try read(collection(features)) }
    guard case .notJSON(_, let place) = error else {
      Issue.record("the text is refused, not \(error)")
      return
    }
    #expect(place.reason == .malformedNumber)
    #expect(place.line == 15_003)
  }
}
