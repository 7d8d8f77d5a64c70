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
  /// When they were; nothing when the plan has no dates.
  private var instants: [Instant] = []
  /// Where the ids of the positions are; nothing for those that have none.
  private var ids: [Range<Int>] = []
  /// The positions that are off the Earth, by their place in the batch.
  private var strays: [Int: Position] = [:]
  private var requests: [Request] = []
  /// What the bulk search found.
  private var units: [Int32] = []
  /// For each position where the fields of its answer lie among the texts.
  private var fields: [Range<Int>] = []

  /// That of all positions that are read here.
  private static let lattice = Lattice.geographic

  /// Makes sure that texts are looked at.
  private var fetched: UInt8 = 0

  /// Adds a position to the request that is being read.
  ///
  /// - Parameters:
  ///   - position: The position.
  ///   - id: Where its id lies.
  ///   - instant: When it was; `nil` when the plan has no dates.
  @inline(__always)
  mutating func append(_ position: Position, id: Range<Int>, at instant: Instant?) {
    if let place = Self.lattice.geographicPoint(of: position) {
      append(place, id: id, at: instant)
    } else {
      strays[places.count] = position
      append(LatticePoint(x: Lattice.limit, y: Lattice.limit), id: id, at: instant)
    }
  }

  /// Adds a position on the lattice to the request that is being read.
  @inline(__always)
  mutating func append(_ place: LatticePoint, id: Range<Int>, at instant: Instant?) {
    places.append(place)
    ids.append(id)
    if let instant { instants.append(instant) }
  }

  /// Gives positions from one on that are of no stated time the one that their request states.
  mutating func state(_ instant: Instant, insteadOf unstated: Instant, from start: Int) {
    for place in start..<max(start, instants.count) where instants[place] == unstated {
      instants[place] = instant
    }
  }

  /// Adds the request whose positions were added before.
  @inline(__always)
  mutating func append(_ request: Request) { requests.append(request) }

  /// Forgets the positions from one on.
  mutating func removePositions(from start: Int) {
    guard places.count > start else { return }
    places.removeSubrange(start...)
    ids.removeSubrange(start...)
    if !instants.isEmpty { instants.removeSubrange(start...) }
    if !strays.isEmpty { strays = strays.filter { $0.key < start } }
  }

  /// Answers all requests in order, a line each, and forgets them.
  ///
  /// - Parameters:
  ///   - text: What the requests were read from.
  ///   - desk: What answers them.
  ///   - output: Receives the answers.
  mutating func settle(
    _ text: Span<UInt8>, by desk: AssignDesk, into output: inout [UInt8]
  ) {
    guard !requests.isEmpty else { return }
    if instants.isEmpty {
      desk.dated.findUnits(of: places, at: desk.now, into: &units)
    } else {
      desk.dated.findUnits(of: places, at: instants, into: &units)
    }
    desk.texts.beginBatch()
    let areAllSettled = findKept(desk)
    if !areAllSettled { answerOthers(desk) }
    addWarnings(desk)
    write(text, desk, to: &output)
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
  private mutating func addWarnings(_ desk: AssignDesk) {
    var start = 0
    for number in requests.indices {
      let (range, request) = (start..<requests[number].end, requests[number])
      start = request.end
      guard request.isList, range.count >= PositionGate.leastCount else { continue }
      let sample = PositionGate.sample(of: range.count).map { range.lowerBound + $0 }
        .filter { instant(of: $0, desk).version >= 0 }
      let outsiders = sample.filter { units[$0] == Assigner.outside }
      guard !outsiders.isEmpty,
        desk.gate.suspects(outsiders.map { sampled(at: $0, desk) }),
        let warning = desk.warning(on: sample.map { sampled(at: $0, desk) })
      else { continue }
      var text = Array(#","warnings":["#.utf8)
      text.append(jsonString: warning)
      requests[number].warnings = text + [UInt8(ascii: "]")]
    }
  }

  /// A position with the version that answers for it.
  private func sampled(at place: Int, _ desk: AssignDesk) -> SampledPosition {
    let position =
      strays[place]
      ?? Position(
        x: Self.lattice.ordinate(of: places[place].x),
        y: Self.lattice.ordinate(of: places[place].y))
    return SampledPosition(position, version: instant(of: place, desk).version)
  }

  /// Finds the answers that are the same for all positions inside of a grid, or outside of the plan.
  ///
  /// - Returns: Whether no other answer is wanted.
  private mutating func findKept(_ desk: AssignDesk) -> Bool {
    let (dated, encodings) = (desk.dated, desk.encodings)
    let found = desk.texts.find(units, into: &fields) { number, text in
      // Outside of the plan all versions say the same.
      guard number != Assigner.outside else {
        encodings[0].append(fieldsOf: .outside, at: desk.now.moment, to: &text)
        return
      }
      let (instant, unit) = dated.place(of: Int(number))
      encodings[Int(instant.version)]
        .append(fieldsOf: .inside(unit), at: instant.moment, to: &text)
    }
    let kept = desk.texts.bytes
    fetch(kept.span)
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
  private mutating func answerOthers(_ desk: AssignDesk) {
    var others: [Int] = []
    var nearest: Double?
    var next = 0
    for request in requests {
      if request.nearest != nearest {
        answer(others, nearest, desk)
        others.removeAll(keepingCapacity: true)
        nearest = request.nearest
      }
      while next < request.end {
        let instant = instant(of: next, desk)
        if instant.version < 0 {
          fields[next] = desk.texts.add { AssignmentEncoding.appendFieldsOfNoPlan(to: &$0) }
        } else if let stray = strays[next] {
          let encoding = desk.encodings[Int(instant.version)]
          fields[next] = desk.texts.add {
            encoding.append(fieldsOf: .invalid, at: instant.moment, stray: stray, to: &$0)
          }
        } else if units[next] == Assigner.unsettled
          || units[next] == Assigner.outside && nearest != nil
        {
          others.append(next)
        }
        next += 1
      }
    }
    answer(others, nearest, desk)
  }

  private mutating func answer(_ others: [Int], _ nearest: Double?, _ desk: AssignDesk) {
    for (version, own) in Dictionary(grouping: others, by: { instant(of: $0, desk).version }) {
      let encoding = desk.encodings[Int(version)]
      let assigner = desk.dated.versions[Int(version)].assigner
      let answers = assigner.assign(own.map { places[$0] }, nearest: nearest)
      for (position, answer) in zip(own, answers) {
        let moment = instant(of: position, desk).moment
        fields[position] = desk.texts.add {
          encoding.append(fieldsOf: answer, at: moment, to: &$0)
        }
      }
    }
  }

  /// When a position was.
  @inline(__always)
  private func instant(of place: Int, _ desk: AssignDesk) -> Instant {
    instants.isEmpty ? desk.now : instants[place]
  }
}

extension AssignBatch {
  /// Writes the answers to all requests.
  private func write(_ text: Span<UInt8>, _ desk: AssignDesk, to output: inout [UInt8]) {
    let (kept, ends) = (desk.texts.bytes, desk.ends)
    let size = size(endCount: ends.longest) + AnswerRoom.slack
    let (texts, endBytes) = (kept.span, ends.bytes.span)
    let only = ends.range(of: desk.now.version)
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
            let end = instants.isEmpty ? only : ends.range(of: instants[next].version)
            room.append(endBytes, end)
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
