import CoordinateSystems
import GridPartition
import JSONInterface
import JSONText
import TestSupport
import Testing
import Wording

@Suite struct RPCServiceTests {
  private static let units = [
    UnitSketch(.village, "V", fieldBox(0, 0, 3, 2)), UnitSketch(.grid, "V1", fieldBox(0, 0, 1, 2)),
    UnitSketch(.grid, "V2", fieldBox(1, 0, 1, 2)),
  ]

  private func service(
    crs: CoordinateReferenceSystem? = nil,
    open: @escaping RPCService.PlanOpener = { () throws(RPCService.PlanOpeningFailure) in
      throw RPCService.PlanOpeningFailure(Notice(message: "gone", remedy: "bring it back"))
    }
  ) throws -> RPCService {
    try RPCService(
      ServedPlans(try ServedPlan(try Self.units.plan())),
      defaultSystem: crs.map { .reference($0) }, lineLimit: 1 << 20, language: .en,
      clock: { Moment(microseconds: 0) }, open: open)
  }

  private func answer(_ line: String, by service: RPCService) -> String? {
    var output: [UInt8] = []
    let taken = service.answer(Array(line.utf8 + [0x0A]).span, into: &output)
    #expect(taken == line.utf8.count + 1)
    guard output.popLast() == 0x0A else { return nil }
    return String(decoding: output, as: UTF8.self)
  }

  private func answer(_ line: String) throws -> String? {
    answer(line, by: try service(crs: .wgs84))
  }

  /// The code of the error that a line is answered with, and where it is.
  private func fault(_ line: String, by service: RPCService) throws -> [String] {
    let document = JSONDocument()
    let error = try document.parse(answer(line, by: service) ?? "null")["error"]
    let path = error?["data"]?["path"]?.string
    return [error?["code"]?.integer.map(String.init) ?? "none"] + (path.map { [$0] } ?? [])
  }

  private func call(_ method: String, _ params: String) -> String {
    #"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params),"id":7}"#
  }

