import GridPartition
import Testing

@Suite struct AnswerTextsTests {
  private func texts(_ units: [Int32], of texts: inout AnswerTexts) -> [String] {
    var places: [Range<Int>] = []
    _ = texts.find(units, into: &places) { $1 += Array("[\($0)]".utf8) }
    return places.map { String(decoding: texts.bytes[$0], as: UTF8.self) }
  }

  /// The units of which the texts had to be written.
  private func written(_ units: [Int32], _ texts: inout AnswerTexts) -> [Int32] {
    var (places, written): ([Range<Int>], [Int32]) = ([], [])
    _ = texts.find(units, into: &places) { unit, text in
      written.append(unit)
      text += Array("[\(unit)]".utf8)
    }
    return written
  }

  @Test func `each unit has its text, the outside as well, and what is unsettled none`() {
    var texts = AnswerTexts(unitCount: 3, keeping: 100)
    let units = [2, Assigner.outside, Assigner.unsettled, 2, 0, Assigner.outside]
    var places: [Range<Int>] = []
    let found = texts.find(units, into: &places) { $1 += Array("[\($0)]".utf8) }
    #expect(found.outside == 2)
    #expect(found.unsettled == 1)
    #expect(places[2].isEmpty)
    #expect(self.texts(units, of: &texts) == ["[2]", "[-2]", "", "[2]", "[0]", "[-2]"])
  }

  @Test func `texts of units and of the outside are written once, others last for a batch`() {
    var texts = AnswerTexts(unitCount: 3, keeping: 100)
    #expect(written([2, Assigner.outside, 2], &texts) == [2, Assigner.outside])
    let other = texts.add { $0 += Array("other".utf8) }
    #expect(String(decoding: texts.bytes[other], as: UTF8.self) == "other")
    texts.beginBatch()
    #expect(texts.bytes == Array("[2][-2]".utf8))
    #expect(written([1, 2, Assigner.outside], &texts) == [1])
    #expect(self.texts([1, 2], of: &texts) == ["[1]", "[2]"])
  }

  @Test func `all texts are forgotten when more are kept than allowed, with the next batch`() {
    var texts = AnswerTexts(unitCount: 2, keeping: 4)
    #expect(written([0], &texts) == [0])
    texts.beginBatch()
    #expect(written([0, 1], &texts) == [1])
    texts.beginBatch()
    #expect(texts.bytes.isEmpty)
    #expect(written([0, 1], &texts) == [0, 1])
  }
}
