internal import CoordinateSystems
internal import Geometry
internal import GridPartition

/// Reads requests of the method `assign` straight from their text into a batch.
///
/// It takes requests that have the usual shape and nothing wrong, and whose positions are longitude and
/// latitude that only have to be put on the plan's lattice; the general way reads the others.
struct PlainRequestReader {
  /// The plan's system.
  private let plan: CoordinateReferenceSystem
  /// Whether positions whose request names no system are taken nevertheless.
  private let takesUnnamed: Bool
  /// How many bytes a line may have.
  private let limit: Int
  /// Whether positions have times.
  private let isDated: Bool
  /// Knows the versions that are open.
  var dated: DatedAssigner
  /// The time of what states none.
  var now = unstated
  /// Names of systems that were taken before, in quotes.
  private var acceptedNames: [[UInt8]] = []
  /// The latest request for one position, and what of it a template does not repeat.
  private var line = PlainTemplate()
  private var lineNearest: Double?
  /// The latest position of a list.
  private var element = PlainTemplate()
  /// The values of what is being read.
  private var values: [PlainHole] = []

  /// Stands for a time that is not stated.
  static let unstated = Instant(moment: Moment(microseconds: .min), version: .min)

  init(
    plan: CoordinateReferenceSystem, defaultSystem: PositionSystem?, _ dated: DatedAssigner,
    isDated: Bool, limit: Int
  ) {
    self.plan = plan
    self.dated = dated
    self.isDated = isDated
    takesUnnamed = defaultSystem.map { Self.takes($0, plan) } ?? false
    // Beyond that, a text may be too large for a document.
    self.limit = min(limit, 1 << 31)
  }

  /// Reads one line.
  ///
  /// - Parameters:
  ///   - text: Lines.
  ///   - start: Where one of them starts.
  ///   - batch: Receives the request, if it is due an answer.
  /// - Returns: Where the line ends; `nil` when it must be read in the general way, and then the
  ///   batch is as it was.
  /// - Complexity: O(*n*) in the length of the line, no allocation once batch and templates have grown.
  mutating func read(
    _ text: Span<UInt8>, from start: Int, into batch: inout AssignBatch
  ) -> Int? {
    let first = batch.places.count
    var scanner = PlainScanner(at: start)
    if let values = line.take(&scanner, in: text, dated), scanner.isAtLineEnd(in: text),
      scanner.offset - start <= limit, isUsable(stated(values.time, values.asOf))
    {
      batch.append(values.place, id: values.id, at: instant(stated(values.time, values.asOf)))
      batch.append(
        AssignBatch.Request(
          id: values.requestID, end: first + 1, isList: false, nearest: lineNearest))
      return scanner.offset
    }
    scanner = PlainScanner(at: start)
    values.removeAll(keepingCapacity: true)
    let request = request(&scanner, text, &batch)
    let end = scanner.offset
    guard let (id, params) = request, scanner.isAtLineEnd(in: text),
      scanner.offset - start <= limit
    else {
      batch.removePositions(from: first)
      return nil
    }
    if id.kind == .absent {
      batch.removePositions(from: first)
    } else {
      batch.append(
        AssignBatch.Request(
          id: id.range, end: batch.places.count, isList: params.isList, nearest: params.nearest))
      if !params.isList {
        line.learn(text, start..<end, values)
        lineNearest = params.nearest
      }
    }
    return scanner.offset
  }

  private struct Params {
    let isList: Bool
    let nearest: Double?
  }

