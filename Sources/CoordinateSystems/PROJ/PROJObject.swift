internal import CPROJ

/// An object of PROJ, a system or an operation, with exactly one owner.
@safe
struct PROJObject: ~Copyable {
  let context: PROJContext
  let raw: OpaquePointer

  init(
    adopting raw: OpaquePointer?, from function: String, in context: PROJContext
  ) throws(PROJError) {
    guard let raw = unsafe raw else { throw context.failure(of: function) }
    self.context = context
    unsafe self.raw = unsafe raw
  }

  /// Makes the object that a text defines: `EPSG:n`, WKT of any kind, or a pipeline.
  init(_ definition: String, in context: PROJContext) throws(PROJError) {
    try unsafe self.init(
      adopting: proj_create(context.raw, definition), from: "proj_create", in: context)
  }

  deinit { unsafe proj_destroy(raw) }
}

extension PROJObject {
  var name: String { unsafe proj_get_name(raw).map { unsafe String(cString: $0) } ?? "" }

  var type: PJ_TYPE { unsafe proj_get_type(raw) }

  /// The definition as WKT of some dialect; `nil` when it cannot be said in it.
  func wkt(_ dialect: PJ_WKT_TYPE) -> String? {
    let options: [UnsafePointer<CChar>?] = unsafe [nil]
    return unsafe proj_as_wkt(context.raw, raw, dialect, options)
      .map { unsafe String(cString: $0) }
  }

  /// Of a system: the geographic one that it rests on, itself when it is one.
  func geodeticSystem() throws(PROJError) -> PROJObject {
    try unsafe PROJObject(
      adopting: proj_crs_get_geodetic_crs(context.raw, raw), from: "proj_crs_get_geodetic_crs",
      in: context)
  }

  /// The name of a system's datum, or of its ensemble; empty when it has none.
  var datumName: String {
    let datum = unsafe proj_crs_get_datum_forced(context.raw, raw)
    guard let datum = unsafe datum else { return "" }
    defer { unsafe proj_destroy(datum) }
    return unsafe proj_get_name(datum).map { unsafe String(cString: $0) } ?? ""
  }

  /// The factor that leads from the unit of a system's first axis to radians or metres.
  var unitFactor: Double? {
    guard let system = unsafe proj_crs_get_coordinate_system(context.raw, raw) else { return nil }
    defer { unsafe proj_destroy(system) }
    var factor = 0.0
    let isKnown = unsafe proj_cs_get_axis_info(
      context.raw, system, 0, nil, nil, nil, &factor, nil, nil, nil)
    let count = unsafe proj_cs_get_axis_count(context.raw, system)
    return isKnown == 1 && count == 2 ? factor : nil
  }

  /// The ellipsoid that a system rests on.
  var ellipsoid: Ellipsoid? {
    guard let ellipsoid = unsafe proj_get_ellipsoid(context.raw, raw) else { return nil }
    defer { unsafe proj_destroy(ellipsoid) }
    var (semiMajorAxis, inverseFlattening) = (0.0, 0.0)
    let isKnown = unsafe proj_ellipsoid_get_parameters(
      context.raw, ellipsoid, &semiMajorAxis, nil, nil, &inverseFlattening)
    guard isKnown == 1 else { return nil }
    return Ellipsoid(semiMajorAxis: semiMajorAxis, inverseFlattening: inverseFlattening)
  }

  /// Where a system is meant to be used, in degrees.
  var areaOfUse: CoordinateBox? {
    var box = CoordinateBox(west: 0, south: 0, east: 0, north: 0)
    let isKnown = unsafe proj_get_area_of_use(
      context.raw, raw, &box.west, &box.south, &box.east, &box.north, nil)
    return isKnown == 1 && box.west > -200 ? box : nil
  }

  /// The code of EPSG's that PROJ is sure is meant.
  func identify() -> String? {
    var confidences: UnsafeMutablePointer<Int32>?
    let list = unsafe proj_identify(context.raw, raw, "EPSG", nil, &confidences)
    defer {
      unsafe proj_list_destroy(list)
      unsafe proj_int_list_destroy(confidences)
    }
    // From 70 per cent on all but the name is the same; the likeliest comes first.
    guard let list = unsafe list, let confidences = unsafe confidences,
      unsafe proj_list_get_count(list) > 0, unsafe confidences[0] >= 70,
      let found = unsafe proj_list_get(context.raw, list, 0)
    else { return nil }
    defer { unsafe proj_destroy(found) }
    return unsafe proj_get_id_code(found, 0).map { unsafe "EPSG:\(String(cString: $0))" }
  }
}
