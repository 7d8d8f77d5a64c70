import JSONText
import TestSupport
import Testing

@Suite struct JSONDocumentTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-0", "12.5e-3", "\"\"", "[]", "{}", "[ ]", "[1,[2,{}]]",
    #"{"a":{"b":[null,true]},"c":""}"#, "\"定格 😀\"", #""\u5b9a\ud83d\ude00\n\"""#,
    "18446744073709551616", "-123456789012345678901234567890", "1e400",
  ])
  func `a valid text is read and its raw text kept`(text: String) throws {
    let document = JSONDocument()
    let value = try document.parse(" \n\(text)\t ")
    #expect(String(decoding: value.rawText, as: UTF8.self) == text)
  }

  @Test(arguments: [
    ("", JSONTextError.Reason.empty, 0), (" \n", .empty, 2), ("[1,2", .truncated, 4),
    ("{\"a\":", .truncated, 5), ("{\"a\"", .truncated, 4), ("1 2", .trailingText, 2),
    ("{} }", .trailingText, 3), ("[1,]", .unexpectedCharacter, 3),
    ("[,1]", .unexpectedCharacter, 1),
    ("{\"a\" 1}", .unexpectedCharacter, 5), ("{1:2}", .unexpectedCharacter, 1),
    ("[1 2]", .unexpectedCharacter, 3), ("[1}", .unexpectedCharacter, 2),
    ("{\"a\":1,}", .unexpectedCharacter, 7), ("nul", .unknownWord, 0), ("[NaN]", .unknownWord, 1),
    ("truex", .unknownWord, 0), ("'a'", .unknownWord, 0), ("01", .malformedNumber, 0),
    ("[-]", .malformedNumber, 1), ("1.", .malformedNumber, 0), ("1e", .malformedNumber, 0),
    ("1\"a\"", .malformedNumber, 0), ("0x10", .malformedNumber, 0), (".5", .unknownWord, 0),
    (#"["\x"]"#, .malformedEscape, 2), (#""\u12g4""#, .malformedEscape, 1),
    (#""\ud800""#, .loneSurrogate, 1), (#""\udc00""#, .loneSurrogate, 1),
    (#""\ud800\u0041""#, .loneSurrogate, 1), ("\"a\tb\"", .controlCharacter, 2),
    ("[\"abc]", .unclosedString, 1), (#""abc\""#, .unclosedString, 0),
    ("\u{FEFF}1", .unknownWord, 0),
  ])
  func `a malformed text is refused with reason and place`(
    text: String, reason: JSONTextError.Reason, offset: Int
  ) {
    let document = JSONDocument()
    #expect(throws: JSONTextError(reason, offset: offset)) { try document.parse(text) }
  }

  @Test(arguments: [
    [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE5, 0xAE, 0x22], [0x5B, 0x80, 0x5D],
  ])
  func `bytes that are not UTF-8 are refused where they stand`(text: [UInt8]) {
    let document = JSONDocument()
    #expect(throws: JSONTextError(.malformedUTF8, offset: 1)) { try document.parse(text) }
  }

  @Test func `nesting is read down to the limit and not beyond`() throws {
    let document = JSONDocument()
    let limit = JSONDocument.maximumDepth
    let deep = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    #expect(try document.parse(deep).kind == .array)
    #expect(throws: JSONTextError(.tooDeep, offset: limit)) { try document.parse("[" + deep + "]") }
    #expect(throws: JSONTextError(.tooDeep, offset: limit)) {
      try document.parse(String(repeating: "[", count: 1_000_000))
    }
  }

  @Test func `a document reads on after a refused text`() throws {
    let document = JSONDocument()
    #expect(throws: JSONTextError.self) { try document.parse("[1,") }
    #expect(try document.parse("[1]").elements.map(\.number) == [1])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged texts are accepted exactly when the plain reader accepts them`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let document = JSONDocument()
    let whole = Array(
      #"{"type":"Feature","id":-12.5e+3,"properties":{"编码":"\u4e2d\ud83d\ude00\n","b":[true,false,null,[],{},"",0]}} "#
        .utf8)
    let alphabet =
      Array(#"{}[]:,"\ 0123456789eE+-.truefalsn/u"#.utf8) + [0x00, 0x0A, 0x80, 0xE5, 0xFF]
    for _ in 0..<200 {
      var text = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let at = Int.random(in: 0..<text.count, using: &random)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text[at] = byte
        case 1: text.insert(byte, at: at)
        case 2: text.remove(at: at)
        default: text.removeSubrange(at..<min(text.count, at + 30))
        }
        if text.isEmpty { text = [byte] }
      }
      let isAccepted = (try? document.parse(text)) != nil
      let shown = String(decoding: text, as: UTF8.self)
      #expect(isAccepted == SlowJSON.accepts(text), "seed \(seed): \(shown)")
    }
  }
}
