internal import CoordinateSystems
internal import Geometry
internal import GridPartition
internal import JSONText

/// Writes GeoJSON, one feature a line: one file, or a folder with a file for each layer.
///
/// Standard: RFC 7946; in another system than WGS 84, GeoJSON of 2008 with its member `crs`.
struct GeoJSONSink: UnitSink {
  private let plan: Plan
  private let layers: [OutputLayer]
  private var files: [TextOutput] = []
  private var isEmpty: [Bool]

  /// - Parameters:
  ///   - plan: The plan.
  ///   - layers: Its layers, each with its file.
  ///   - paths: The files.
  /// - Throws: ``PlanWritingError`` when one cannot be made.
  init(_ plan: Plan, _ layers: [OutputLayer], to paths: [String]) throws(PlanWritingError) {
    self.plan = plan
    self.layers = layers
    isEmpty = layers.map { _ in true }
    for path in paths {
      var file = try TextOutput(path: path)
      var head = JSONWriter()
      head.beginObject()
      head.member("type", "FeatureCollection")
      head.writeSystem(plan.crs)
      head.key("features")
      file.bytes += head.bytes
      file.bytes += Array("[\n".utf8)
      files.append(file)
    }
  }

  mutating func write(_ unit: OutputUnit) throws(PlanWritingError) {
    var json = JSONWriter()
    json.beginObject()
    json.member("type", "Feature")
    json.key("properties")
    json.object { $0.writeMembers(unit.values, of: layers[unit.layer].columns) }
    json.key("geometry")
    json.writeGeometry(of: unit.index, in: plan)
    json.endObject()
    if !isEmpty[unit.layer] { files[unit.layer].bytes += Array(",\n".utf8) }
    isEmpty[unit.layer] = false
    files[unit.layer].bytes += json.bytes
    try files[unit.layer].flush(ifMoreThan: 1 << 20)
  }

  mutating func finish() throws(PlanWritingError) {
    for index in files.indices {
      files[index].bytes += Array("\n]}\n".utf8)
      try files[index].flush(ifMoreThan: 0)
    }
    for index in files.indices { try files[index].commit() }
  }
}

extension JSONWriter {
  /// Writes the member that says a system other than WGS 84.
  mutating func writeSystem(_ system: CoordinateReferenceSystem) {
    guard system != .wgs84 else { return }
    key("crs")
    object {
      $0.member("type", "name")
      $0.key("properties")
      $0.object { $0.member("name", system.uniformResourceName) }
    }
  }

  /// Writes the values of a feature's columns as members.
  mutating func writeMembers(_ values: [FieldValue?], of columns: [OutputColumn]) {
    for (column, value) in zip(columns, values) {
      guard let value, column.type != .bytes else { continue }
      key(column.name)
      switch value {
      case .null, .bytes: null()
      case .boolean(let value): self.value(value)
      case .integer(let value): self.value(value)
      case .real(let value): self.value(value)
      case .text(let value): self.value(value)
      case .json(let bytes): raw(bytes.span)
      }
    }
  }

  /// Writes the polygons of a unit as a GeoJSON geometry; `null` when it has none.
  fileprivate mutating func writeGeometry(of unit: Int, in plan: Plan) {
    let polygons = plan.units[unit].polygons
    guard !polygons.isEmpty else { return null() }
    object { json in
      json.member("type", polygons.count == 1 ? "Polygon" : "MultiPolygon")
      json.key("coordinates")
      if polygons.count == 1 {
        json.writeRings(ofPolygon: polygons.lowerBound, in: plan)
      } else {
        json.array { json in
          for polygon in polygons { json.writeRings(ofPolygon: polygon, in: plan) }
        }
      }
    }
  }

  private mutating func writeRings(ofPolygon polygon: Int, in plan: Plan) {
    array { json in
      for ring in plan.store.rings(ofPolygon: polygon) {
        let points = plan.store.points[plan.store.positions(ofRing: ring)]
        json.array { json in
          for point in points { json.write(point, plan.lattice) }
          for point in points.prefix(1) { json.write(point, plan.lattice) }
        }
      }
    }
  }

  /// Writes a position in the coordinates of the plan.
  mutating func write(_ point: LatticePoint, _ lattice: Lattice) {
    array { json in
      json.value(lattice.ordinate(of: point.x))
      json.value(lattice.ordinate(of: point.y))
    }
  }
}
