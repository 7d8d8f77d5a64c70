/// What can be measured of a unit.
///
/// A unit without polygon has the outline of its children together; its vertices are the corners of
/// that.
public struct UnitDescription: Sendable {
  /// Square metres on the ellipsoid, between lines that are straight in the plan's system; 0 without
  /// any outline.
  public let area: Double
  /// The length of all rings in metres, holes included.
  public let perimeter: Double
  /// How many positions the rings have.
  public let vertices: Int
  public let parts: Int
  public let holes: Int
  /// How many units of all kinds name this one as their parent.
  public let children: Int
  /// How many units of the plan's smallest level lie below, voids left out.
  public let grids: Int
  /// Units of the same level whose boundary runs along this one's for some length, as indices of
  /// the plan's units, by code.
  public let neighbours: [Int]
  /// `nil` for a unit without usable outline.
  public let shape: ShapeMeasures?

  init(_ outline: UnitOutline, children: Int, grids: Int, neighbours: [Int]) {
    area = outline.area
    perimeter = outline.perimeter
    vertices = outline.rings.reduce(0) { $0 + $1.count }
    parts = outline.parts
    holes = outline.rings.count - outline.parts
    self.children = children
    self.grids = grids
    self.neighbours = neighbours
    shape = ShapeMeasures(outline, area: area, perimeter: perimeter)
  }
}
