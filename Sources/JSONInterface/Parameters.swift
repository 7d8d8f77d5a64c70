internal import GridPartition
internal import JSONText
internal import Wording

/// The parameters of a request, by name or by position.
struct Parameters {
  private let value: JSONValue?
  private let phrases: RPCPhrases
  private var order: [String] = []

  init(_ value: JSONValue?, _ phrases: RPCPhrases) {
    self.value = value
    self.phrases = phrases
  }

  /// The parameters, with the names that positions stand for.
  func named(_ names: String...) -> Parameters {
    var parameters = self
    parameters.order = names
    return parameters
  }

  /// A parameter; `nil` when it is absent or null.
  subscript(name: String) -> JSONValue? {
    guard let value else { return nil }
    var found = value[name]
    if value.kind == .array, let place = order.firstIndex(of: name) {
      found = value.elements.dropFirst(place).first { _ in true }
    }
    return found.flatMap { $0.isNull ? nil : $0 }
  }

  /// A text parameter; `nil` when it is absent.
  func string(_ name: String) throws(RPCError) -> String? {
    guard let value = self[name] else { return nil }
    guard let string = value.string else {
      throw phrases.wrongType(name, zh: "字符串", en: "a string")
    }
    return string
  }

  /// A parameter that is true or false; false when it is absent.
  func flag(_ name: String) throws(RPCError) -> Bool {
    guard let value = self[name] else { return false }
    guard let flag = value.boolean else {
      throw phrases.wrongType(name, zh: "true 或 false", en: "true or false")
    }
    return flag
  }

  /// A number of metres within a range; `nil` when it is absent.
  func metres(
    _ name: String, in range: ClosedRange<Double>
  ) throws(RPCError) -> Double? {
    guard let value = self[name] else { return nil }
    guard let number = value.number, range.contains(number) else {
      let (low, high) = (Int(range.lowerBound), Int(range.upperBound))
      throw phrases.wrongType(
        name, zh: "\(low) 到 \(high) 之间的数", en: "a number from \(low) to \(high)")
    }
    return number
  }

  /// A time; `nil` when it is absent.
  func moment(_ name: String) throws(RPCError) -> Moment? {
    guard let value = self[name] else { return nil }
    return try phrases.moment(value, at: name)
  }
}

extension RPCPhrases {
  /// The time that a value says.
  func moment(_ value: JSONValue, at path: String) throws(RPCError) -> Moment {
    guard let moment = value.string.flatMap({ Moment($0) }) else {
      throw wrongType(
        path, zh: "时间，例如 \"2026-07-01T08:00:00+08:00\"",
        en: "a time such as \"2026-07-01T08:00:00+08:00\"")
    }
    return moment
  }
}

extension ServedPlans {
  /// The plan in force at a moment, for a request.
  func plan(at moment: Moment, _ phrases: RPCPhrases) throws(RPCError) -> InForce? {
    do throws(RPCService.PlanOpeningFailure) { return try plan(at: moment) } catch {
      throw RPCError(.planNotUsable, error.notice.message, remedy: error.notice.remedy)
    }
  }
}
