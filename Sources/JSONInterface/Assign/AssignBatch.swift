internal import CoordinateSystems
internal import Geometry
internal import GridPartition
internal import JSONText

/// Requests of the method `assign` that were read and wait to be answered together.
///
/// The texts of their ids are not copied: they are places in the text that the requests came in.
struct AssignBatch {
  /// A request that is due an answer.
  struct Request {
    let id: Range<Int>
    /// Past its last position in the batch.
    let end: Int
    /// Whether it sent a list of points.
    let isList: Bool
    let nearest: Double?
    /// The warnings of its answer as JSON; nothing when there are none.
    var warnings: [UInt8] = []
  }

  /// The positions on the lattice, all requests' one after another.
  private(set) var places: [LatticePoint] = []
  /// Where the ids of the positions are; nothing for those that have none.
  private var ids: [Range<Int>] = []
  /// The positions that are off the Earth, by their place in the batch.
  private var strays: [Int: Position] = [:]
  private var requests: [Request] = []
  /// What the bulk search found.
  private var units: [Int32] = []
  /// For each position where the fields of its answer lie among the texts.
  private var fields: [Range<Int>] = []

  /// Makes sure that texts are looked at.
  private var fetched: UInt8 = 0

  /// Adds a position to the request that is being read.
  @inline(__always)
  mutating func append(_ position: Position, id: Range<Int>, _ lattice: Lattice) {
    if let place = lattice.geographicPoint(of: position) {
      append(place, id: id)
    } else {
      strays[places.count] = position
      append(LatticePoint(x: Lattice.limit, y: Lattice.limit), id: id)
    }
  }

  /// Adds a position on the lattice to the request that is being read.
  @inline(__always)
  mutating func append(_ place: LatticePoint, id: Range<Int>) {
    places.append(place)
    ids.append(id)
  }

  /// Adds the request whose positions were added before.
  @inline(__always)
  mutating func append(_ request: Request) { requests.append(request) }

  /// Forgets the positions from one on.
  mutating func removePositions(from start: Int) {
    guard places.count > start else { return }
    places.removeSubrange(start...)
    ids.removeSubrange(start...)
    if !strays.isEmpty { strays = strays.filter { $0.key < start } }
  }

  /// Answers all requests in order, a line each, and forgets them.
  ///
  /// - Parameters:
  ///   - text: What the requests were read from.
  ///   - assigner: Finds the units.
  ///   - gate: Looks whether positions of the same plan are as surveyed.
  ///   - encoding: Of the same plan.
  ///   - texts: Those that were kept of the same plan.
  ///   - output: Receives the answers.
  mutating func settle(
    _ text: Span<UInt8>, by assigner: Assigner, _ gate: PositionGate,
    _ encoding: AssignmentEncoding, _ texts: inout AnswerTexts, into output: inout [UInt8]
  ) {
    guard !requests.isEmpty else { return }
    assigner.findUnits(of: places, into: &units)
    texts.beginBatch()
    let areAllSettled = findKept(encoding, &texts)
    if !areAllSettled { answerOthers(assigner, encoding, &texts) }
    addWarnings(gate, assigner.lattice, encoding)
    write(text, texts.bytes.span, encoding, to: &output)
    // What a request of uncommon size took is given back.
    guard places.count <= 1 << 16 else {
      self = AssignBatch()
      return
    }
    requests.removeAll(keepingCapacity: true)
    removePositions(from: 0)
  }
}

extension AssignBatch {
  /// Looks whether the positions of a list are in the system that they are said to be in: longitude and
  /// latitude as surveyed.
  private mutating func addWarnings(
    _ gate: PositionGate, _ lattice: Lattice, _ encoding: AssignmentEncoding
  ) {
    var start = 0
    for number in requests.indices {
      let (range, request) = (start..<requests[number].end, requests[number])
      start = request.end
      guard request.isList, range.count >= PositionGate.leastCount else { continue }
      let sample = PositionGate.sample(of: range.count).map { range.lowerBound + $0 }
      let outsiders = sample.filter { units[$0] == Assigner.outside }
      guard !outsiders.isEmpty, gate.suspects(outsiders.map { position(at: $0, lattice) }) else {
        continue
      }
      let positions = sample.map { position(at: $0, lattice) }
      guard let finding = gate.finding(on: positions) else { continue }
      requests[number].warnings = encoding.warnings([finding])
    }
  }

  private func position(at place: Int, _ lattice: Lattice) -> Position {
    strays[place]
      ?? Position(
        x: lattice.ordinate(of: places[place].x), y: lattice.ordinate(of: places[place].y))
  }

