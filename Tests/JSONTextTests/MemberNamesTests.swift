import JSONText
import Testing

@Suite struct MemberNamesTests {
  static let names = MemberNames(
    exact: ["a", "B", ""].map { Array($0.utf8) },
    caseless: ["lon", "经度", "a"].map { Array($0.utf8) })

  @Test(
    arguments: [
      ("{}", [nil, nil, nil, nil, nil, nil]), ("[\"a\"]", [nil, nil, nil, nil, nil, nil]),
      ("{\"a\":1,\"b\":2,\"B\":3}", ["1", "3", nil, nil, nil, nil]),
      ("{\"A\":1,\"LoN\":2,\"经度\":3,\"\":4}", [nil, nil, "4", "2", "3", "1"]),
      ("{\"lon\":1,\"x\":{\"lon\":5},\"lon\":[2]}", [nil, nil, nil, "[2]", nil, nil]),
      ("{\"l\\u006fn\":1,\"\\u7ecf\\u5ea6\":2,\"\\u0061\":3}", ["3", nil, nil, "1", "2", nil]),
    ] as [(String, [String?])])
  func `the last member with a name is found`(text: String, expected: [String?]) throws {
    let value = try JSONDocument().parse(text)
    var found = FoundMembers()
    value.find(Self.names, into: &found)
    let values = (0..<Self.names.count).map { name in
      value.member(name, of: found).map { String(decoding: $0.rawText, as: UTF8.self) }
    }
    #expect(values == expected)
  }

  @Test(arguments: [
    ("{\"lon\":1,\"lon\":2}", false), ("{\"lon\":1,\"l\\u006fn\":2}", false),
    ("{\"lon\":1,\"Lon\":2}", true), ("{\"LON\":1,\"a\":2,\"l\\u006fn\":3}", true),
  ])
  func `different spellings of a name are told`(text: String, areDifferent: Bool) throws {
    var found = FoundMembers()
    try JSONDocument().parse(text).find(Self.names, into: &found)
    #expect(found.isSpelledDifferently(3) == areDifferent)
  }
}
