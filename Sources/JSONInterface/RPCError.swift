/// An error answer of the JSON interface.
struct RPCError: Error {
  /// The codes of JSON-RPC 2.0 and our own. The numbers are a promise.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    case unknownUnit = 1
    case badCRS = 2
    case planNotUsable = 3
  }

  let code: Code
  let message: String
  /// Where in the request, such as `points[3].x`.
  var path: String?
  var remedy: String?

  init(_ code: Code, _ message: String, path: String? = nil, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.remedy = remedy
  }
}
