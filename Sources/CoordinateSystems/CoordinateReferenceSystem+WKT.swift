internal import CPROJ

extension CoordinateReferenceSystem {
  /// The definition as WKT in the dialect of GDAL, which GeoPackages hold; empty when PROJ has none.
  ///
  /// Standard: OGC 01-009 (WKT 1).
  public var wellKnownText: String {
    let context = PROJContext()
    guard let object = try? PROJObject(definition, in: context) else { return "" }
    return object.wkt(PJ_WKT1_GDAL) ?? object.wkt(PJ_WKT2_2019) ?? ""
  }
}
