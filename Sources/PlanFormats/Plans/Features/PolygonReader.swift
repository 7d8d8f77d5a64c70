internal import GridPartition
internal import JSONText

/// What is wrong with a geometry, and where in it.
struct PolygonProblem: Error {
  let kind: FeatureProblem.Kind
  /// Such as `.coordinates[0][3]`.
  let path: String
}

/// Reads the polygons of a GeoJSON geometry.
enum PolygonReader {
  /// The geometry types of RFC 7946.
  static let types: Set<String> = [
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
  ]

  /// Reads the polygons of a Polygon, a MultiPolygon, or a collection of these; none for `null`.
  ///
  /// Rings may be closed or not; ordinates past the second are left out.
  ///
  /// - Parameters:
  ///   - geometry: The geometry.
  ///   - polygons: Receives them behind the ones that are there.
  /// - Throws: ``PolygonProblem`` for the first thing that is wrong.
  static func read(
    _ geometry: JSONValue?, into polygons: inout WrittenPolygons
  ) throws(PolygonProblem) {
    guard let geometry, !geometry.isNull else { return }
    let type = geometry["type"]?.string ?? ""
    switch type {
    case "Polygon":
      try readRings(geometry["coordinates"], ".coordinates", into: &polygons)
    case "MultiPolygon":
      for (index, part) in try array(geometry["coordinates"], ".coordinates").enumerated() {
        try readRings(part, ".coordinates[\(index)]", into: &polygons)
      }
    case "GeometryCollection":
      for (index, member) in try array(geometry["geometries"], ".geometries").enumerated() {
        do throws(PolygonProblem) {
          try read(member, into: &polygons)
        } catch {
          throw PolygonProblem(kind: error.kind, path: ".geometries[\(index)]" + error.path)
        }
      }
    default:
      throw PolygonProblem(kind: .wrongGeometry(type: type), path: "")
    }
  }

  private static func readRings(
    _ value: JSONValue?, _ path: String, into polygons: inout WrittenPolygons
  ) throws(PolygonProblem) {
    for (index, ring) in try array(value, path).enumerated() {
      guard ring.kind == .array else {
        throw PolygonProblem(kind: .notRings, path: "\(path)[\(index)]")
      }
      if let bad = ring.appendPairs(to: &polygons.ordinates) {
        throw PolygonProblem(kind: .notAPosition, path: "\(path)[\(index)][\(bad)]")
      }
      polygons.endRing()
    }
    polygons.endPolygon()
  }

  private static func array(
    _ value: JSONValue?, _ path: String
  ) throws(PolygonProblem) -> JSONValue.Elements {
    guard let value, value.kind == .array else { throw PolygonProblem(kind: .notRings, path: path) }
    return value.elements
  }
}
