public import CoordinateSystems
public import GridPartition
internal import JSONText
public import Wording

/// Answers requests of JSON-RPC 2.0; does no input and output of its own.
///
/// Used by one task at a time.
public final class RPCService {
  /// Opens the plan anew.
  public typealias PlanOpener = () throws(PlanOpeningFailure) -> ServedPlans

  /// Why a plan could not be opened.
  public struct PlanOpeningFailure: Error {
    public let notice: Notice

    public init(_ notice: Notice) { self.notice = notice }
  }

  /// How many bytes the answer to one batch may have.
  private static let batchLimit = 256 << 20

  /// How many positions are gathered before they are answered.
  private static let batchSize = 1024

  private var plans: ServedPlans
  private var desk: Desk
  /// Why the plan in force cannot be opened.
  private var failure: Notice?
  private var batch = AssignBatch()
  private let open: PlanOpener
  private let defaultSystem: PositionSystem?
  private let confidence: Double
  private let lineLimit: Int
  private let language: Language
  private let phrases: RPCPhrases
  private let clock: () -> Moment
  private let document = JSONDocument()
  private var json = JSONWriter()

  /// Opens the service on a plan.
  ///
  /// - Parameters:
  ///   - plans: The plan, or the versions of it, that answers are from until they are reloaded.
  ///   - defaultSystem: The system of positions whose request names none.
  ///   - confidence: How probable a grid must be for an answer to be confident.
  ///   - lineLimit: How many bytes a line may have.
  ///   - language: The language of messages and remedies.
  ///   - clock: Tells the time, for a plan with versions.
  ///   - open: Called by `reload`.
  /// - Throws: ``PlanOpeningFailure`` when the plan in force cannot be opened.
  public init(
    _ plans: ServedPlans, defaultSystem: PositionSystem?, confidence: Double = 0.9,
    lineLimit: Int, language: Language, clock: @escaping () -> Moment, open: @escaping PlanOpener
  ) throws(PlanOpeningFailure) {
    self.plans = plans
    self.defaultSystem = defaultSystem
    self.confidence = confidence
    self.lineLimit = lineLimit
    self.language = language
    self.clock = clock
    self.open = open
    phrases = RPCPhrases(language: language)
    desk = try Desk(
      plans, at: clock(), defaultSystem, confidence: confidence, lineLimit: lineLimit, phrases)
  }

  /// Goes on with the next plan when its time has come.
  private func keepUp() {
    guard let validUntil = desk.validUntil else { return }
    let now = clock()
    guard now >= validUntil else { return }
    do throws(PlanOpeningFailure) {
      desk = try Desk(
        plans, at: now, defaultSystem, confidence: confidence, lineLimit: lineLimit, phrases)
      failure = nil
    } catch {
      failure = error.notice
      desk.isInForce = false
    }
  }

  /// Answers lines in order, each answer on a line of its own.
  ///
  /// Requests of the method `assign` that stand together are answered together; to the client it is
  /// as if one line were answered after the other.
  ///
  /// - Parameters:
  ///   - text: Whole lines; a line end behind the last one may be missing.
  ///   - output: Receives the answers.
  ///   - capacity: Once the output has more bytes than that, no other line is begun.
  /// - Returns: How many bytes of the text are answered.
  public func answer(
    _ text: Span<UInt8>, into output: inout [UInt8], capacity: Int = .max
  ) -> Int {
    keepUp()
    var batch = AssignBatch()
    swap(&batch, &self.batch)
    var reader = desk.reader
    var start = 0
    while start < text.count, output.count <= capacity {
      let end: Int
      if desk.isInForce, let read = reader.read(text, from: start, into: &batch) {
        end = read
        if batch.places.count >= Self.batchSize {
          settle(&batch, text, into: &output)
        }
      } else {
        settle(&batch, text, into: &output)
        desk.reader = reader
        end = text.lineEnd(from: start)
        answerLine(text.extracting(start..<end), into: &output)
        reader = desk.reader
      }
      start = end + 1
    }
    settle(&batch, text, into: &output)
    swap(&batch, &self.batch)
    desk.reader = reader
    return min(start, text.count)
  }

