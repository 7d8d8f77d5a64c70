internal import CSimdJSON

/// Cuts the text of a FeatureCollection into its features without ever holding all of it.
///
/// Text is appended as it arrives, pieces are taken as they are complete. What the pieces do not
/// cover (names, commas, brackets, white space) is checked here; a feature's own text is not, and
/// must be parsed by whoever takes it. A root without an array `features`, such as a single Feature
/// or a bare geometry, is handed out whole as the one element.
///
/// Memory: the largest piece, and the text appended since.
public struct FeatureCollectionSplitter {
  /// A part of the root value.
  public enum Piece {
    /// A member of the root other than `features`; its name as written in JSON, without quotes.
    case member(name: [UInt8], value: Range<Int>)
    /// An element of `features`, or the root itself.
    case element(Element)
    /// Append more text, or ``finish()``.
    case needsMore
    /// The text is over, and complete.
    case end
  }

  /// The text of one element.
  public struct Element: Sendable {
    /// Where it is in ``window``, until the next call that changes the splitter.
    public let range: Range<Int>
    /// Offset of its first byte from the start of the text.
    public let offset: Int
    /// Line of its first byte, counted from 1.
    public let line: Int
    /// Whether it is the root itself instead of an element of `features`.
    public let isRoot: Bool
  }

  enum State {
    case start
    case memberOrEnd
    case name
    case colon
    case value
    case afterMember
    case elementOrEnd
    case element
    case afterElement
    case rootValue
    case afterRoot
  }

  /// The text that is at hand.
  public private(set) var window: [UInt8] = []
  /// Offset of the window's first byte from the start of the text.
  private var dropped = 0
  private var isFinished = false

  private var state = State.start
  /// The byte that comes next.
  private var position = 0
  private var rootStart = 0
  private var hasFeatures = false
  private var name: [UInt8] = []
  private var token: Token?
  private let checker = JSONDocument()

  /// Line, from 1, of the byte at `countedTo`.
  private var line = 1
  private var countedTo = 0

  /// A value whose end has not been seen yet.
  struct Token {
    var start: Int
    var state = csj_skip_state()
  }

  /// Creates a splitter at the start of a text.
  public init() {}

  /// Adds text; it may end anywhere, even inside a character.
  public mutating func append(_ text: Span<UInt8>) {
    let needed = hasFeatures ? token?.start ?? position : rootStart
    if needed > window.count / 2 { drop(needed) }
    window.append(contentsOf: text)
  }

  /// Says that there is no more text.
  public mutating func finish() {
    isFinished = true
  }

  /// Forgets the first bytes of the window.
  private mutating func drop(_ count: Int) {
    countLines(to: max(countedTo, count))
    window.removeFirst(count)
    dropped += count
    position -= count
    countedTo -= count
    rootStart = max(0, rootStart - count)
    token?.start -= count
  }

  private mutating func countLines(to end: Int) {
    let start = countedTo
    line += unsafe window.withUnsafeBufferPointer { window in
      let part = unsafe window[start..<end]
      return unsafe csj_count_byte(
        UnsafeBufferPointer(rebasing: part).baseAddress, part.count, UInt8(ascii: "\n"))
    }
    countedTo = end
  }
}

extension FeatureCollectionSplitter {
  /// Takes the next piece.
  ///
  /// - Throws: ``JSONTextError`` with the offset and line in the whole text.
  public mutating func next() throws(JSONTextError) -> Piece {
    while true {
      if token == nil {
        guard let mark = nextMark() else {
          guard isFinished else { return .needsMore }
          if state == .afterRoot { return .end }
          throw error(state == .start ? .empty : .truncated, at: window.count)
        }
        if let piece = try step(mark) { return piece }
      }
      guard token != nil else { continue }
      guard let range = try skipToken() else { return .needsMore }
      if let piece = try finishToken(range) { return piece }
    }
  }

  /// The error of an element's own parse, moved to its place in the whole text.
  public func located(_ error: JSONTextError, in element: Element) -> JSONTextError {
    let end = min(element.range.lowerBound + error.offset, element.range.upperBound)
    let lines = window.span.extracting(element.range.lowerBound..<end).lineFeeds
    return JSONTextError(
      error.reason, offset: element.offset + error.offset, line: element.line + lines)
  }

  /// Passes white space, and a byte order mark at the start.
  private mutating func nextMark() -> UInt8? {
    if state == .start && dropped == 0 && position == 0 {
      guard window.count >= 3 || isFinished else { return nil }
      if window.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }
    position = window.span.endOfSpace(from: position)
    return position < window.count ? window[position] : nil
  }

