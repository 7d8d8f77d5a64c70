internal import CoordinateSystems

extension CoordinateReferenceSystem {
  /// The name that GeoJSON of 2008 has for the system: an OGC URN.
  var uniformResourceName: String {
    let parts = identifier?.split(separator: ":") ?? []
    return parts.count == 2 ? "urn:ogc:def:crs:\(parts[0])::\(parts[1])" : title
  }
}
