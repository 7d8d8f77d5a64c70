internal import Geometry
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

  /// The polygons of a Polygon, a MultiPolygon, or a collection of these; none for `null`.
  ///
  /// Rings may be closed or not; ordinates past the second are left out.
  static func polygons(of geometry: JSONValue?) throws(PolygonProblem) -> [[[Position]]] {
    guard let geometry, !geometry.isNull else { return [] }
    let type = geometry["type"]?.string ?? ""
    switch type {
    case "Polygon":
      let rings = try rings(of: geometry["coordinates"], ".coordinates")
      return rings.isEmpty ? [] : [rings]
    case "MultiPolygon":
      var polygons: [[[Position]]] = []
      for (index, part) in try array(geometry["coordinates"], ".coordinates").enumerated() {
        polygons.append(try rings(of: part, ".coordinates[\(index)]"))
      }
      return polygons.filter { !$0.isEmpty }
    case "GeometryCollection":
      var polygons: [[[Position]]] = []
      for (index, member) in try array(geometry["geometries"], ".geometries").enumerated() {
        do throws(PolygonProblem) {
          polygons += try self.polygons(of: member)
        } catch {
          throw PolygonProblem(kind: error.kind, path: ".geometries[\(index)]" + error.path)
        }
      }
      return polygons
    default:
      throw PolygonProblem(kind: .wrongGeometry(type: type), path: "")
    }
  }

  private static func rings(
    of value: JSONValue?, _ path: String
  ) throws(PolygonProblem) -> [[Position]] {
    var rings: [[Position]] = []
    var pairs: [Double] = []
    for (index, ring) in try array(value, path).enumerated() {
      pairs.removeAll(keepingCapacity: true)
      guard ring.kind == .array else {
        throw PolygonProblem(kind: .notRings, path: "\(path)[\(index)]")
      }
      if let bad = ring.appendPairs(to: &pairs) {
        throw PolygonProblem(kind: .notAPosition, path: "\(path)[\(index)][\(bad)]")
      }
      rings.append(
        stride(from: 0, to: pairs.count, by: 2).map { Position(x: pairs[$0], y: pairs[$0 + 1]) })
    }
    return rings
  }

  private static func array(
    _ value: JSONValue?, _ path: String
  ) throws(PolygonProblem) -> JSONValue.Elements {
    guard let value, value.kind == .array else { throw PolygonProblem(kind: .notRings, path: path) }
    return value.elements
  }
}