  /// Finds the answers that are the same for all positions inside of a grid, or outside of the plan.
  ///
  /// - Returns: Whether no other answer is wanted.
  private mutating func findKept(
    _ encoding: AssignmentEncoding, _ texts: inout AnswerTexts
  ) -> Bool {
    let found = texts.find(units, into: &fields) { unit, text in
      let answer = unit == Assigner.outside ? Assignment.outside : .inside(Int(unit))
      encoding.append(fieldsOf: answer, to: &text)
    }
    fetch(texts.bytes.span)
    return strays.isEmpty && found.unsettled == 0 && requests.allSatisfy { $0.nearest == nil }
  }

  /// The texts of many grids do not fit the processor's cache. Looked at together, they wait for memory
  /// together, and are there when they are copied.
  private mutating func fetch(_ texts: Span<UInt8>) {
    var sum: UInt8 = 0
    for range in fields where !range.isEmpty {
      sum &+= texts[range.lowerBound] &+ texts[range.upperBound - 1]
    }
    fetched = sum
  }

  /// Answers for the other positions, those together that ask for the same.
  private mutating func answerOthers(
    _ assigner: Assigner, _ encoding: AssignmentEncoding, _ texts: inout AnswerTexts
  ) {
    var others: [Int] = []
    var nearest: Double?
    var next = 0
    for request in requests {
      if request.nearest != nearest {
        answer(others, nearest, assigner, encoding, &texts)
        others.removeAll(keepingCapacity: true)
        nearest = request.nearest
      }
      while next < request.end {
        if let stray = strays[next] {
          fields[next] = texts.add { encoding.append(fieldsOf: .invalid, at: stray, to: &$0) }
        } else if units[next] == Assigner.unsettled
          || units[next] == Assigner.outside && nearest != nil
        {
          others.append(next)
        }
        next += 1
      }
    }
    answer(others, nearest, assigner, encoding, &texts)
  }

  private mutating func answer(
    _ others: [Int], _ nearest: Double?, _ assigner: Assigner, _ encoding: AssignmentEncoding,
    _ texts: inout AnswerTexts
  ) {
    let answers = assigner.assign(others.map { places[$0] }, nearest: nearest)
    for (position, answer) in zip(others, answers) {
      fields[position] = texts.add { encoding.append(fieldsOf: answer, to: &$0) }
    }
  }
}

extension AssignBatch {
  /// Writes the answers to all requests.
  private func write(
    _ text: Span<UInt8>, _ texts: Span<UInt8>, _ encoding: AssignmentEncoding,
    to output: inout [UInt8]
  ) {
    let size = size(endCount: encoding.endCount) + AnswerRoom.slack
    let end = encoding.end.span
    output.append(addingCapacity: size) { (span: inout OutputSpan<UInt8>) in
      unsafe span.withUnsafeMutableBufferPointer { buffer, count in
        var room = unsafe AnswerRoom(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
        var next = 0
        for request in requests {
          room.append(request.isList ? Self.listHead : Self.head)
          let start = next
          while next < request.end {
            if next > start { room.append(",") }
            room.append(AssignmentEncoding.start)
            if ids[next].isEmpty { room.append("null") } else { room.append(text, ids[next]) }
            room.append(texts, fields[next])
            room.append(end, 0..<encoding.endCount)
            next += 1
          }
          if request.isList {
            room.append("]")
            room.append(request.warnings.span, request.warnings.indices)
            room.append(Self.listTail)
          } else {
            room.append(Self.tail)
          }
          room.append(text, request.id)
          room.append(Self.end)
        }
        count += room.count
      }
    }
  }

  /// The most bytes that the answers have, but for what is outside of all texts.
  private func size(endCount: Int) -> Int {
    let listSize =
      Self.listHead.utf8CodeUnitCount + Self.listTail.utf8CodeUnitCount
      + Self.end.utf8CodeUnitCount
    let objectSize = 1 + AssignmentEncoding.start.utf8CodeUnitCount + 4 + endCount
    var size = requests.count * listSize + places.count * objectSize
    for request in requests { size += request.id.count + request.warnings.count + 1 }
    for position in ids.indices { size += ids[position].count + fields[position].count }
    return size
  }

  private static let head: StaticString = #"{"jsonrpc":"2.0","result":"#
  private static let listHead: StaticString = #"{"jsonrpc":"2.0","result":{"assignments":["#
  private static let tail: StaticString = #","id":"#
  private static let listTail: StaticString = #"},"id":"#
  private static let end: StaticString = "}\n"
}
