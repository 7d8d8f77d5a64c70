import JSONText
import Testing

@Suite struct JSONWriterTests {
  @Test func `a compact text has no white space`() {
    #expect(
      text(.compact)
        == #"{"kind":"gap","area_m2":12.5,"count":3,"ok":true,"at":[1,-2.25],"none":{},"x":null}"#)
  }

  @Test func `a pretty text has a member a line and two spaces a level`() {
    #expect(
      text(.pretty) == """
        {
          "kind": "gap",
          "area_m2": 12.5,
          "count": 3,
          "ok": true,
          "at": [
            1,
            -2.25
          ],
          "none": {},
          "x": null
        }
        """)
  }

  @Test func `lines follow one another without commas`() {
    var writer = JSONWriter()
    for number in 1...2 {
      writer.array { $0.value(number) }
      writer.endLine()
    }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "[1]\n[2]\n")
  }

  @Test(arguments: ["", "定格", "a\"b\\c", "\u{0}\u{1}\u{1f}\t\n\r\u{8}\u{c}", "😀/\u{2028}\u{7f}"])
  func `a written string reads back`(string: String) throws {
    var writer = JSONWriter()
    writer.value(string)
    #expect(try JSONDocument().parse(writer.bytes).string == string)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that is not finite is null`(number: Double) {
    var writer = JSONWriter()
    writer.value(number)
    #expect(writer.bytes == Array("null".utf8))
  }

  @Test func `a value that was read is written as it was`() throws {
    let document = JSONDocument()
    let value = try document.parse(#"{"a":[ 1.50 , "\u0061"]}"#)
    var writer = JSONWriter()
    if let part = value["a"] { writer.array { $0.value(part) } }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #"[[ 1.50 , "\u0061"]]"#)
  }

  private func text(_ layout: JSONWriter.Layout) -> String {
    var writer = JSONWriter(layout)
    writer.object { writer in
      writer.member("kind", "gap")
      writer.member("area_m2", 12.5)
      writer.member("count", 3)
      writer.member("ok", true)
      writer.key("at")
      writer.array { writer in
        writer.value(1.0)
        writer.value(-2.25)
      }
      writer.key("none")
      writer.object { _ in }
      writer.key("x")
      writer.null()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
