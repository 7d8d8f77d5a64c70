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
  }

  func run(_ params: Parameters, _ json: inout JSONWriter) throws(RPCError) {
    let (placer, _) = try placers.placer(named: try params.string("crs"))
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
    json.endObject()
  }

  private func point(
    at path: String, _ field: (String) -> JSONValue?
  ) throws(RPCError) -> Point {
    let x = try ordinate(["x", "lon"], at: path, field)
    let y = try ordinate(["y", "lat"], at: path, field)
    if let accuracy = field("accuracy"), (accuracy.number ?? -1) < 0 {
      throw phrases.wrongType(
        path + "accuracy", zh: "不小于 0 的数", en: "a number of metres, 0 or more")
    }
    return Point(id: field("id"), position: Position(x: x, y: y))
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
      if place == nil {
        encoding.append(id.span, .invalid, at: point.position, to: &object)
      } else {
        encoding.append(id.span, answers[next], to: &object)
        next += 1
      }
      json.raw(object.span)
    }
  }
}
