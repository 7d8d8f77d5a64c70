import JSONText
import TestSupport
import Testing

@Suite struct FeatureCollectionSplitterTests {
  static let collection = """
    \u{FEFF}{ "type": "FeatureCollection",
      "name": "西江 \\"]}", "features" : [
      {"type":"Feature","properties":{"a":"}]\\\\"}},
      [1,[2]] , "text,]" ,
      12, null
    ], "crs": {"type": "name"}, "n": 1 }

    """

  @Test func `features and other members are handed out with their lines`() throws {
    let pieces = try split(Self.collection, step: 1 << 20)
    #expect(
      pieces == [
        #"type="FeatureCollection""#, #"name="西江 \"]}""#,
        #"3: {"type":"Feature","properties":{"a":"}]\\"}}"#, "4: [1,[2]]", "4: \"text,]\"", "5: 12",
        "5: null", #"crs={"type": "name"}"#, "n=1",
      ])
  }

  @Test(arguments: 1..<64)
  func `text that arrives in pieces is cut the same`(step: Int) throws {
    #expect(try split(Self.collection, step: step) == split(Self.collection, step: 1 << 20))
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a long value ends where it ends byte by byte`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let parts = ["[", "]", "{", "}", "\"", "\\\"", "\\\\", "x", "1,2", "字", "],[", "\n"]
    // Brackets that close are rarer, strings of some length likely, so values get long.
    let weights = [3, 2, 2, 1, 2, 1, 1, 30, 30, 3, 2, 1]
    let bag = zip(parts, weights).flatMap { Array(repeating: $0, count: $1) }
    var text = "{\"features\":[["
    for _ in 0..<400 { text += bag[Int.random(in: 0..<bag.count, using: &random)] }
    text += "\"]}]]}}]]"
    #expect(pieces(text, step: 1) == pieces(text, step: 1 << 20), "seed \(seed)")
  }

  /// What comes before the text is over or refused, and the refusal.
  private func pieces(_ text: String, step: Int) -> String {
    do { return try split(text, step: step).joined(separator: "|") } catch { return "\(error)" }
  }

  @Test(arguments: [
    #"{"type":"Feature","geometry":null}"#, #"{"type":"Point","coordinates":[1,2]}"#, "[1,2]", "7",
    "{}", #"{"features":null}"#,
  ])
  func `another root is handed out whole`(text: String) throws {
    #expect(try split(" \n" + text + "\n", step: 3).last == "2: \(text) root")
  }

  @Test func `no features are none`() throws {
    #expect(try split(#"{"features":[ ]}"#, step: 100).isEmpty)
  }

  @Test(arguments: [
    ("", JSONTextError.Reason.empty, 0, 1), (" \n ", .empty, 3, 2), ("{\n", .truncated, 2, 2),
    ("{\"features\":[{\n}", .truncated, 16, 2),
    ("{\"features\":[{}\n\n{}]}", .unexpectedCharacter, 17, 3),
    ("{\"features\":[{},]}", .unexpectedCharacter, 16, 1),
    ("{\"features\":[,{}]}", .unexpectedCharacter, 13, 1),
    ("{\"features\":[]}\n}", .trailingText, 16, 2), ("{\"a\":\n01}", .malformedNumber, 6, 2),
    ("{\"a\"\n:}", .unexpectedCharacter, 6, 2), ("{\"\\x\":1}", .malformedEscape, 2, 1),
    ("{a:1}", .unexpectedCharacter, 1, 1), ("{\"a\":1,}", .unexpectedCharacter, 7, 1),
    ("{\"features\":[{}}}", .unexpectedCharacter, 15, 1), ("{\"a\":\"b", .truncated, 7, 1),
    ("]", .unexpectedCharacter, 0, 1), ("{\"a\" 1}", .unexpectedCharacter, 5, 1),
  ])
  func `a malformed collection is refused with its place`(
    text: String, reason: JSONTextError.Reason, offset: Int, line: Int
  ) {
    for step in [1, 2, 5, 100] {
      #expect(throws: JSONTextError(reason, offset: offset, line: line), "\(step)") {
        try split(text, step: step)
      }
    }
  }

  @Test func `an error inside a feature is placed in the whole text`() throws {
    var splitter = FeatureCollectionSplitter()
    splitter.append(Array("{\"features\":[\n{\"a\":\n\n 01}]}".utf8).span)
    splitter.finish()
    guard case .element(let element) = try splitter.next() else {
      Issue.record("an element is expected")
      return
    }
    let document = JSONDocument()
    do throws(JSONTextError) {
      _ = try document.parse(splitter.window.span.extracting(element.range))
      Issue.record("the number is malformed")
    } catch {
      let located = splitter.located(error, in: element)
      #expect(located == JSONTextError(.malformedNumber, offset: 22, line: 4))
    }
  }

  /// Each piece as a line of text, with the line number where it begins.
  private func split(_ text: String, step: Int) throws -> [String] {
    var splitter = FeatureCollectionSplitter()
    var rest = Array(text.utf8)[...]
    var pieces: [String] = []
    while true {
      switch try splitter.next() {
      case .needsMore:
        if rest.isEmpty {
          splitter.finish()
        } else {
          splitter.append(Array(rest.prefix(step)).span)
          rest = rest.dropFirst(step)
        }
      case .member(let name, let value):
        let shown = String(decoding: name, as: UTF8.self)
        pieces.append(shown + "=" + String(decoding: splitter.window[value], as: UTF8.self))
      case .element(let element):
        let shown = String(decoding: splitter.window[element.range], as: UTF8.self)
        pieces.append("\(element.line): \(shown)" + (element.isRoot ? " root" : ""))
      case .end: return pieces
      }
    }
  }
}
