import JSONText
import TestSupport
import Testing

/// Texts whose marks are found together read as each does by itself.
@Suite struct IndexedTextTests {
  static let texts = [
    "{\"a\":[1,2,{}],\"b\":\"\\u5b57\"}", "[]", " 12 ", "-0.5e3", "\"字\"", "true", "nul",
    "{\"a\":1}}",
    "{\"a\" 1}", "[1,", "01", "\"\\x\"", "\"\\ud800\"", "{}{}", "\\", "1 2", "\r",
    "{\"a\":{\"b\":[[]]}}",
    "}", ":", "\u{7F}",
  ]

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `each text has its own value or error`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let texts = (0..<20).map { _ in
      Array(Self.texts[Int.random(in: 0..<Self.texts.count, using: &random)].utf8)
    }
    let together = Array(texts.joined(separator: [0x0A]))
    let (document, single) = (JSONDocument(), JSONDocument())
    let isIndexed = document.index(together.span)
    #expect(isIndexed, "seed \(seed)")
    var start = 0
    for text in texts {
      let range = start..<start + text.count
      start = range.upperBound + 1
      let indexed = outcome { () throws(JSONTextError) in try document.parse(indexed: range) }
      let alone = outcome { () throws(JSONTextError) in try single.parse(text) }
      #expect(indexed == alone, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test(arguments: ["[1]\n\"open\n[2]", "[1]\n\"\u{1}\"", " \n ", ""])
  func `strings that do not end are no texts to index`(text: String) {
    let isIndexed = JSONDocument().index(Array(text.utf8).span)
    #expect(!isIndexed)
  }

  @Test func `bytes that are no UTF-8 are no text to index`() {
    let text: [UInt8] = [0x31, 0x0A, 0xE5, 0xAD, 0x0A, 0x32]
    let isIndexed = JSONDocument().index(text.span)
    #expect(!isIndexed)
  }

  private func outcome(
    _ parse: () throws(JSONTextError) -> JSONValue
  ) -> String {
    do throws(JSONTextError) {
      let value = try parse()
      return described(value) + " \(value.range)"
    } catch {
      return "\(error)"
    }
  }

  private func described(_ value: JSONValue) -> String {
    let raw = String(decoding: value.rawText, as: UTF8.self)
    let members = value.members.map { "\($0.name)=\(described($0.value))" }
    let elements = value.elements.map(described)
    return "\(value.kind) \(raw) \(value.number ?? 0) \(value.string ?? "") \(members) \(elements)"
  }
}
