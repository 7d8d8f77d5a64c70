internal import CoordinateSystems
internal import Geometry
internal import GridPartition
internal import JSONText
internal import Wording

/// The method `assign`: which grid each position belongs to.
struct AssignMethod {
  private let served: ServedPlan
  private let defaultCRS: CoordinateReferenceSystem?
  private let phrases: RPCPhrases

  init(_ served: ServedPlan, _ defaultCRS: CoordinateReferenceSystem?, _ phrases: RPCPhrases) {
    self.served = served
    self.defaultCRS = defaultCRS
    self.phrases = phrases
  }

  private struct Point {
    let id: JSONValue?
    let position: Position
  }

  func run(_ params: Parameters, _ json: inout JSONWriter) throws(RPCError) {
    try checkSystem(params)
    let nearest = try params.metres("nearest", in: 0...Assigner.farthestNearest)
    guard let list = params["points"] else {
      let point = try point(at: "") { params[$0] }
      write([point], nearest, &json)
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
    write(points, nearest, &json)
    json.endArray()
    json.endObject()
  }

  /// The positions are in a system that was stated and is taken.
  private func checkSystem(_ params: Parameters) throws(RPCError) {
    guard let name = try params.string("crs") else {
      guard defaultCRS != nil else { throw phrases.missingCRS }
      return
    }
    do throws(CoordinateReferenceSystem.Refusal) {
      _ = try CoordinateReferenceSystem(named: name)
    } catch {
      let notice = error.notice(in: phrases.language)
      throw RPCError(.badCRS, notice.message, path: "crs", remedy: notice.remedy)
    }
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

  private func write(_ points: [Point], _ nearest: Double?, _ json: inout JSONWriter) {
    let lattice = served.assigner.lattice
    let places = points.map { lattice.geographicPoint(of: $0.position) }
    let answers = served.assigner.assign(places.compactMap { $0 }, nearest: nearest)
    var next = 0
    for (point, place) in zip(points, places) {
      guard place != nil else {
        write(point, .invalid, &json)
        continue
      }
      write(point, answers[next], &json)
      next += 1
    }
  }

  private func write(_ point: Point, _ answer: Assignment, _ json: inout JSONWriter) {
    let directory = served.assigner.directory
    let entry = directory.place(of: answer).map { directory.entries[$0] }
    json.beginObject()
    json.key("id")
    if let id = point.id { json.value(id) } else { json.null() }
    json.member("status", answer.status.rawValue)
    json.member("grid", optional: answer.grid.map(directory.code(of:)))
    json.member("village", optional: directory.text(entry?.village))
    if let station = directory.text(entry?.station) { json.member("station", station) }
    if let town = directory.text(entry?.town) { json.member("town", town) }
    if let distance = answer.distance { json.member("distance_m", distance) }
    if !answer.candidates.isEmpty {
      json.key("candidates")
      json.array { json in
        for candidate in answer.candidates {
          json.object { $0.member("grid", directory.code(of: candidate)) }
        }
      }
    }
    if answer.status == .invalid {
      let why = Phrase.offTheEarth(x: point.position.x, y: point.position.y)
      json.member("error", why(phrases.language))
    }
    json.member("plan", served.digest)
    json.endObject()
  }
}
