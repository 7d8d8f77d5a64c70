extension CoordinateReferenceSystem {
  /// Why a system is not taken.
  public enum Refusal: Error, Hashable, Sendable {
    /// A system that is known but is neither longitude and latitude in degrees nor a plane in metres,
    /// feet or the like.
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
  /// - Complexity: All but the two that have names of their own are looked up in PROJ's database,
  ///   which takes milliseconds.
  public init(named name: String) throws(Refusal) {
    let plain = name.uppercased().filter { $0 != "-" && $0 != " " && $0 != "_" }
    switch plain {
    case "WGS84", "CRS84", "OGC:CRS84": self = .wgs84
    case "CGCS2000": self = .cgcs2000
    case "EPSG:4326" where !name.contains("-"): self = .wgs84
    case "EPSG:4490" where !name.contains("-"): self = .cgcs2000
    case "GCJ02", "BD09": throw .shifted(name: name)
    default:
      let digits = plain.dropFirst(5)
      guard !name.contains("-"), plain.hasPrefix("EPSG:"), digits.allSatisfy(\.isASCIIDigit),
        let code = Int32(digits)
      else { throw .unknown(name: name) }
      guard !Self.isOnOldDatum(code) else { throw .oldDatum(name: name) }
      try self.init(definition: "EPSG:\(code)", identifier: "EPSG:\(code)", name: name)
    }
  }

  /// Makes a system of a definition that a file holds, and finds the code of EPSG's that is meant.
  ///
  /// - Parameter definition: WKT of any kind, as GeoPackage and `.prj` files have it.
  /// - Throws: ``Refusal``, which says why; its name is that of the system.
  /// - Complexity: Some ten milliseconds.
  public init(definition: String) throws(Refusal) {
    let context = PROJContext()
    guard let object = try? PROJObject(definition, in: context) else {
      throw .unknown(name: Self.shortened(definition))
    }
    if let identifier = object.identify() {
      do throws(Refusal) { try self.init(named: identifier) } catch {
        throw error.renamed(object.name)
      }
    } else {
      try self.init(definition: definition, identifier: nil, name: object.name)
      // With the axes in another order, EPSG has no code for these two.
      if isGeographic, datum == .wgs84 { self = .wgs84 }
      if isGeographic, datum == .cgcs2000 { self = .cgcs2000 }
    }
  }

  private static func shortened(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }

  /// Beijing 1954 and Xi'an 1980: the geographic systems and their Gauss-Krüger zones.
  private static func isOnOldDatum(_ code: Int32) -> Bool {
    code == 4214 || code == 4610 || (2327...2442).contains(code) || (21413...21463).contains(code)
      || (21473...21483).contains(code)
  }
}

extension CoordinateReferenceSystem.Refusal {
  /// The same refusal of a system of another name.
  fileprivate func renamed(_ name: String) -> Self {
    switch self {
    case .unsupported: .unsupported(name: name)
    case .shifted: .shifted(name: name)
    case .oldDatum: .oldDatum(name: name)
    case .unknown: .unknown(name: name)
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
