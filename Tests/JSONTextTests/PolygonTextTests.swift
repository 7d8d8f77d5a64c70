import JSONText
import TestSupport
import Testing

@Suite struct PolygonTextTests {
  private static let name = "{\"type\":\"Polygon\",\"coordinates\":"

  /// What is read of a geometry with these coordinates; `nil` when nothing is.
  private func read(_ coordinates: String) -> Polygons? {
    let text = PolygonText()
    let bytes = Array((Self.name + coordinates + "}").utf8)
    let whole = Self.name.utf8.count..<bytes.count - 1
    return text.read(bytes.span) == whole ? Polygons(text) : nil
  }

  private struct Polygons: Equatable {
    var isMultiple = false
    var ordinates: [Double] = [7]
    var ringEnds = [7]
    var polygonEnds = [7]

    init(_ text: PolygonText) {
      isMultiple = text.isMultiple
      text.copy(to: &ordinates, ringEnds: &ringEnds, polygonEnds: &polygonEnds)
    }

    /// The same from values of the parsed text; `nil` when something unusual is there.
    init?(_ value: JSONValue) {
      (ordinates, ringEnds, polygonEnds) = ([], [], [])
      let depth = PolygonTextTests.depth(of: value)
      guard depth == 3 || depth == 4 else { return nil }
      isMultiple = depth == 4
      for polygon in isMultiple ? Array(value.elements) : [value] {
        for ring in polygon.elements {
          guard ring.appendPairs(to: &ordinates) == nil else { return nil }
          ringEnds.append(ordinates.count / 2)
        }
        polygonEnds.append(ringEnds.count)
      }
    }
  }

  /// How deep the first elements nest.
  private static func depth(of value: JSONValue) -> Int {
    var (value, depth) = (value, 0)
    while value.kind == .array {
      depth += 1
      guard let first = Array(value.elements).first else { return depth }
      value = first
    }
    return depth
  }

  @Test func `polygons are read with the ends of their rings`() throws {
    let found = try #require(
      read("[ [[[1,2],[3,4 , 5]]] ,\n[[[-6.5,7e0],[8,9]],[[10,11],\t[12.25,1E+1]]]]"))
    #expect(found.isMultiple)
    #expect(found.ordinates == [1, 2, 3, 4, -6.5, 7, 8, 9, 10, 11, 12.25, 10])
    #expect(found.ringEnds == [2, 4, 6])
    #expect(found.polygonEnds == [1, 3])
  }

  @Test(arguments: [
    "[]", "[[]]", "[[[]]]", "[[[1]]]", "[[[1,2],[]]]", "[[[1,\"2\"]]]", "[[[1,null]]]", "[[[1,2]]",
    "[[[1,2],]]", "[[[1,2]],]", "[[[1e400,2]]]", "[[[01,2]]]", "[[[1.,2]]]",
    "[[[.5,2]]]", "[[[+1,2]]]", "[[[-,2]]]", "[[[1,2e]]]", "[[[1,2,null]]]", "[[[1 2]]]",
    "[[[1,0x2]]]", "[[[1,2}]]", "[[1,2],[3,4]]", "[[[[[1,2]]]]]", "[[[1,2]],[[[3,4]]]]", "null",
    "[[[1,NaN]]]", "[[[1.5.2,3]]]", "[[[1-2,3]]]",
  ])
  func `what is unusual or malformed is left to the general way`(coordinates: String) {
    #expect(read(coordinates) == nil)
  }

  @Test(arguments: ["", "}", "{}", "[[[1,2]]]", "{\"coordinates\"", "{\"coordinates\"}"])
  func `a text without such an array is left to the general way`(text: String) {
    #expect(PolygonText().read(Array(text.utf8).span) == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the numbers are those of the parsed text`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var written = coordinates(&random)
    if seed % 2 == 1 { damage(&written, &random) }
    guard let found = read(String(decoding: written, as: UTF8.self)) else {
      #expect(seed % 2 == 1, "seed \(seed)")
      return
    }
    #expect(try found == Polygons(JSONDocument().parse(written)), "seed \(seed)")
  }

  private func coordinates(_ random: inout SplitMix64) -> [UInt8] {
    let text = Bool.random(using: &random) ? polygon(&random) : list(1...3, &random, polygon)
    return Array(text.utf8)
  }

  private func polygon(_ random: inout SplitMix64) -> String {
    list(1...3, &random) { random in
      list(1...6, &random) { random in list(2...3, &random, number) }
    }
  }

  private func list(
    _ range: ClosedRange<Int>, _ random: inout SplitMix64, _ item: (inout SplitMix64) -> String
  ) -> String {
    let gap = [" ", "", "\n", " \t\r\n"][Int.random(in: 0..<4, using: &random)]
    let count = Int.random(in: range, using: &random)
    let items = (0..<count).map { _ in item(&random) }
    return "[" + gap + items.joined(separator: gap + ",") + gap + "]"
  }

  private func number(_ random: inout SplitMix64) -> String {
    let value = Double.random(in: -180...180, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "\(value)"
    case 1: return "\(Int(value))"
    case 2: return "\((value * 1e9).rounded() / 1e9)"
    case 3: return "\(value)" + "\(UInt64.random(in: 0...UInt64.max, using: &random))"
    case 4: return "\(value)e\(Int.random(in: -330...2, using: &random))"
    default: return "\(Int(value)).\(UInt64.random(in: 0...UInt64.max, using: &random))"
    }
  }

  private func damage(_ text: inout [UInt8], _ random: inout SplitMix64) {
    let marks = Array("[],.-+eE0 \n\"x{}:".utf8)
    let at = Int.random(in: 0..<text.count, using: &random)
    let mark = marks[Int.random(in: 0..<marks.count, using: &random)]
    switch Int.random(in: 0..<3, using: &random) {
    case 0: text.remove(at: at)
    case 1: text[at] = mark
    default: text.insert(mark, at: at)
    }
  }
}
