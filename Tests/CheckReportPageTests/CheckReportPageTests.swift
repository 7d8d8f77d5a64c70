import CheckReportPage
import Geometry
import GridPartition
import TestSupport
import Testing
import Wording

@Suite struct CheckReportPageTests {
  private let stamp = CheckReportPage.Stamp(version: "1.2.3", secondsSince1970: 1_800_000_000)

  private func page(
    of units: [UnitSketch], remarks: [String] = [], in language: Language = .en
  ) throws -> String {
    let plan = try units.plan()
    let page = CheckReportPage(
      try plan.check(), of: plan, remarks: remarks, stamp: stamp, in: language)
    return String(decoding: page.bytes, as: UTF8.self)
  }

  private func named(_ name: String) -> [UnitSketch] {
    var units = [
      UnitSketch(.village, "V", fieldBox(0, 0, 4, 2)),
      UnitSketch(.grid, "V1", parent: "V", fieldBox(0, 0, 2, 2)),
    ]
    for index in units.indices { units[index].attributes.name = name }
    return units
  }

  private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

  @Test(arguments: [
    "</script><script>", "<img src=x onerror=alert(1)>", "\" onload=\"x", "' onload='x", "&lt;b>",
    "<!--", "]]>", "</style>", "</svg><script>",
  ])
  func `a name is never markup`(name: String) throws {
    let (hostile, plain) = (try page(of: named(name)), try page(of: named("plain")))
    for mark in ["<", ">", "\"", "'"] where name.contains(mark) {
      // Names are also data of the map, where they end no script.
      let data = try #require(hostile.firstRange(of: "id=\"names-data\">"))
      let rest = hostile[data.upperBound...]
      let end = try #require(rest.firstRange(of: "</script>"))
      let markup = hostile[..<data.upperBound] + rest[end.lowerBound...]
      let plainEnd = try #require(plain.firstRange(of: "id=\"names-data\">"))
      let plainRest = plain[plainEnd.upperBound...]
      let plainData = try #require(plainRest.firstRange(of: "</script>"))
      let plainMarkup = plain[..<plainEnd.upperBound] + plainRest[plainData.lowerBound...]
      #expect(count(mark, in: String(markup)) == count(mark, in: String(plainMarkup)))
    }
    #expect(count("<script", in: hostile) == 2)
  }

  @Test(arguments: ["\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{0}", "\u{7F}", "\u{9B}"])
  func `a character that nobody sees is shown by its number`(character: String) throws {
    let text = try page(of: [], remarks: ["a\(character)b"])
    let number = try #require(character.unicodeScalars.first).value
    #expect(text.contains("a[U+\(String(number, radix: 16, uppercase: true))]b"))
    #expect(!text.contains(character))
  }

  @Test func `letters of other scripts are shown as they are`() throws {
    let remark = "第五网格 𠮷 ñ العربية"
    #expect(try page(of: [], remarks: [remark]).contains("<li>\(remark)</li>"))
  }

  @Test func `a plan without any polygon has a page without a map`() throws {
    let text = try page(of: [UnitSketch(.village, "V"), UnitSketch(.grid, "V1", parent: "V")])
    #expect(!text.contains("id=\"map\""))
    #expect(text.contains("invalid ring"))
  }

  @Test(arguments: Language.allCases)
  func `the time is that of Shanghai, with its zone`(language: Language) throws {
    let text = try page(of: named("plain"), in: language)
    #expect(text.contains("2027-01-15 16:00:00 UTC+08:00 (Asia/Shanghai)"))
    #expect(text.contains("dingge 1.2.3"))
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `neighbours have different colours`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let mesh = PlanMesh(columns: 6, rows: 5, spacing: fieldStep, using: &random)
    let text = try page(of: mesh.units)
    // One path for each colour; every ring is closed by a z.
    let groups = text.matches(of: /<path class="c\d t\d" d="([^"]*)"/).map { String($0.1) }
    #expect((2...6).contains(groups.count))
    #expect(groups.reduce(0) { $0 + count("z", in: $1) } == 30)
    for group in groups {
      // Cells that touch along a line would share two corners.
      let rings = corners(group)
      for (index, ring) in rings.enumerated() {
        for other in rings[..<index] { #expect(ring.intersection(other).count < 2, "seed \(seed)") }
      }
    }
  }

  /// The corners of each ring of a path.
  private func corners(_ path: String) -> [Set<[Int]>] {
    var (x, y) = (0, 0)
    return path.split(separator: "z").map { ring in
      let numbers = ring.matches(of: /-?\d+/).compactMap { Int($0.0) }
      let start = (x + numbers[0], y + numbers[1])
      var corners: Set<[Int]> = []
      for index in stride(from: 0, to: numbers.count, by: 2) {
        (x, y) = (x + numbers[index], y + numbers[index + 1])
        corners.insert([x, y])
      }
      (x, y) = start
      return corners
    }
  }
}