  private func settle(
    _ batch: inout AssignBatch, _ text: Span<UInt8>, into output: inout [UInt8]
  ) {
    batch.settle(
      text, by: desk.plan.plan.assigner, desk.gate, desk.encoding, &desk.texts, into: &output)
  }

  /// Answers a line that is longer than allowed.
  public func refuseLine(into output: inout [UInt8]) {
    json.removeAll()
    write(phrases.lineTooLong(lineLimit), id: nil)
    json.endLine()
    output.append(contentsOf: json.bytes)
  }

  /// Answers one line in the general way.
  ///
  /// - Parameters:
  ///   - line: One request or a batch, without the line end.
  ///   - output: Receives the answer and a line end.
  package func answerLine(_ line: Span<UInt8>, into output: inout [UInt8]) {
    guard line.count <= lineLimit else { return refuseLine(into: &output) }
    json.removeAll()
    guard answerParsed(line) else { return }
    json.endLine()
    output.append(contentsOf: json.bytes)
  }

  /// Writes the answer to one line.
  ///
  /// - Returns: Whether an answer is due.
  private func answerParsed(_ line: Span<UInt8>) -> Bool {
    do throws(JSONTextError) {
      let value = try document.parse(line)
      return value.kind == .array ? answerBatch(value) : answer(value)
    } catch {
      json.removeAll()
      write(phrases.notJSON(error.reason.sentence(in: language)), id: nil)
      return true
    }
  }

  private func answerBatch(_ batch: JSONValue) -> Bool {
    var isEmpty = true
    var isAnswered = false
    for request in batch.elements {
      isEmpty = false
      guard json.bytes.count <= Self.batchLimit else {
        json.removeAll()
        write(phrases.batchTooLarge(Self.batchLimit), id: nil)
        return true
      }
      var single = JSONWriter()
      swap(&single, &json)
      let isDue = answer(request)
      swap(&single, &json)
      guard isDue else { continue }
      if !isAnswered { json.beginArray() }
      isAnswered = true
      json.raw(single.bytes.span)
    }
    if isEmpty {
      write(phrases.notARequest, id: nil)
      return true
    }
    if isAnswered { json.endArray() }
    return isAnswered
  }

  /// Writes the answer to one request.
  ///
  /// - Returns: Whether an answer is due.
  private func answer(_ request: JSONValue) -> Bool {
    let id = request["id"]
    let hasUsableID = id.map { [.string, .number, .null].contains($0.kind) } ?? true
    let params = request["params"]
    guard request.kind == .object, hasUsableID, request["jsonrpc"]?.isString("2.0") == true,
      let method = request["method"]?.string,
      params.map({ [.array, .object].contains($0.kind) }) ?? true
    else {
      write(phrases.notARequest, id: hasUsableID ? id : nil)
      return true
    }
    var result = JSONWriter()
    do throws(RPCError) {
      try run(method, Parameters(params, phrases), &result)
    } catch {
      if id != nil { write(error, id: id) }
      return id != nil
    }
    guard let id else { return false }
    json.beginObject()
    json.member("jsonrpc", "2.0")
    json.key("result")
    json.raw(result.bytes.span)
    json.key("id")
    json.value(id)
    json.endObject()
    return true
  }

  private func run(
    _ method: String, _ params: Parameters, _ json: inout JSONWriter
  ) throws(RPCError) {
    switch method {
    case "assign":
      if let failure { throw RPCError(.planNotUsable, failure.message, remedy: failure.remedy) }
      try AssignMethod(
        plans: plans, current: desk.isInForce ? desk.plan : nil, encoding: desk.encoding,
        placers: desk.placers, confidence: confidence, phrases: phrases
      ).run(params.named("points", "crs", "nearest", "as_of"), &json)
    case "unit":
      let params = params.named("code", "geometry", "as_of")
      try UnitMethod(try plan(as: params), phrases).run(params, &json)
    case "plan": try plan(as: params.named("as_of")).writePlan(&json)
    case "check": try check(plan(as: params.named("as_of")).plan, &json)
    case "reload": try reload(&json)
    default: throw phrases.unknownMethod(method)
    }
  }

