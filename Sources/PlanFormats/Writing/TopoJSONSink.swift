internal import Geometry
internal import GridPartition
internal import JSONText

/// Writes a TopoJSON: each level an object, each piece of boundary one arc for all units beside it,
/// of any level.
///
/// Positions are not quantised, so they are exactly those of the plan.
///
/// Standard: The TopoJSON Format Specification 1.0.
struct TopoJSONSink: UnitSink {
  private let plan: Plan
  private let layers: [OutputLayer]
  private let network: ArcNetwork
  private var output: TextOutput
  /// The geometries of each layer.
  private var geometries: [[UInt8]]

  init(_ plan: Plan, _ layers: [OutputLayer], to path: String) throws(PlanWritingError) {
    self.plan = plan
    self.layers = layers
    output = try TextOutput(path: path)
    network = ArcNetwork(areas: plan.units.map(\.polygons), of: plan.store)
    geometries = layers.map { _ in [] }
  }

  mutating func write(_ unit: OutputUnit) throws(PlanWritingError) {
    var json = JSONWriter()
    json.object { json in
      writeArcs(of: unit.index, to: &json)
      json.key("properties")
      json.object { $0.writeMembers(unit.values, of: layers[unit.layer].columns) }
    }
    if !geometries[unit.layer].isEmpty { geometries[unit.layer] += Array(",\n".utf8) }
    geometries[unit.layer] += json.bytes
  }

  mutating func finish() throws(PlanWritingError) {
    var head = JSONWriter()
    head.beginObject()
    head.member("type", "Topology")
    head.writeSystem(plan.crs)
    head.key("objects")
    output.bytes += head.bytes
    output.bytes.append(UInt8(ascii: "{"))
    for (index, layer) in layers.enumerated() {
      if index > 0 { output.bytes.append(UInt8(ascii: ",")) }
      output.bytes.append(UInt8(ascii: "\n"))
      output.bytes.append(jsonString: layer.name)
      output.bytes += Array(":{\"type\":\"GeometryCollection\",\"geometries\":[\n".utf8)
      output.bytes += geometries[index]
      geometries[index] = []
      output.bytes += Array("\n]}".utf8)
      try output.flush(ifMoreThan: 1 << 20)
    }
    output.bytes += Array("\n},\"arcs\":[".utf8)
    for arc in 0..<network.arcCount {
      output.bytes += Array(arc == 0 ? "\n".utf8 : ",\n".utf8)
      var json = JSONWriter()
      json.array { json in
        for point in network.points[network.positions(ofArc: arc)] {
          json.write(point, plan.lattice)
        }
      }
      output.bytes += json.bytes
      try output.flush(ifMoreThan: 1 << 20)
    }
    output.bytes += Array("\n]}\n".utf8)
    try output.commit()
  }

  private func writeArcs(of unit: Int, to json: inout JSONWriter) {
    let polygons = network.polygons(ofArea: unit)
    guard !polygons.isEmpty else {
      json.key("type")
      return json.null()
    }
    json.member("type", polygons.count == 1 ? "Polygon" : "MultiPolygon")
    json.key("arcs")
    if polygons.count == 1 {
      write(network.rings(ofPolygon: polygons.lowerBound), to: &json)
    } else {
      json.array { json in
        for polygon in polygons { write(network.rings(ofPolygon: polygon), to: &json) }
      }
    }
  }

  private func write(_ rings: Range<Int>, to json: inout JSONWriter) {
    json.array { json in
      for ring in rings {
        json.array { json in
          for use in network.arcs(ofRing: ring) { json.value(use.isReversed ? ~use.arc : use.arc) }
        }
      }
    }
  }
}
