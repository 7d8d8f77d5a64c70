import TestSupport

/// Makes lines that are nearly requests of `assign`: most are right, many are wrong in some place.
///
/// Often some lines in a row differ in nothing but values, as those of a program do.
struct RequestLineGenerator {
  /// Letters that stand for a value in the text of a line.
  private enum Hole {
    static let id: Unicode.Scalar = "\u{E000}"
    static let x: Unicode.Scalar = "\u{E001}"
    static let y: Unicode.Scalar = "\u{E002}"
    static let number: Unicode.Scalar = "\u{E003}"
    static let note: Unicode.Scalar = "\u{E004}"
    static let time: Unicode.Scalar = "\u{E005}"
  }

  private var random: SplitMix64
  /// The latest line, without its values.
  private var form = ""

  /// Whether times are frequent.
  private let isDated: Bool

  init(seed: UInt64, isDated: Bool = false) {
    random = SplitMix64(seed: seed)
    self.isDated = isDated
  }

  mutating func next() -> [UInt8] {
    if form.isEmpty || chance(3) {
      var members = [
        ("jsonrpc", #""2.0""#), ("id", "\(Hole.id)"), ("method", #""assign""#),
        ("params", params()),
      ]
      if chance(10) { members.append(("x", "\(Hole.note)")) }
      spoil(&members)
      form = object(members)
    }
    var line = Array(filled(form).utf8)
    if chance(8) { line.insert(contentsOf: pick(Self.strays).utf8, at: place(in: line)) }
    if chance(12) { line.remove(at: place(in: line)) }
    if chance(12) { line[place(in: line)] = UInt8.random(in: 0...255, using: &random) }
    if chance(20) { line.removeSubrange(place(in: line)...) }
    if chance(10) { line += pick(["\r", " ", "x", "{}", ",", "\t\r"]).utf8 }
    return line.map { $0 == 0x0A ? 0x20 : $0 }
  }

  /// The text with values for the letters that stand for them.
  private mutating func filled(_ form: String) -> String {
    var text = ""
    for letter in form.unicodeScalars {
      switch letter {
      case Hole.id: text += chance(4) ? pick(Self.ids) : pick(Self.plainIDs)
      case Hole.x: text += ordinate(around: ["106.001", "106.000", "105.999"], below: 180)
      case Hole.y: text += ordinate(around: ["26.002", "26.001", "25.999"], below: 90)
      case Hole.number: text += chance(2) ? pick(Self.numbers) : pick(["5", "12.5", "null"])
      case Hole.note: text += pick(Self.ids)
      case Hole.time: text += pick(Self.times)
      default: text.unicodeScalars.append(letter)
      }
    }
    return text
  }

  /// A number near a side of a grid, often within some billionths of it.
  private mutating func ordinate(around sides: [String], below limit: Int) -> String {
    if chance(16) { return pick(Self.numbers) }
    if chance(16) { return pick(["", "-"]) + "\(limit)" + pick(Self.endings) }
    if chance(3) { return pick(sides) + pick(["000000", "999999"]) + pick(Self.billionths) }
    let digits = (0..<Int.random(in: 0...16, using: &random)).map { _ in
      String(Int.random(in: 0...9, using: &random))
    }
    return pick(sides) + digits.joined()
  }

  private mutating func params() -> String {
    var members = chance(3) ? [] : [("crs", pick([#""wgs84""#, #""CGCS-2000""#, #""WGS84""#]))]
    if chance(6) {
      members.append(("nearest", pick(["60", "0", "-1", "1e5", "100000.1", "null"])))
    }
    if chance(isDated ? 3 : 12) { members.append(("as_of", time())) }
    guard chance(3) else {
      members += point()
      spoil(&members)
      return object(members)
    }
    var points = (0..<Int.random(in: 0...5, using: &random)).map { _ in object(point()) }
    if let first = points.first, !chance(3) { points = points.map { _ in first } }
    members.append(("points", "[" + points.joined(separator: space() + ",") + space() + "]"))
    spoil(&members)
    return object(members)
  }

  private mutating func point() -> [(String, String)] {
    var members = [
      (chance(5) ? "lon" : "x", "\(Hole.x)"), (chance(5) ? "lat" : "y", "\(Hole.y)"),
    ]
    if chance(2) { members.append(("id", "\(Hole.id)")) }
    if chance(8) { members.append(("accuracy", "\(Hole.number)")) }
    if chance(isDated ? 2 : 8) { members.append(("time", time())) }
    if chance(20) { members.append(("as_of", time())) }
    if chance(10) { members[0].1 = pick(Self.numbers) }
    if chance(10) { members.append((pick(Self.names), pick(Self.numbers))) }
    return members
  }

  private mutating func time() -> String { chance(8) ? "\(Hole.note)" : "\(Hole.time)" }

  /// Now and then drops, repeats, adds or changes a member.
  private mutating func spoil(_ members: inout [(String, String)]) {
    guard chance(8), let member = members.randomElement(using: &random) else { return }
    switch Int.random(in: 0...3, using: &random) {
    case 0: members.removeAll { $0.0 == member.0 }
    case 1: members.append(member)
    case 2: members.append((pick(Self.names), pick(Self.ids + Self.numbers)))
    default: members.append((member.0, pick(Self.ids + Self.numbers)))
    }
  }

  private mutating func object(_ members: [(String, String)]) -> String {
    let texts = members.shuffled(using: &random).map { name, value in
      space() + "\"" + name + "\"" + space() + ":" + space() + value + space()
    }
    return "{" + texts.joined(separator: ",") + "}"
  }

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
  private static let times = [
    #""1970-01-01""#, #""1970-01-02T08:00:00+08:00""#, #""1970-01-03T00:00:00Z""#,
    #""1970-01-03 12:00:00""#, #""1970/1/4""#, #""1970-01-05T24:00""#, #""1969-12-31""#,
    #""1970-01-02T07:59:59.999999+08:00""#, #""1970-01-09T00:00:00+08:00""#, "null",
    #""1970-02-30T00:00:00Z""#, #""2026""#, "12", #""1970-01-03T00:00:60Z""#,
  ]
  private static let plainIDs = [
    "1", "99999999", "123456789", #""1""#, #""12345678""#, #""事件-7""#,
    #""3f2c8f0e-6a0b-4b5c-9a2f-0d8f3f1f2a61""#,
  ]
  /// Digits from the ninth place on: at a side, half way to the next place of the lattice, and around.
  private static let billionths = [
    "", "0", "00", "0499", "04999999", "05", "050", "0500001", "0500000000001", "1", "9", "95",
    "949999", "9500001", "94999999999999999",
  ]
  private static let endings = ["", ".0", ".000000000", ".00000000001", ".000000001"]
  private static let numbers = [
    "0", "-0", "-0.0", "01", "+1", "1.", ".5", "1e2", "1.5E+1", "1e-2", "1e", "1e400", "1e-400",
    "106.00050000000000000000001", "123456789012345678", "1234567890123456789", "9007199254740993",
    "0.1234567890123456789", "180", "180.00000000000003", "null", #""1""#, "[]", "5", "-1",
  ]
  private static let strays = ["\"", "\\", "{", "}", ",", ":", " ", "0", "\u{0}", "\t", "é"]
}
