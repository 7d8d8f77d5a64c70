internal import GridPartition
internal import Wording

/// The sentences of the JSON interface.
struct RPCPhrases {
  let language: Language

  func notJSON(_ reason: String) -> RPCError {
    RPCError(
      .parseError, say("请求不是有效的 JSON：\(reason)", "The line is not valid JSON: \(reason)"),
      remedy: say("每行一个 JSON 值，UTF-8 编码。", "Send one JSON value a line, in UTF-8."))
  }

  func lineTooLong(_ limit: Int) -> RPCError {
    RPCError(
      .invalidRequest, say("一行超过 \(limit) 字节。", "The line is longer than \(limit) bytes."),
      remedy: say("拆成几个请求，或调大 --max-line。", "Split the request, or raise --max-line."))
  }

  func batchTooLarge(_ limit: Int) -> RPCError {
    RPCError(
      .invalidRequest,
      say("批量请求的答复超过 \(limit) 字节。", "The answer to the batch is longer than \(limit) bytes."),
      remedy: say("拆成几个批次。", "Send the requests in several batches."))
  }

  var notARequest: RPCError {
    RPCError(
      .invalidRequest, say("不是 JSON-RPC 2.0 请求。", "This is not a JSON-RPC 2.0 request."),
      remedy: say(
        "请求应为含 jsonrpc = \"2.0\"、method、id 的对象。",
        "A request is an object with \"jsonrpc\": \"2.0\", \"method\" and \"id\"."))
  }

  func unknownMethod(_ name: String) -> RPCError {
    RPCError(
      .methodNotFound, say("没有 \(name) 方法。", "There is no method \(name)."),
      remedy: say(
        "可用的方法：assign、check、unit、plan、reload。", "Methods are: assign, check, unit, plan, reload."))
  }

  func missing(_ path: String) -> RPCError {
    RPCError(
      .invalidParams, say("缺少 \(path)。", "\(path) is missing."), path: path,
      remedy: say("补上 \(path)。", "Add \(path)."))
  }

  func wrongType(_ path: String, zh: String, en: String) -> RPCError {
    RPCError(
      .invalidParams, say("\(path) 应为\(zh)。", "\(path) must be \(en)."), path: path,
      remedy: say("改为\(zh)。", "Send \(en)."))
  }

  var missingCRS: RPCError {
    RPCError(
      .badCRS, say("没有说明坐标系。", "The coordinate reference system is not stated."), path: "crs",
      remedy: say(
        "在请求中写 \"crs\": \"wgs84\"，或启动时加 --crs wgs84。",
        "Send \"crs\": \"wgs84\" with the request, or start with --crs wgs84."))
  }

  func noWay(from source: String, to target: String) -> RPCError {
    RPCError(
      .badCRS,
      say(
        "没有从 \(source) 到 \(target) 的转换。", "There is no way from \(source) to \(target)."),
      path: "crs", remedy: say("先转换到 CGCS2000。", "Transform the positions to CGCS2000 first."))
  }

  func noPlan(at moment: Moment) -> RPCError {
    RPCError(
      .planNotUsable, say("\(moment) 没有生效的规划。", "No plan is in force at \(moment)."),
      path: "as_of", remedy: say("换一个时间。", "State another time."))
  }

  func unknownUnit(_ code: String) -> RPCError {
    RPCError(
      .unknownUnit, say("规划中没有编码为 \(code) 的单元。", "The plan has no unit with the code \(code)."),
      path: "code", remedy: say("检查编码。", "Check the code."))
  }

  private func say(_ zh: String, _ en: String) -> String { Phrase(zh: zh, en: en)(language) }
}
