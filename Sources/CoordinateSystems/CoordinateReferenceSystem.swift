/// A coordinate reference system that positions may be in: longitude and latitude in degrees, or a
/// plane.
///
/// Ordinates are in the order in which files hold them, longitude or easting first, whatever the
/// system's own order of axes.
///
/// WGS 84 and CGCS2000 differ by centimetres at most; positions pass between them unchanged, as in
/// PROJ.
public struct CoordinateReferenceSystem: Sendable {
  /// What positions of the system are.
  public enum Kind: Hashable, Sendable {
    /// Longitude and latitude in degrees.
    case geographic
    /// Easting and northing in a plane.
    case projected(metresPerUnit: Double)
  }

  /// What the system is tied to the Earth by.
  public enum Datum: Hashable, Sendable {
    case wgs84
    case cgcs2000
    /// Beijing 1954 and Xi'an 1980, from which no one rule leads to the others.
    case oldChinese
    case other

    /// Whether positions pass to WGS 84 and CGCS2000 unchanged.
    var isGlobal: Bool { self == .wgs84 || self == .cgcs2000 }
  }

  /// The code, such as `EPSG:4547`; `nil` for a system that EPSG does not have.
  public let identifier: String?
  /// The name as EPSG or the definition has it.
  public let name: String
  public let kind: Kind
  public let datum: Datum
  /// What PROJ makes the system of: the code, or WKT.
  public let definition: String
  /// What distances and areas are measured on.
  public let ellipsoid: Ellipsoid
  /// Beyond these ordinates there can be no position: ±180 and ±90 degrees, or what lies 1,000 km
  /// from where a plane is meant to be used; `nil` when that is not known.
  public let bounds: CoordinateBox?
  /// Where the system is meant to be used, in degrees; `nil` when that is not known.
  public let areaOfUse: CoordinateBox?

  /// WGS 84, longitude and latitude in degrees.
  public static let wgs84 = CoordinateReferenceSystem(
    global: "EPSG:4326", "WGS 84", .wgs84,
    areaOfUse: CoordinateBox(west: -180, south: -90, east: 180, north: 90))
  /// The China Geodetic Coordinate System 2000, longitude and latitude in degrees.
  public static let cgcs2000 = CoordinateReferenceSystem(
    global: "EPSG:4490", "China Geodetic Coordinate System 2000", .cgcs2000,
    areaOfUse: CoordinateBox(west: 73.62, south: 16.7, east: 134.77, north: 53.56))

  private init(
    global identifier: String, _ name: String, _ datum: Datum, areaOfUse: CoordinateBox
  ) {
    self.identifier = identifier
    self.name = name
    self.datum = datum
    self.areaOfUse = areaOfUse
    kind = .geographic
    definition = identifier
    ellipsoid = .wgs84
    bounds = .earth
  }

  init(
    identifier: String?, name: String, kind: Kind, datum: Datum, definition: String,
    ellipsoid: Ellipsoid, bounds: CoordinateBox?, areaOfUse: CoordinateBox?
  ) {
    self.identifier = identifier
    self.name = name
    self.kind = kind
    self.datum = datum
    self.definition = definition
    self.ellipsoid = ellipsoid
    self.bounds = bounds
    self.areaOfUse = areaOfUse
  }

  /// What the system is called in results: its code, else its name.
  public var title: String { identifier ?? name }

  public var isGeographic: Bool { kind == .geographic }
}

extension CoordinateReferenceSystem: Hashable {
  /// Systems are the same when they have the same definition.
  public static func == (a: CoordinateReferenceSystem, b: CoordinateReferenceSystem) -> Bool {
    a.definition == b.definition
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(definition) }
}

extension CoordinateBox {
  /// All longitudes and latitudes, in degrees.
  static let earth = CoordinateBox(west: -180, south: -90, east: 180, north: 90)
}
