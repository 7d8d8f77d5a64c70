public import CoordinateSystems
internal import GridPartition
internal import JSONText
public import Wording

/// Answers requests of JSON-RPC 2.0; does no input and output of its own.
///
/// Used by one task at a time.
public final class RPCService {
  /// Opens the plan anew.
  public typealias PlanOpener = () throws(PlanOpeningFailure) -> ServedPlan

  /// Why a plan could not be opened.
  public struct PlanOpeningFailure: Error {
    let notice: Notice

    public init(_ notice: Notice) { self.notice = notice }
  }

  /// How many bytes the answer to one batch may have.
  private static let batchLimit = 256 << 20

  private var served: ServedPlan
  private let open: PlanOpener
  private let defaultCRS: CoordinateReferenceSystem?
  private let language: Language
  private let phrases: RPCPhrases
  private let document = JSONDocument()
  private var json = JSONWriter()

  /// Opens the service on a plan.
  ///
  /// - Parameters:
  ///   - served: The plan that answers are from until it is reloaded.
  ///   - defaultCRS: The system of positions whose request names none.
  ///   - language: The language of messages and remedies.
  ///   - open: Called by `reload`.
  public init(
    _ served: ServedPlan, defaultCRS: CoordinateReferenceSystem?, language: Language,
    open: @escaping PlanOpener
  ) {
    self.served = served
    self.defaultCRS = defaultCRS
    self.language = language
    self.open = open
    phrases = RPCPhrases(language: language)
  }

  /// Answers one line.
  ///
  /// - Parameter line: One request or a batch, without the line end.
  /// - Returns: The answer without a line end; `nil` when none is due.
  public func answer(_ line: Span<UInt8>) -> [UInt8]? {
    json.removeAll()
    do throws(JSONTextError) {
      let value = try document.parse(line)
      guard value.kind == .array else { return answer(value) ? json.bytes : nil }
      return answerBatch(value) ? json.bytes : nil
    } catch {
      json.removeAll()
      write(phrases.notJSON(error.reason.sentence(in: language)), id: nil)
      return json.bytes
    }
  }

  /// The answer to a line that is longer than allowed.
  public func refuseLine(longerThan limit: Int) -> [UInt8] {
    json.removeAll()
    write(phrases.lineTooLong(limit), id: nil)
    return json.bytes
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
      try AssignMethod(served, defaultCRS, phrases).run(
        params.named("points", "crs", "nearest"), &json)
    case "unit": try UnitMethod(served, phrases).run(params.named("code", "geometry"), &json)
    case "plan": served.writePlan(&json)
    case "check": try check(&json)
    case "reload": try reload(&json)
    default: throw phrases.unknownMethod(method)
    }
  }

  private func check(_ json: inout JSONWriter) throws(RPCError) {
    do throws(AreaIdentityFault) {
      let report = try served.check()
      let warnings = report.remarks.map { $0.sentence(in: language) }
      json.writeCheck(report, of: served.plan, warnings: warnings, in: language)
    } catch {
      let notice = error.notice(in: language)
      throw RPCError(.internalError, notice.message, remedy: notice.remedy)
    }
  }

  private func reload(_ json: inout JSONWriter) throws(RPCError) {
    do throws(PlanOpeningFailure) { served = try open() } catch {
      throw RPCError(.planNotUsable, error.notice.message, remedy: error.notice.remedy)
    }
    served.writePlan(&json)
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
