public import Geometry

/// What a repair may do by itself.
public struct RepairOptions: Sendable {
  /// How far a vertex may be moved onto another one, in metres.
  public var tolerance = 0.5
  /// The largest gap that is given to a neighbour, in square metres.
  public var maximumGapArea = 1000.0
  /// A gap is given to a neighbour only when it is everywhere narrower than this many metres.
  public var maximumGapWidth = 3.0
  /// Codes of units that neither lose nor gain any place.
  public var locked: Set<String> = []
  /// Codes of units that keep what they share with others, the strongest first.
  public var priority: [String] = []
  /// Polygons that the units of the widest level have to fill; they are not moved.
  public var outline = PolygonStore()

  public init() {}
}
