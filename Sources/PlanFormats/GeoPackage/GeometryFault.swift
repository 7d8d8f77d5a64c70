/// Why the polygons of a binary geometry cannot be read.
public struct GeometryFault: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The bytes do not begin as a geometry of a GeoPackage does.
    case noHeader
    /// It ends before all that it announces has come, or announces what cannot be.
    case broken
    /// A type that bounds no area, such as `LineString`.
    case notAnArea(type: String)
    /// Arcs of a circle, which a plan does not have.
    case curved(type: String)
    /// A type that the standard does not have.
    case unknownType(UInt32)
  }

  public let kind: Kind
  /// Where in the geometry, in bytes.
  public let offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

/// Ordinates beside x and y that a geometry has; a plan has no use for them.
public struct ExtraOrdinates: OptionSet, Hashable, Sendable {
  public let rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  public static let z = ExtraOrdinates(rawValue: 1)
  public static let m = ExtraOrdinates(rawValue: 2)
}
