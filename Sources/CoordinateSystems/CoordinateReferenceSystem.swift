/// A coordinate reference system that positions may be in.
///
/// WGS 84 and CGCS2000 differ by centimetres at most; positions pass between them unchanged, as in
/// PROJ.
public enum CoordinateReferenceSystem: String, Hashable, Sendable {
  /// WGS 84, longitude and latitude in degrees.
  case wgs84 = "EPSG:4326"
  /// The China Geodetic Coordinate System 2000, longitude and latitude in degrees.
  case cgcs2000 = "EPSG:4490"

  /// Why a name is not taken.
  public enum Refusal: Error, Hashable, Sendable {
    /// A system that is known by name but cannot be used here.
    case unsupported(name: String)
    /// A shifted system of map services, which no plan may be in.
    case shifted(name: String)
    /// A system on an old datum that needs a transformation.
    case oldDatum(name: String)
    /// No system has this name.
    case unknown(name: String)
  }

  /// Finds a system by name, in any case: `wgs84`, `cgcs2000`, `gcj02`, `bd09` (also as `GCJ-02`)
  /// or `EPSG:n`.
  ///
  /// - Throws: ``Refusal``, which says why.
  public init(named name: String) throws(Refusal) {
    let plain = name.uppercased().filter { $0 != "-" && $0 != " " && $0 != "_" }
    switch plain {
    case "WGS84", "CRS84", "OGC:CRS84": self = .wgs84
    case "CGCS2000": self = .cgcs2000
    case "EPSG:4326" where !name.contains("-"): self = .wgs84
    case "EPSG:4490" where !name.contains("-"): self = .cgcs2000
    case "GCJ02", "BD09": throw .shifted(name: name)
    default:
      guard !name.contains("-"), plain.hasPrefix("EPSG:"), let code = Int(plain.dropFirst(5)) else {
        throw .unknown(name: name)
      }
      throw Self.isOnOldDatum(code) ? .oldDatum(name: name) : .unsupported(name: name)
    }
  }

  /// Beijing 1954 and Xi'an 1980: the geographic systems and their Gauss-Krüger zones.
  private static func isOnOldDatum(_ code: Int) -> Bool {
    code == 4214 || code == 4610 || (2327...2442).contains(code) || (21413...21463).contains(code)
      || (21473...21483).contains(code)
  }
}
