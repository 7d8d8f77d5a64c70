internal import CoordinateSystems
internal import Geometry
internal import GridPartition
internal import JSONText
internal import Wording

/// The method `assign`: which grid each position belongs to.
struct AssignMethod {
  let served: ServedPlan
  let encoding: AssignmentEncoding
  let placers: RequestPlacers
  let phrases: RPCPhrases

  private struct Point {
    let id: JSONValue?
    let position: Position
    let accuracy: Double?
  }

  func run(_ params: Parameters, _ json: inout JSONWriter) throws(RPCError) {
    let (placer, system) = try placers.placer(named: try params.string("crs"))
    let nearest = try params.metres("nearest", in: 0...Assigner.farthestNearest)
    guard let list = params["points"] else {
      let point = try point(at: "") { params[$0] }
      write([point], placer, nearest, &json)
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
        try point(at: "points[\(index)].") { name in
          element[name].flatMap { $0.isNull ? nil : $0 }
        })
    }
    json.beginObject()
    json.key("assignments")
    json.beginArray()
    write(points, placer, nearest, &json)
    json.endArray()
    if let warning = warning(on: points.map(\.position), in: system) {
      json.key("warnings")
      json.array { $0.value(warning) }
    }
    json.endObject()
  }

  /// What is wrong with the system of a request's positions, if anything seems to be.
  private func warning(on positions: [Position], in system: PositionSystem) -> String? {
    PositionGate(served.assigner, stated: system).finding(on: positions)?
      .sentence(in: phrases.language)
  }

  private func point(
    at path: String, _ field: (String) -> JSONValue?
  ) throws(RPCError) -> Point {
    let x = try ordinate(["x", "lon"], at: path, field)
    let y = try ordinate(["y", "lat"], at: path, field)
    let accuracy = field("accuracy")
    if let accuracy, !(0...Assigner.coarsestAccuracy).contains(accuracy.number ?? -1) {
      throw phrases.wrongType(
        path + "accuracy", zh: "0 到 100000 之间的米数",
        en: "a number of metres from 0 to 100000")
    }
    return Point(
      id: field("id"), position: Position(x: x, y: y), accuracy: accuracy?.number)
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
  ) {
    let places = points.map { placer.point(of: $0.position) }
    let answers = served.assigner.assign(places.compactMap { $0 }, nearest: nearest)
    var next = 0
    var object: [UInt8] = []
    for (point, place) in zip(points, places) {
      object.removeAll(keepingCapacity: true)
      let id = point.id?.rawText ?? []
      if let place {
        let weighed = point.accuracy.map { served.assigner.weigh(around: place, accuracy: $0) }
        encoding.append(id.span, answers[next], weighed, to: &object)
        next += 1
      } else {
        encoding.append(id.span, .invalid, at: point.position, to: &object)
      }
      json.raw(object.span)
    }
  }
}
