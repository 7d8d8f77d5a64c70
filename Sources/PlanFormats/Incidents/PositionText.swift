internal import Geometry
internal import JSONText

/// A number of a position as it is written in a field.
enum PositionText {
  case number(Double)
  case unusable(IncidentProblem)

  /// Reads a field: a decimal number, perhaps within quotes, perhaps with space around.
  ///
  /// - Parameters:
  ///   - field: The field's bytes.
  ///   - decoder: Knows the encoding of a field that has to be shown; UTF-8 without.
  init(_ field: Span<UInt8>, decoder: CSVText? = nil) {
    var range = field.trimmed(field.indices)
    if range.count >= 2, field[range.lowerBound] == .quote, field[range.upperBound - 1] == .quote {
      range = field.trimmed(range.lowerBound + 1..<range.upperBound - 1)
    }
    let text = field.extracting(range)
    guard !text.isEmpty else {
      self = .unusable(.noPosition)
      return
    }
    switch DecimalText(text) {
    case .finite(let value): self = .number(value)
    case .beyondDouble: self = .unusable(.notFinite(Self.shortened(text, decoder)))
    case .notANumber:
      let shown = Self.shortened(text, decoder)
      let word = shown.lowercased().drop { $0 == "+" || $0 == "-" }
      let isWord = ["nan", "inf", "infinity", "1.#inf", "1.#qnan"].contains(String(word))
      self = .unusable(isWord ? .notFinite(shown) : .notANumber(shown))
    }
  }

  /// The text for a message: what is not in its encoding is shown as such, what is long is cut.
  static func shortened(_ text: Span<UInt8>, _ decoder: CSVText? = nil) -> String {
    let start = text.extracting(first: 240)
    let whole = decoder?.string(start) ?? String(decoding: [UInt8](start), as: UTF8.self)
    return whole.count > 60 ? whole.prefix(60) + "…" : whole
  }
}

extension IncidentPosition {
  /// The position of two numbers.
  init(x: PositionText, y: PositionText) {
    switch (x, y) {
    case (.number(let x), .number(let y)): self = .position(Position(x: x, y: y))
    case (.unusable(let problem), _), (_, .unusable(let problem)): self = .unusable(problem)
    }
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  var isBlank: Bool { self == 0x20 || self == 0x09 }
}

extension Span where Element == UInt8 {
  /// A range without spaces and tabs at both ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start].isBlank { start += 1 }
    while start < end, self[end - 1].isBlank { end -= 1 }
    return start..<end
  }
}

extension [UInt8] {
  init(_ bytes: Span<UInt8>) {
    self = []
    append(contentsOf: bytes)
  }
}
