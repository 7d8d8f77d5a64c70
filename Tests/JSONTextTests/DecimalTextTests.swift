import JSONText
import TestSupport
import Testing

@Suite struct DecimalTextTests {
  @Test(arguments: 0..<64 as Range<UInt64>)
  func `numbers are correctly rounded`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let document = JSONDocument()
    for _ in 0..<200 {
      let text = decimal(using: &random)
      let expected = Double(text)
      #expect(DecimalText(Array(text.utf8).span) == expected.map { .finite($0) }, "\(text)")
      #expect(try document.parse(text).number == expected, "\(text)")
    }
  }

  @Test(arguments: 0..<64 as Range<UInt64>)
  func `a written number reads back as the same bits`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      var text: [UInt8] = []
      text.append(decimal: value)
      #expect(DecimalText(text.span) == .finite(value), "\(value)")
      #expect((try? JSONDocument().parse(text))?.number == value, "\(value)")
    }
  }

  @Test(arguments: [
    "", " ", "1 ", " 1", "+", "-", ".", "e5", "1e", "1e+", "NaN", "inf", "0x10", "1,5", "1_0",
    "--1",
    "１", "1.2.3",
  ])
  func `other texts are no numbers`(text: String) {
    #expect(DecimalText(Array(text.utf8).span) == .notANumber)
  }

  @Test(arguments: [
    ("+1.5", 1.5), (".5", 0.5), ("5.", 5), ("-0", -0.0), ("007", 7), ("1e-400", 0), ("0e999999", 0),
    ("1E2", 100), ("-.5e1", -5), ("0.1e00000000000000000000000000001", 1),
  ])
  func `usual spellings are read`(text: String, value: Double) {
    #expect(DecimalText(Array(text.utf8).span) == .finite(value))
  }

  @Test(arguments: ["1e400", "-1e309", "1e99999999999999999999"])
  func `too large a number is told apart`(text: String) {
    #expect(DecimalText(Array(text.utf8).span) == .beyondDouble)
  }

  @Test(arguments: [
    (0.0, "0"), (1, "1"), (-12, "-12"), (100_000, "100000"), (0.1, "0.1"), (1e-5, "0.00001"),
    (12.345, "12.345"), (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"),
    (0x1p53, "9007199254740992"),
  ])
  func `numbers are written short and plain`(value: Double, text: String) {
    var written: [UInt8] = []
    written.append(decimal: value)
    #expect(String(decoding: written, as: UTF8.self) == text)
  }

  private func decimal(using random: inout SplitMix64) -> String {
    let sign = Bool.random(using: &random) ? "-" : ""
    let whole = String(random.next() >> UInt64.random(in: 0..<64, using: &random))
    let digits = (0..<Int.random(in: 1...25, using: &random)).map { _ in
      String(Int.random(in: 0...9, using: &random))
    }
    let exponent = Int.random(in: -330...280, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return sign + whole
    case 1: return sign + whole + "." + digits.joined()
    default: return sign + whole + "." + digits.joined() + "e\(exponent)"
    }
  }
}
