import JSONText
import Testing

@Suite struct JSONValueTests {
  @Test func `the last of two members with the same name is the one`() throws {
    let document = JSONDocument()
    let value = try document.parse(#"{"a":1,"b":{"a":3},"\u0061":2}"#)
    #expect(value["a"]?.number == 2)
    #expect(value["b"]?["a"]?.number == 3)
    #expect(value["c"] == nil)
    #expect(value["a"]?["a"] == nil)
  }

  @Test func `elements and members come in order`() throws {
    let document = JSONDocument()
    let value = try document.parse(#"{"x":[1,[2,3],"4"],"y":null}"#)
    #expect(value.members.map(\.name) == ["x", "y"])
    #expect(value["x"]?.elements.map(\.kind) == [.number, .array, .string])
    #expect(value.elements.map(\.kind).isEmpty)
  }

  @Test(arguments: [
    (#""""#, ""), (#""定格""#, "定格"), (#""\u5b9a\u683c""#, "定格"), (#""\ud83d\ude00!""#, "😀!"),
    (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"), (#""\u0000""#, "\0"),
    (#""é\u00e9""#, "éé"),
  ])
  func `escapes in strings are undone`(json: String, text: String) throws {
    let document = JSONDocument()
    let value = try document.parse(json)
    #expect(value.string == text)
  }

  @Test(arguments: [
    ("9223372036854775807", Int.max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
    ("1.0", nil), ("1e2", nil), ("-0", 0), ("\"1\"", nil),
  ])
  func `an integer is one that fits 64 bits`(json: String, integer: Int?) throws {
    #expect(try JSONDocument().parse(json).integer == integer)
  }

  @Test func `a number beyond the doubles has its raw text and no double`() throws {
    let value = try JSONDocument().parse("-1e400")
    #expect(value.number == nil)
    #expect(value.isOutOfRange)
    #expect(value.kind == .number)
    #expect(try JSONDocument().parse("1e-400").number == 0)
  }

  @Test(arguments: [
    ("[[1,2],[3,4,5]]", [1, 2, 3, 4], nil), ("[]", [], nil), ("[[1,2],[3]]", [1, 2], 1),
    ("[[1,2],3]", [1, 2], 1), ("[[\"1\",2]]", [], 0), ("[[1,2],[1e999,0]]", [1, 2], 1),
    ("7", [], 0),
  ])
  func `pairs of numbers are read up to the first unusable one`(
    json: String, pairs: [Double], unusable: Int?
  ) throws {
    var read: [Double] = []
    #expect(try JSONDocument().parse(json).appendPairs(to: &read) == unusable)
    #expect(read == pairs)
  }

  @Test func `a value of an earlier text is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      let document = JSONDocument()
      let value = try document.parse("[1]")
      _ = try document.parse("[2]")
      _ = value.kind
    }
  }
}
