internal import CoordinateSystems
internal import Geometry
internal import GridPartition
internal import JSONText
internal import Wording

/// The method `assign`: which grid each position belongs to.
struct AssignMethod {
  let desk: AssignDesk
  /// Whether positions have times.
  let isDated: Bool
  let phrases: RPCPhrases

  private struct Point {
    let id: JSONValue?
    let position: Position
    let accuracy: Double?
    let instant: Instant
  }

  func run(_ params: Parameters, _ json: inout JSONWriter) throws(RPCError) {
    let (placer, system) = try desk.placers.placer(named: try params.string("crs"))
    let nearest = try params.metres("nearest", in: 0...Assigner.farthestNearest)
    let moment = isDated ? try params.moment("as_of") : nil
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
    let answered = points.filter { $0.instant.version >= 0 }
      .map { SampledPosition($0.position, version: $0.instant.version) }
    if let warning = desk.warning(
      on: PositionGate.sample(of: answered.count).map { answered[$0] }, in: system)
    {
      json.key("warnings")
      json.array { $0.value(warning) }
    }
    json.endObject()
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
    if isDated, let time = field("time") {
      moment = try phrases.moment(time, at: path + "time")
    }
    return Point(
      id: field("id"), position: Position(x: x, y: y), accuracy: accuracy?.number,
      instant: try desk.instant(of: moment))
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
    var fields = [[UInt8]](repeating: [], count: points.count)
    let byVersion = Dictionary(grouping: points.indices) { points[$0].instant.version }
    for (version, own) in byVersion {
      guard version >= 0 else {
        for number in own { AssignmentEncoding.appendFieldsOfNoPlan(to: &fields[number]) }
        continue
      }
      let (encoding, assigner) = (
        desk.encodings[Int(version)], desk.dated.versions[Int(version)].assigner
      )
      let placed = own.compactMap { number in places[number].map { (number: number, place: $0) } }
      let assignments = assigner.assign(placed.map(\.place), nearest: nearest)
      for ((number, place), assignment) in zip(placed, assignments) {
        let point = points[number]
        let weighed = point.accuracy.map { assigner.weigh(around: place, accuracy: $0) }
        encoding.append(
          fieldsOf: assignment, at: point.instant.moment, weighed, to: &fields[number])
      }
      for number in own where places[number] == nil {
        let point = points[number]
        encoding.append(
          fieldsOf: .invalid, at: point.instant.moment, stray: point.position, to: &fields[number])
      }
    }
    for (point, fields) in zip(points, fields) { write(point, fields, &json) }
  }

  private func write(_ point: Point, _ fields: [UInt8], _ json: inout JSONWriter) {
    var object: [UInt8] = []
    object.append(plain: AssignmentEncoding.start)
    object += point.id?.rawText ?? Array("null".utf8)
    object += fields
    object += desk.ends.bytes[desk.ends.range(of: point.instant.version)]
    json.raw(object.span)
  }
}