  /// The plan in force at the time that a request states, or now.
  private func plan(as params: Parameters) throws(RPCError) -> ServedPlans.InForce {
    let moment = try params.moment("as_of") ?? clock()
    guard let plan = try plans.plan(at: moment, phrases) else { throw phrases.noPlan(at: moment) }
    return plan
  }

  private func check(_ served: ServedPlan, _ json: inout JSONWriter) throws(RPCError) {
    let plan = try served.plan()
    do throws(AreaIdentityFault) {
      let report = try served.check(plan)
      let systemRemark = plan.placeOutsideOfChina.map {
        plan.crs.sentence(outsideOfChina: $0, in: language)
      }
      let warnings =
        report.remarks.map { $0.sentence(in: language) } + [systemRemark].compactMap(\.self)
      json.writeCheck(report, of: plan, warnings: warnings, in: language)
    } catch {
      let notice = error.notice(in: language)
      throw RPCError(.internalError, notice.message, remedy: notice.remedy)
    }
  }

  private func reload(_ json: inout JSONWriter) throws(RPCError) {
    let before = plans
    do throws(PlanOpeningFailure) {
      plans = try open()
      plans.adopt(before)
      desk = try Desk(
        plans, at: clock(), defaultSystem, confidence: confidence, lineLimit: lineLimit, phrases)
      failure = nil
    } catch {
      plans = before
      throw RPCError(.planNotUsable, error.notice.message, remedy: error.notice.remedy)
    }
    try plan(as: Parameters(nil, phrases)).writePlan(&json)
  }

  private func write(_ error: RPCError, id: JSONValue?) {
    json.beginObject()
    json.member("jsonrpc", "2.0")
    json.key("error")
    json.object { json in
      json.member("code", error.code.rawValue)
      json.member("message", error.message)
      if error.path != nil || error.remedy != nil {
        json.key("data")
        json.object { json in
          if let path = error.path { json.member("path", path) }
          if let remedy = error.remedy { json.member("remedy", remedy) }
        }
      }
    }
    json.key("id")
    if let id { json.value(id) } else { json.null() }
    json.endObject()
  }
}

/// What answers are made from until the plan in force changes.
private struct Desk {
  /// How many bytes of texts of answers are kept.
  private static let keptLimit = 64 << 20

  /// The plan in force, or any other one while there is none.
  let plan: ServedPlans.InForce
  var isInForce: Bool
  /// Until then nothing changes by itself; `nil` for ever.
  let validUntil: Moment?
  let encoding: AssignmentEncoding
  let placers: RequestPlacers
  /// For positions as surveyed.
  let gate: PositionGate
  var texts: AnswerTexts
  var reader: PlainRequestReader

  init(
    _ plans: ServedPlans, at now: Moment, _ defaultSystem: PositionSystem?, confidence: Double,
    lineLimit: Int, _ phrases: RPCPhrases
  ) throws(RPCService.PlanOpeningFailure) {
    let inForce = try plans.plan(at: now)
    if let inForce { plan = inForce } else { plan = try plans.anyPlan() }
    isInForce = inForce != nil
    validUntil = plans.nextChange(after: now)
    encoding = AssignmentEncoding(plan, confidence: confidence, phrases)
    texts = AnswerTexts(unitCount: encoding.unitCount, keeping: Self.keptLimit)
    let crs = plan.plan.assigner.index.crs
    placers = RequestPlacers(to: crs, defaultSystem: defaultSystem, phrases)
    gate = PositionGate(
      plan.plan.assigner, stated: .reference(crs), placers: placers.placers)
    reader = PlainRequestReader(
      plan: crs, defaultSystem: defaultSystem, isDated: plans.isDated, limit: lineLimit)
  }
}