  /// Goes past a mark of the root, or starts the token that begins there.
  private mutating func step(_ mark: UInt8) throws(JSONTextError) -> Piece? {
    switch (state, mark) {
    case (.start, UInt8(ascii: "{")):
      rootStart = position
      pass(to: .memberOrEnd)
    case (.start, _) where mark.startsJSONValue:
      rootStart = position
      startToken(.rootValue)
    case (.memberOrEnd, UInt8(ascii: "\"")), (.name, UInt8(ascii: "\"")): startToken(.name)
    case (.colon, UInt8(ascii: ":")): pass(to: .value)
    case (.afterMember, UInt8(ascii: ",")): pass(to: .name)
    case (.memberOrEnd, UInt8(ascii: "}")), (.afterMember, UInt8(ascii: "}")):
      pass(to: .afterRoot)
      guard !hasFeatures else { return nil }
      hasFeatures = true
      return .element(element(rootStart..<position, isRoot: true))
    case (.value, UInt8(ascii: "[")) where name == Array("features".utf8):
      hasFeatures = true
      pass(to: .elementOrEnd)
    case (.elementOrEnd, UInt8(ascii: "]")), (.afterElement, UInt8(ascii: "]")):
      pass(to: .afterMember)
    case (.afterElement, UInt8(ascii: ",")): pass(to: .element)
    case (.value, _) where mark.startsJSONValue: startToken(.value)
    case (.element, _) where mark.startsJSONValue: startToken(.element)
    case (.elementOrEnd, _) where mark.startsJSONValue: startToken(.element)
    default:
      throw error(state == .afterRoot ? .trailingText : .unexpectedCharacter, at: position)
    }
    return nil
  }

  private mutating func pass(to state: State) {
    position += 1
    self.state = state
  }

  private mutating func startToken(_ state: State) {
    token = Token(start: position)
    self.state = state
  }

  /// Goes to the end of the token; `nil` when the end is not here yet.
  private mutating func skipToken() throws(JSONTextError) -> Range<Int>? {
    guard var token else { return nil }
    let first = window[token.start]
    let isNested = first == UInt8(ascii: "\"") || first & 0xDF == 0x5B
    let isComplete = isNested ? skipNested(&token.state) : skipScalar()
    guard isComplete else {
      self.token = token
      if isFinished { throw error(.truncated, at: window.count) }
      return nil
    }
    self.token = nil
    return token.start..<position
  }

  private mutating func skipScalar() -> Bool {
    position = window.span.endOfScalar(from: position)
    return position < window.count || isFinished
  }

  private mutating func skipNested(_ skip: inout csj_skip_state) -> Bool {
    var isComplete = false
    let start = position
    let passed = unsafe window.withUnsafeBufferPointer { window in
      let rest = unsafe UnsafeBufferPointer(rebasing: window[start...])
      return unsafe csj_skip(&skip, rest.baseAddress, rest.count, &isComplete)
    }
    position = start + passed
    return isComplete
  }

  private mutating func finishToken(_ range: Range<Int>) throws(JSONTextError) -> Piece? {
    switch state {
    case .name:
      state = .colon
      try check(range)
      name = Array(window[range].dropFirst().dropLast())
      return nil
    case .value:
      state = .afterMember
      try check(range)
      return .member(name: name, value: range)
    case .element:
      state = .afterElement
      return .element(element(range, isRoot: false))
    default:
      state = .afterRoot
      hasFeatures = true
      return .element(element(range, isRoot: true))
    }
  }

  private mutating func element(_ range: Range<Int>, isRoot: Bool) -> Element {
    countLines(to: max(countedTo, range.lowerBound))
    return Element(
      range: range, offset: dropped + range.lowerBound, line: line, isRoot: isRoot)
  }

  /// Parses a part of the root that is not an element.
  private func check(_ range: Range<Int>) throws(JSONTextError) {
    do throws(JSONTextError) {
      _ = try checker.parse(window.span.extracting(range))
    } catch {
      throw self.error(error.reason, at: range.lowerBound + error.offset)
    }
  }

  private func error(_ reason: JSONTextError.Reason, at index: Int) -> JSONTextError {
    let lines =
      index >= countedTo
      ? window.span.extracting(countedTo..<index).lineFeeds
      : -window.span.extracting(index..<countedTo).lineFeeds
    return JSONTextError(reason, offset: dropped + index, line: line + lines)
  }
}

extension UInt8 {
  var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
  /// Whether a value may begin like this, as far as the splitter has to know.
  var startsJSONValue: Bool {
    self != UInt8(ascii: ",") && self != UInt8(ascii: ":") && self & 0xDF != 0x5D
  }
}

extension Span where Element == UInt8 {
  /// Offset of the first byte from `start` on that is no white space.
  func endOfSpace(from start: Int) -> Int {
    var offset = start
    while offset < count, self[offset].isJSONSpace { offset += 1 }
    return offset
  }

  /// Offset of the first byte from `start` on that cannot be part of a number or word.
  func endOfScalar(from start: Int) -> Int {
    var offset = start
    while offset < count, self[offset] != UInt8(ascii: ","), self[offset] & 0xDF != 0x5D,
      !self[offset].isJSONSpace
    {
      offset += 1
    }
    return offset
  }

  var lineFeeds: Int {
    unsafe withUnsafeBufferPointer { text in
      unsafe csj_count_byte(text.baseAddress, text.count, UInt8(ascii: "\n"))
    }
  }
}
