internal import CoordinateSystems
internal import Geometry
internal import GridPartition
internal import JSONText
internal import Wording

/// The method `assign`: which grid each position belongs to.
struct AssignMethod {
  let plans: ServedPlans
  /// The plan in force now, if there is one.
  let current: ServedPlans.InForce?
  /// Of that plan.
  let encoding: AssignmentEncoding
  let placers: RequestPlacers
  /// How probable a grid must be for an answer to be confident.
  let confidence: Double
  let phrases: RPCPhrases

  private struct Point {
    let id: JSONValue?
    let position: Position
    let accuracy: Double?
    /// When it was; `nil` for now, and for a plan without dates.
    let moment: Moment?
  }

  /// A plan that answers some of the positions.
  private struct Answering {
    let plan: ServedPlans.InForce
    let encoding: AssignmentEncoding
    var points: [Int] = []
  }

  func run(_ params: Parameters, _ json: inout JSONWriter) throws(RPCError) {
    let (placer, system) = try placers.placer(named: try params.string("crs"))
    let nearest = try params.metres("nearest", in: 0...Assigner.farthestNearest)
    let moment = plans.isDated ? try params.moment("as_of") : nil
    guard let list = params["points"] else {
      let point = try point(at: "", moment) { params[$0] }
      try write([point], placer, nearest, &json)
      return
    }
    guard list.kind == .array else {
      throw phrases.wrongType("points", zh: "数组", en: "an array")
    }
    var points: [Point] = []
    for (index, element) in list.elements.enumerated() {
      guard element.kind == .object else {
        throw phrases.wrongType("points[\(index)]", zh: "对象", en: "an object")
      }
      points.append(
        try point(at: "points[\(index)].", moment) { name in
          element[name].flatMap { $0.isNull ? nil : $0 }
        })
    }
    json.beginObject()
    json.key("assignments")
    json.beginArray()
    try write(points, placer, nearest, &json)
    json.endArray()
    if let warning = warning(on: points.map(\.position), in: system) {
      json.key("warnings")
      json.array { $0.value(warning) }
    }
    json.endObject()
  }

  /// What is wrong with the system of a request's positions, if anything seems to be.
  private func warning(on positions: [Position], in system: PositionSystem) -> String? {
    current.flatMap {
      PositionGate($0.plan.assigner, stated: system, placers: placers.placers)
        .finding(on: PositionGate.sample(of: positions.count).map { positions[$0] })?
        .sentence(in: phrases.language)
    }
  }

  private func point(
    at path: String, _ asOf: Moment?, _ field: (String) -> JSONValue?
  ) throws(RPCError) -> Point {
    let x = try ordinate(["x", "lon"], at: path, field)
    let y = try ordinate(["y", "lat"], at: path, field)
    let accuracy = field("accuracy")
    if let accuracy, !(0...Assigner.coarsestAccuracy).contains(accuracy.number ?? -1) {
      throw phrases.wrongType(
        path + "accuracy", zh: "0 到 100000 之间的米数",
        en: "a number of metres from 0 to 100000")
    }
    var moment = asOf
    if plans.isDated, let time = field("time") {
      moment = try phrases.moment(time, at: path + "time")
    }
    return Point(
      id: field("id"), position: Position(x: x, y: y), accuracy: accuracy?.number, moment: moment)
  }

  private func ordinate(
    _ names: [String], at path: String, _ field: (String) -> JSONValue?
  ) throws(RPCError) -> Double {
    for name in names {
      guard let value = field(name) else { continue }
      guard let number = value.number else {
        throw phrases.wrongType(path + name, zh: "有限的数", en: "a finite number")
      }
      return number
    }
    throw phrases.missing(path + (names.first ?? ""))
  }

  private func write(
    _ points: [Point], _ placer: PositionPlacer, _ nearest: Double?, _ json: inout JSONWriter
  ) throws(RPCError) {
    let places = points.map { placer.point(of: $0.position) }
    var objects = [[UInt8]](repeating: [], count: points.count)
    for answering in try answering(points) {
      let placed = answering.points.filter { places[$0] != nil }
      let assigner = answering.plan.plan.assigner
      let assignments = assigner.assign(placed.compactMap { places[$0] }, nearest: nearest)
      for (number, assignment) in zip(placed, assignments) {
        let id = points[number].id?.rawText ?? []
        let weighed = points[number].accuracy.flatMap { accuracy in
          places[number].map { assigner.weigh(around: $0, accuracy: accuracy) }
        }
        answering.encoding.append(id.span, assignment, weighed, to: &objects[number])
      }
      for number in answering.points where places[number] == nil {
        let id = points[number].id?.rawText ?? []
        answering.encoding.append(
          id.span, .invalid, at: points[number].position, to: &objects[number])
      }
    }
    for (point, object) in zip(points, objects) {
      var object = object
      if object.isEmpty {
        let id = point.id?.rawText ?? []
        AssignmentEncoding.appendNoPlan(id.span, to: &object)
      }
      json.raw(object.span)
    }
  }

  /// Who answers which positions; nobody those for which no plan is in force.
  private func answering(_ points: [Point]) throws(RPCError) -> [Answering] {
    var all: [Answering] = []
    var numbers: [Moment?: Int?] = [:]
    for (number, point) in points.enumerated() {
      if let known = numbers[point.moment] {
        if let known { all[known].points.append(number) }
        continue
      }
      var plan = current
      if let moment = point.moment { plan = try plans.plan(at: moment, phrases) }
      numbers[point.moment] = .some(plan == nil ? nil : all.count)
      guard let plan else { continue }
      let encoding =
        point.moment == nil ? encoding : AssignmentEncoding(plan, confidence: confidence, phrases)
      all.append(Answering(plan: plan, encoding: encoding, points: [number]))
    }
    return all
  }
}
