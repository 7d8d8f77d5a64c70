import TestSupport

/// Makes lines that are nearly requests of `assign`: most are right, many are wrong in some place.
struct RequestLineGenerator {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next() -> [UInt8] {
    var members = [
      ("jsonrpc", #""2.0""#), ("id", value(Self.ids)), ("method", #""assign""#),
      ("params", params()),
    ]
    spoil(&members)
    var line = Array(object(members).utf8)
    if chance(8) { line.insert(contentsOf: pick(Self.strays).utf8, at: place(in: line)) }
    if chance(12) { line.remove(at: place(in: line)) }
    if chance(12) { line[place(in: line)] = UInt8.random(in: 0...255, using: &random) }
    if chance(20) { line.removeSubrange(place(in: line)...) }
    if chance(10) { line += pick(["\r", " ", "x", "{}", ",", "\t\r"]).utf8 }
    return line.map { $0 == 0x0A ? 0x20 : $0 }
  }

  private mutating func params() -> String {
    var members = chance(3) ? [] : [("crs", pick([#""wgs84""#, #""CGCS-2000""#, #""WGS84""#]))]
    if chance(6) {
      members.append(("nearest", pick(["60", "0", "-1", "1e5", "100000.1", "null"])))
    }
    guard chance(3) else {
      members += point()
      spoil(&members)
      return object(members)
    }
    let points = (0..<Int.random(in: 0...5, using: &random)).map { _ in object(point()) }
    members.append(("points", "[" + points.joined(separator: space() + ",") + space() + "]"))
    spoil(&members)
    return object(members)
  }

  private mutating func point() -> [(String, String)] {
    let x = 106 + Double.random(in: -0.001...0.004, using: &random)
    let y = 26 + Double.random(in: -0.001...0.003, using: &random)
    var members = [
      (chance(5) ? "lon" : "x", chance(8) ? "106.001" : "\(x)"),
      (chance(5) ? "lat" : "y", chance(8) ? "26.0005" : "\(y)"),
    ]
    if chance(2) { members.append(("id", value(Self.ids))) }
    if chance(8) { members.append(("accuracy", value(Self.numbers))) }
    if chance(8) { members.append(("time", #""2026""#)) }
    if chance(10) { members[0].1 = value(Self.numbers) }
    if chance(10) { members.append((pick(Self.names), value(Self.numbers))) }
    return members
  }

  /// Now and then drops, repeats, adds or changes a member.
  private mutating func spoil(_ members: inout [(String, String)]) {
    guard chance(8), let member = members.randomElement(using: &random) else { return }
    switch Int.random(in: 0...3, using: &random) {
    case 0: members.removeAll { $0.0 == member.0 }
    case 1: members.append(member)
    case 2: members.append((pick(Self.names), value(Self.ids + Self.numbers)))
    default: members.append((member.0, value(Self.ids + Self.numbers)))
    }
  }

  private mutating func object(_ members: [(String, String)]) -> String {
    let texts = members.shuffled(using: &random).map { name, value in
      space() + "\"" + name + "\"" + space() + ":" + space() + value + space()
    }
    return "{" + texts.joined(separator: ",") + "}"
  }

  private mutating func value(_ values: [String]) -> String { pick(values) }
  private mutating func space() -> String { chance(10) ? pick([" ", "\t", "\r", "  "]) : "" }
  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
  private mutating func pick(_ values: [String]) -> String {
    values[Int.random(in: 0..<values.count, using: &random)]
  }
  private mutating func place(in line: [UInt8]) -> Int {
    Int.random(in: 0..<line.count, using: &random)
  }

  private static let names = [
    "x", "y", "lon", "lat", "id", "crs", "points", "nearest", "accuracy", "method", "params", "",
    "note", "accuracyy", "aaccuracy", "\\u0078", "地址",
  ]
  private static let ids = [
    "1", "17", #""a""#, #""事件""#, "null", "true", "1e400", "-0", "01", #""\n""#, #""\u5b9a""#,
    #""\x""#, "[]", "{}", "12345678901234567890", #""""#, "1.", "-", "1e5", "nul",
  ]
  private static let numbers = [
    "0", "-0", "-0.0", "01", "+1", "1.", ".5", "1e2", "1.5E+1", "1e-2", "1e", "1e400", "1e-400",
    "106.00050000000000000000001", "123456789012345678", "1234567890123456789", "9007199254740993",
    "0.1234567890123456789", "180", "180.00000000000003", "null", #""1""#, "[]", "5", "-1",
  ]
  private static let strays = ["\"", "\\", "{", "}", ",", ":", " ", "0", "\u{0}", "\t", "é"]
}
