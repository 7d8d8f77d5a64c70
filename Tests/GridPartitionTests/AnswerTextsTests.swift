import GridPartition
import Testing

@Suite struct AnswerTextsTests {
  private func text(_ range: Range<Int>?, of texts: AnswerTexts) -> String? {
    range.map { String(decoding: texts.bytes[$0], as: UTF8.self) }
  }

  @Test func `texts of units and of the outside are kept, others last for a batch`() {
    var texts = AnswerTexts(unitCount: 3, keeping: 100)
    #expect(texts.text(inside: 2) == nil)
    #expect(texts.textOutside == nil)
    let two = texts.keep(inside: 2) { $0 += Array("two".utf8) }
    let outside = texts.keepOutside { $0 += Array("outside".utf8) }
    let other = texts.add { $0 += Array("other".utf8) }
    #expect(text(two, of: texts) == "two")
    #expect(text(other, of: texts) == "other")
    texts.beginBatch()
    #expect(texts.bytes == Array("twooutside".utf8))
    #expect(texts.text(inside: 2) == two)
    #expect(texts.textOutside == outside)
    #expect(texts.text(inside: 1) == nil)
    #expect(text(texts.keep(inside: 1) { $0 += Array("one".utf8) }, of: texts) == "one")
    #expect(text(texts.text(inside: 2), of: texts) == "two")
  }

  @Test func `all texts are forgotten when more are kept than allowed, with the next batch`() {
    var texts = AnswerTexts(unitCount: 2, keeping: 4)
    _ = texts.keep(inside: 0) { $0 += Array("four".utf8) }
    texts.beginBatch()
    #expect(text(texts.text(inside: 0), of: texts) == "four")
    _ = texts.keep(inside: 1) { $0 += Array("more".utf8) }
    #expect(text(texts.text(inside: 1), of: texts) == "more")
    texts.beginBatch()
    #expect(texts.text(inside: 0) == nil)
    #expect(texts.text(inside: 1) == nil)
    #expect(texts.bytes.isEmpty)
  }
}