  @Test(arguments: [
    ("", -32700), ("{", -32700), ("[1,", -32700), ("\u{FEFF}{}", -32700), ("[]", -32600),
    ("1", -32600), ("{}", -32600), (#"{"method":"plan","id":1}"#, -32600),
    (#"{"jsonrpc":"1.0","method":"plan","id":1}"#, -32600),
    (#"{"jsonrpc":"2.0","method":1,"id":1}"#, -32600),
    (#"{"jsonrpc":"2.0","method":"plan","params":1,"id":1}"#, -32600),
    (#"{"jsonrpc":"2.0","method":"plan","id":{}}"#, -32600),
    (#"{"jsonrpc":"2.0","method":"Plan","id":1}"#, -32601),
    (#"{"jsonrpc":"2.0","method":"","id":1}"#, -32601),
  ])
  func `what is no request is answered with its code`(line: String, code: Int) throws {
    #expect(try fault(line, by: service()) == [String(code)])
  }

  @Test(arguments: [
    "1", "-0.5", "1e400", "12345678901234567890123", #""a""#, #""\u5b9a""#, "null", #""""#,
  ])
  func `an id comes back as it came`(id: String) throws {
    let line = #"{"jsonrpc":"2.0","method":"nothing","id":\#(id)}"#
    #expect(try answer(line)?.hasSuffix(#""id":\#(id)}"#) == true)
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"plan"}"#, #"{"jsonrpc":"2.0","method":"nothing"}"#,
    #"[{"jsonrpc":"2.0","method":"plan"},{"jsonrpc":"2.0","method":"unit"}]"#,
  ])
  func `a notification is never answered`(line: String) throws {
    #expect(try answer(line) == nil)
  }

  @Test func `a batch is answered in order, without its notifications`() throws {
    let line =
      #"[{"jsonrpc":"2.0","method":"nothing","id":1},{"jsonrpc":"2.0","method":"plan"},3,"#
      + #"{"jsonrpc":"2.0","method":"unit","params":["V1"],"id":"b"}]"#
    let document = JSONDocument()
    let answers = try document.parse(try answer(line) ?? "")
    let ids = answers.elements.map { $0["id"].map { String(decoding: $0.rawText, as: UTF8.self) } }
    #expect(ids == ["1", "null", #""b""#])
    let codes = answers.elements.map { $0["error"]?["code"]?.integer }
    #expect(codes == [-32601, -32600, nil])
  }

  @Test func `one point is answered with one object`() throws {
    let document = JSONDocument()
    let line = call("assign", #"{"id":"a","x":106.0005,"y":26.0005}"#)
    let result = try document.parse(try answer(line) ?? "")["result"]
    #expect(result?["id"]?.string == "a")
    #expect(result?["status"]?.string == "inside")
    #expect(result?["grid"]?.string == "V1")
    #expect(result?["village"]?.string == "V")
    #expect(result?["plan"]?.string?.count == 64)
    #expect(result?["candidates"] == nil)
  }

  @Test func `points are answered in order, also those that are off the Earth`() throws {
    let document = JSONDocument()
    let line = call(
      "assign",
      #"{"points":[{"lon":106.001,"lat":26.0005},{"x":26,"y":106},{"x":106.0025,"y":26.001}]}"#)
    let list = try document.parse(try answer(line) ?? "")["result"]?["assignments"]
    let found = list?.elements.map { [$0["status"]?.string, $0["grid"]?.string] } ?? []
    #expect(found == [["boundary", "V1"], ["invalid", nil], ["gap", nil]])
    let candidates = list?.elements.first { _ in true }?["candidates"]
    #expect(candidates?.elements.map { $0["grid"]?.string } == ["V1", "V2"])
  }

  @Test func `the system of the positions must be stated once`() throws {
    let line = call("assign", #"{"x":106,"y":26}"#)
    #expect(try fault(line, by: service()) == ["2", "crs"])
    #expect(try fault(line, by: service(crs: .cgcs2000)) == ["none"])
    let stated = call("assign", #"{"x":106,"y":26,"crs":"wgs84"}"#)
    #expect(try fault(stated, by: service()) == ["none"])
    let shifted = call("assign", #"{"x":106,"y":26,"crs":"gcj02"}"#)
    #expect(try fault(shifted, by: service()) == ["none"])
    let refused = call("assign", #"{"x":106,"y":26,"crs":"EPSG:4214"}"#)
    #expect(try fault(refused, by: service(crs: .wgs84)) == ["2", "crs"])
  }

  @Test(arguments: [
    (#"{"x":106}"#, "y"), (#"{"y":26}"#, "x"), (#"{"x":"106","y":26}"#, "x"),
    (#"{"points":{}}"#, "points"), (#"{"points":[1]}"#, "points[0]"),
    (#"{"points":[{"x":1,"y":2},{"x":1,"y":null}]}"#, "points[1].y"),
    (#"{"points":[{"x":1,"y":1e999}]}"#, "points[0].y"),
    (#"{"x":1,"y":2,"nearest":-1}"#, "nearest"), (#"{"x":1,"y":2,"crs":4326}"#, "crs"),
    (#"{"points":[{"lon":1,"lat":[]}]}"#, "points[0].lat"),
  ])
  func `a wrong parameter is named by its path`(params: String, path: String) throws {
    #expect(try fault(call("assign", params), by: service(crs: .wgs84)) == ["-32602", path])
  }

  @Test func `parameters may come by position`() throws {
    let line = call("assign", #"[[{"x":106.0025,"y":26.001}],"wgs84",60]"#)
    let document = JSONDocument()
    let first = try document.parse(answer(line, by: try service()) ?? "")["result"]?["assignments"]?
      .elements.first { _ in true }
    #expect(first?["status"]?.string == "nearest")
    #expect(first?["distance_m"]?.number.map { $0 > 49 && $0 < 51 } == true)
  }

  @Test func `a unit is told with what is around it`() throws {
    let document = JSONDocument()
    let line = call("unit", #"{"code":"V1","geometry":true}"#)
    let unit = try document.parse(try answer(line) ?? "")["result"]
    #expect(unit?["level"]?.string == "grid")
    #expect(unit?["parent"]?.string == "V")
    #expect(unit?["neighbours"]?.elements.map(\.string) == ["V2"])
    #expect(unit?["ancestors"]?.elements.map { $0["code"]?.string } == ["V"])
    #expect(unit?["geometry"]?["type"]?.string == "Polygon")
  }

  @Test func `a unit that the plan does not have is an error of its own`() throws {
    #expect(try fault(call("unit", #"{"code":"X"}"#), by: service()) == ["1", "code"])
    #expect(try fault(call("unit", "{}"), by: service()) == ["-32602", "code"])
  }

  @Test func `a check is the same each time it is asked for`() throws {
    let service = try service()
    let line = call("check", "{}")
    let first = answer(line, by: service)
    #expect(first?.contains(#""verdict":"defective""#) == true)
    #expect(answer(line, by: service) == first)
  }

  @Test func `a plan that cannot be opened anew leaves the old one in service`() throws {
    let service = try service(crs: .wgs84)
    let before = answer(call("plan", "{}"), by: service)
    #expect(try fault(call("reload", "{}"), by: service) == ["3"])
    #expect(answer(call("plan", "{}"), by: service) == before)
  }

  @Test func `a plan opened anew answers from then on`() throws {
    let other = try [UnitSketch(.grid, "N", fieldBox(0, 0, 3, 2))].plan()
    let service = try service(crs: .wgs84) { () throws(RPCService.PlanOpeningFailure) in
      guard let served = try? ServedPlan(other) else {
        throw RPCService.PlanOpeningFailure(Notice(message: "", remedy: ""))
      }
      return ServedPlans(served)
    }
    #expect(try fault(call("reload", "{}"), by: service) == ["none"])
    let line = call("assign", #"{"x":106.0005,"y":26.0005}"#)
    #expect(answer(line, by: service)?.contains(#""grid":"N""#) == true)
  }

  @Test func `a line that is too long is refused without an id`() throws {
    let long = String(repeating: " ", count: 1 << 20) + "{}"
    let refusal = answer(long, by: try service())
    #expect(refusal?.contains("-32600") == true && refusal?.hasSuffix(#""id":null}"#) == true)
  }
}