  @inline(__always)
  private mutating func request(
    _ scanner: inout PlainScanner, _ text: Span<UInt8>, _ batch: inout AssignBatch
  ) -> (id: PlainValue, Params)? {
    var (id, version, method) = (PlainValue(), PlainValue(), PlainValue())
    var params: Params?
    guard scanner.take(UInt8(ascii: "{"), in: text) else { return nil }
    var step = scanner.begin(closing: UInt8(ascii: "}"), in: text)
    while step == .item {
      guard let name = scanner.name(in: text) else { return nil }
      if name == .params {
        guard params == nil, let found = readParams(&scanner, text, &batch) else { return nil }
        params = found
      } else {
        let value = scanner.scalar(in: text)
        if name == .id {
          values.append(PlainHole(.requestID, value.range))
        } else if name != .jsonrpc, name != .method {
          values.append(PlainHole(.other, value.range))
        }
        let isTaken =
          switch name {
          case .id: id.fill(value)
          case .jsonrpc: version.fill(value)
          case .method:
            method.fill(value) && text.extracting(value.range).spells("\"assign\"")
          default: true
          }
        guard value.kind != .absent, isTaken else { return nil }
      }
      step = scanner.proceed(closing: UInt8(ascii: "}"), in: text)
    }
    guard step == .closed, id.kind != .boolean, method.isGiven,
      text.extracting(version.range).spells("\"2.0\""), let params
    else { return nil }
    return (id, params)
  }

  @inline(__always)
  private mutating func readParams(
    _ scanner: inout PlainScanner, _ text: Span<UInt8>, _ batch: inout AssignBatch
  ) -> Params? {
    var point = PlainPoint()
    var (crs, nearest, points, asOf) = (PlainValue(), PlainValue(), PlainValue(), PlainValue())
    let first = batch.places.count
    guard scanner.take(UInt8(ascii: "{"), in: text) else { return nil }
    var step = scanner.begin(closing: UInt8(ascii: "}"), in: text)
    while step == .item {
      guard let name = scanner.name(in: text) else { return nil }
      if name == .points, scanner.next(in: text) == UInt8(ascii: "[") {
        guard points.kind == .absent, readPoints(&scanner, text, &batch) else { return nil }
        points.kind = .array
      } else {
        let value = scanner.scalar(in: text)
        let isTaken =
          switch name {
          case .crs: crs.fill(value)
          case .nearest: nearest.fill(value)
          case .points: points.fill(value) && value.kind == .null
          case .asOf where isDated: asOf.fill(value)
          default: set(name, of: &point, to: value, text)
          }
        guard value.kind != .absent, isTaken else { return nil }
        if name == .asOf, isDated { values.append(PlainHole(.asOf, value.range)) }
      }
      step = scanner.proceed(closing: UInt8(ascii: "}"), in: text)
    }
    guard step == .closed, accepts(crs, text) else { return nil }
    var requestTime = now
    if asOf.isGiven {
      guard let instant = dated.instant(of: asOf, in: text) else { return nil }
      requestTime = instant
    }
    if nearest.isGiven {
      guard nearest.kind == .number, (0...Assigner.farthestNearest).contains(nearest.number) else {
        return nil
      }
    }
    if points.kind != .array {
      guard let position = point.position else { return nil }
      let time = stated(point.instant, requestTime)
      guard isUsable(time) else { return nil }
      batch.append(position, id: point.id, at: instant(time))
    } else if isDated {
      guard isUsable(requestTime) else { return nil }
      batch.state(requestTime, insteadOf: Self.unstated, from: first)
    }
    return Params(
      isList: points.kind == .array, nearest: nearest.isGiven ? nearest.number : nil)
  }

  @inline(__always)
  private mutating func readPoints(
    _ scanner: inout PlainScanner, _ text: Span<UInt8>, _ batch: inout AssignBatch
  ) -> Bool {
    guard scanner.take(UInt8(ascii: "["), in: text) else { return false }
    var step = scanner.begin(closing: UInt8(ascii: "]"), in: text)
    while step == .item {
      guard scanner.next(in: text) == UInt8(ascii: "{") else { return false }
      let start = scanner.offset
      if let values = element.take(&scanner, in: text, dated) {
        batch.append(values.place, id: values.id, at: instant(values.time))
      } else {
        guard let point = readPoint(&scanner, text), let position = point.position else {
          return false
        }
        batch.append(position, id: point.id, at: instant(point.instant))
        element.learn(text, start..<scanner.offset, values)
      }
      step = scanner.proceed(closing: UInt8(ascii: "]"), in: text)
    }
    return step == .closed
  }

