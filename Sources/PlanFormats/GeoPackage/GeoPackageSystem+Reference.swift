internal import CoordinateSystems

extension GeoPackageSystem {
  /// The entry of a coordinate reference system.
  init(_ system: CoordinateReferenceSystem) {
    self.init(number: 4490, name: "CGCS2000", organization: "EPSG", code: 4490, definition: "")
  }
}
