internal import Geometry
internal import GridPartition
internal import JSONText

/// A value of a request for one position, or of a position in a list, where it lies in the text.
struct PlainHole {
  /// What a value is for.
  enum Use {
    case requestID
    case id
    case x
    case y
    case accuracy
    /// Of a plan with dates.
    case time
    case asOf
    /// Nothing that an answer depends on.
    case other
  }

  let use: Use
  let range: Range<Int>

  init(_ use: Use, _ range: Range<Int>) {
    self.use = use
    self.range = range
  }
}

/// The text of a request or a position that was read, with holes where its values are.
///
/// Programs write their requests all alike. A text that differs from one that was read only in these
/// values has the same members in the same order, so that nothing else of it has to be looked at.
struct PlainTemplate {
  /// The values of a text that was recognised.
  struct Values {
    /// Where the ids are that the answer repeats; nothing for those that are null or not there.
    var requestID = 0..<0
    var id = 0..<0
    var place = LatticePoint(x: 0, y: 0)
    var time = PlainRequestReader.unstated
    var asOf = PlainRequestReader.unstated
  }

  /// A longer text is not worth it.
  private static let longest = 1024

  /// What stands before, between and behind the holes, then eight bytes of no account.
  private var literals: [UInt8] = []
  private var holes: [(use: PlainHole.Use, literalEnd: Int)] = []

  /// Takes a text that was read as template.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - range: Where in it the request or the position lies, from bracket to bracket.
  ///   - values: What was read, in the order of the text; all else in the range is to be repeated.
  mutating func learn(_ text: Span<UInt8>, _ range: Range<Int>, _ values: [PlainHole]) {
    literals.removeAll(keepingCapacity: true)
    holes.removeAll(keepingCapacity: true)
    guard range.count <= Self.longest, values.count(where: { $0.use == .x }) == 1,
      values.count(where: { $0.use == .y }) == 1
    else { return }
    var start = range.lowerBound
    for value in values {
      literals.append(contentsOf: text.extracting(start..<value.range.lowerBound))
      holes.append((value.use, literals.count))
      start = value.range.upperBound
    }
    literals.append(contentsOf: text.extracting(start..<range.upperBound))
    literals.append(contentsOf: repeatElement(0, count: 8))
  }

  /// Takes a text that the template recognises.
  ///
  /// - Parameters:
  ///   - scanner: At the first bracket; it goes behind the last one, or stays.
  ///   - text: The text.
  ///   - dated: Knows the versions of a plan with dates.
  /// - Returns: The values, their places on the geographic lattice; `nil` for a text of any other
  ///   form, or with a value that is not plain.
  @inline(__always)
  func take(
    _ scanner: inout PlainScanner, in text: Span<UInt8>, _ dated: borrowing DatedAssigner
  ) -> Values? {
    guard !holes.isEmpty else { return nil }
    var values = Values()
    var walk = scanner
    var literal = 0
    let (holes, literals) = (holes.span, literals.span)
    for index in holes.indices {
      let hole = holes[index]
      guard walk.take(literals, literal..<hole.literalEnd, in: text) else { return nil }
      literal = hole.literalEnd
      switch hole.use {
      case .x:
        guard let x = walk.degrees(within: 180, in: text) else { return nil }
        values.place.x = x
      case .y:
        guard let y = walk.degrees(within: 90, in: text) else { return nil }
        values.place.y = y
      case .id:
        let value = walk.scalar(in: text)
        guard value.kind != .absent else { return nil }
        if value.isGiven { values.id = value.range }
      case .requestID:
        let value = walk.scalar(in: text)
        guard value.kind != .absent, value.kind != .boolean else { return nil }
        values.requestID = value.range
      case .accuracy:
        guard walk.scalar(in: text).kind == .null else { return nil }
      case .time:
        guard let time = dated.instant(of: walk.scalar(in: text), in: text) else { return nil }
        values.time = time
      case .asOf:
        guard let asOf = dated.instant(of: walk.scalar(in: text), in: text) else { return nil }
        values.asOf = asOf
      case .other:
        guard walk.scalar(in: text).kind != .absent else { return nil }
      }
    }
    guard walk.take(literals, literal..<literals.count - 8, in: text) else { return nil }
    scanner = walk
    return values
  }
}

extension PlainScanner {
  /// Takes bytes if they are the next ones: a range of literals, behind which there are eight more.
  @inline(__always)
  fileprivate mutating func take(
    _ literals: Span<UInt8>, _ range: Range<Int>, in text: Span<UInt8>
  ) -> Bool {
    var (at, left) = (range.lowerBound, range.count)
    var end = offset
    while left > 0 {
      guard let own = ByteWord(text, at: end), let other = ByteWord(literals, at: at) else {
        return takeLast(literals, at..<range.upperBound, at: end, in: text)
      }
      let count = min(left, 8)
      guard own.begins(as: other, count: count) else { return false }
      at += count
      end += count
      left -= count
    }
    skip(to: end)
    return true
  }

  /// Takes the last bytes of a text if they are these.
  private mutating func takeLast(
    _ literals: Span<UInt8>, _ range: Range<Int>, at start: Int, in text: Span<UInt8>
  ) -> Bool {
    guard range.count <= text.count - start,
      text.extracting(start..<start + range.count).spells(literals.extracting(range))
    else { return false }
    skip(to: start + range.count)
    return true
  }
}
