public import CoordinateSystems

extension GeoPackageSystem {
  /// The entry of a coordinate reference system: under its code, or under a number that GeoPackage
  /// leaves to users.
  public init(_ system: CoordinateReferenceSystem) {
    let parts = system.identifier?.split(separator: ":") ?? []
    if parts.count == 2, let code = Int(parts[1]) {
      self.init(
        number: code, name: system.name, organization: String(parts[0]), code: code,
        definition: system.wellKnownText)
    } else {
      self.init(
        number: 100_000, name: system.name, organization: "NONE", code: 100_000,
        definition: system.wellKnownText)
    }
  }

  /// The system that an entry means.
  ///
  /// - Throws: `Refusal`, which says why it is not taken.
  public func referenceSystem() throws(CoordinateReferenceSystem.Refusal)
    -> CoordinateReferenceSystem
  {
    guard organization.uppercased() == "EPSG" else {
      return try CoordinateReferenceSystem(definition: definition)
    }
    return try CoordinateReferenceSystem(named: "EPSG:\(code)")
  }
}