  /// Reads a position of a list, whose bracket is the next byte.
  private mutating func readPoint(
    _ scanner: inout PlainScanner, _ text: Span<UInt8>
  ) -> PlainPoint? {
    var point = PlainPoint()
    values.removeAll(keepingCapacity: true)
    guard scanner.take(UInt8(ascii: "{"), in: text) else { return nil }
    var field = scanner.begin(closing: UInt8(ascii: "}"), in: text)
    while field == .item {
      guard let name = scanner.name(in: text) else { return nil }
      let value = scanner.scalar(in: text)
      guard value.kind != .absent, set(name, of: &point, to: value, text) else { return nil }
      field = scanner.proceed(closing: UInt8(ascii: "}"), in: text)
    }
    return field == .closed ? point : nil
  }

  /// Keeps a field of a position, and where its value is.
  @inline(__always)
  private mutating func set(
    _ name: MemberName, of point: inout PlainPoint, to value: PlainValue, _ text: Span<UInt8>
  ) -> Bool {
    switch name {
    case .time:
      guard isDated else {
        values.append(PlainHole(.other, value.range))
        return true
      }
      values.append(PlainHole(.time, value.range))
      guard let time = dated.instant(of: value, in: text) else { return false }
      return point.set(time)
    case .id: values.append(PlainHole(.id, value.range))
    case .accuracy: values.append(PlainHole(.accuracy, value.range))
    case .x, .lon: if value.kind == .number { values.append(PlainHole(.x, value.range)) }
    case .y, .lat: if value.kind == .number { values.append(PlainHole(.y, value.range)) }
    default: values.append(PlainHole(.other, value.range))
    }
    return point.set(name, to: value)
  }

  /// The time that is stated: the first one, else the second, else now.
  @inline(__always)
  private func stated(_ first: Instant, _ second: Instant) -> Instant {
    first != Self.unstated ? first : second != Self.unstated ? second : now
  }

  /// Whether a version answers at a time, or is known to be none; one that cannot be opened is read about in
  /// the general way.
  @inline(__always)
  private func isUsable(_ time: Instant) -> Bool { time.version != Instant.unopened }

  /// The time of a position, as a batch takes it.
  @inline(__always)
  private func instant(_ time: Instant) -> Instant? { isDated ? time : nil }

  /// Whether positions in this system are taken.
  @inline(__always)
  private mutating func accepts(_ crs: PlainValue, _ text: Span<UInt8>) -> Bool {
    guard crs.isGiven else { return takesUnnamed }
    guard crs.kind == .string else { return false }
    let quoted = text.extracting(crs.range)
    return acceptedNames.contains { quoted.spells($0.span) } || learns(quoted)
  }

  @inline(never)
  private mutating func learns(_ quoted: Span<UInt8>) -> Bool {
    let name = unsafe quoted.withUnsafeBufferPointer {
      unsafe String(decoding: $0.dropFirst().dropLast(), as: UTF8.self)
    }
    guard let system = try? PositionSystem(named: name), Self.takes(system, plan) else {
      return false
    }
    if acceptedNames.count < 8, quoted.count < 64 {
      acceptedNames.append(unsafe quoted.withUnsafeBufferPointer { unsafe Array($0) })
    }
    return true
  }

  /// Whether positions of a system only have to be put on the lattice, in degrees.
  private static func takes(_ system: PositionSystem, _ plan: CoordinateReferenceSystem) -> Bool {
    guard plan.isGeographic, case .reference(let crs) = system, crs.isGeographic else {
      return false
    }
    return (try? PositionPlacement(from: system, to: plan).isDirect) ?? false
  }
}
