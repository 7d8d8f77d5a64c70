internal import ArgumentParser
internal import Geometry
internal import GridPartition
internal import PlanFormats

/// `measure polygons`: writes the grids as WKB, so that every peer loads the same polygons fast.
///
/// For each grid in the order of its file a little-endian count of bytes (32 bits) and a
/// MultiPolygon of so many bytes.
struct PolygonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "polygons", abstract: "Write the grids of a plan as WKB.")

  @Argument(help: "The plan.")
  var plan: String

  @Argument(help: "The file to write.")
  var output: String

  func run() throws {
    let plan = try PlanReader.read(plan).plan
    var file = try OutputFile(path: output)
    for unit in plan.units(of: plan.smallestLevel) {
      let shape = wellKnownBinary(of: plan.units[unit].polygons, in: plan)
      var bytes: [UInt8] = []
      bytes.append(little: UInt32(shape.count))
      bytes += shape
      try file.write(bytes.span)
    }
    try file.commit()
  }

  private func wellKnownBinary(of polygons: Range<Int>, in plan: Plan) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendHead(type: 6, count: polygons.count)
    for polygon in polygons {
      let rings = plan.store.rings(ofPolygon: polygon)
      bytes.appendHead(type: 3, count: rings.count)
      for ring in rings {
        let points = Array(plan.store.points[plan.store.positions(ofRing: ring)])
        bytes.append(little: UInt32(points.count + 1))
        for point in points + points.prefix(1) {
          bytes.append(little: plan.lattice.ordinate(of: point.x).bitPattern)
          bytes.append(little: plan.lattice.ordinate(of: point.y).bitPattern)
        }
      }
    }
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func append(little number: some FixedWidthInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// Little-endian, a type of geometry, and how many parts follow.
  fileprivate mutating func appendHead(type: UInt32, count: Int) {
    append(1)
    append(little: type)
    append(little: UInt32(count))
  }
}
