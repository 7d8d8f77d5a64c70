public import Geometry
internal import GridPartition

/// A village cut into quadrilaterals by a mesh of shaken lines: an exact plan.
public struct PlanMesh: Sendable {
  public let columns: Int
  public let rows: Int
  /// The vertices row by row, `columns + 1` in each.
  public var vertices: [LatticePoint]

  /// Shakes a mesh with vertices `spacing` lattice units apart around the field's corner.
  public init(columns: Int, rows: Int, spacing: Int64, using random: inout SplitMix64) {
    self.columns = columns
    self.rows = rows
    vertices = []
    for row in 0...Int64(rows) {
      for column in 0...Int64(columns) {
        let shake = random.point(in: -(spacing / 4)...spacing / 4)
        vertices.append(
          LatticePoint(
            fieldOrigin.x + column * spacing + shake.x, fieldOrigin.y + row * spacing + shake.y))
      }
    }
  }

  private func vertex(_ column: Int, _ row: Int) -> LatticePoint {
    vertices[row * (columns + 1) + column]
  }

  /// The ring of a cell, counterclockwise.
  public func cell(_ column: Int, _ row: Int) -> [LatticePoint] {
    [
      vertex(column, row), vertex(column + 1, row), vertex(column + 1, row + 1),
      vertex(column, row + 1),
    ]
  }

  /// The ring around all cells, counterclockwise.
  public var outline: [LatticePoint] {
    (0..<columns).map { vertex($0, 0) } + (0..<rows).map { vertex(columns, $0) }
      + (1...columns).reversed().map { vertex($0, rows) }
      + (1...rows).reversed().map { vertex(0, $0) }
  }

  /// A grid for each cell and the village around them.
  public var units: [UnitSketch] {
    var units = [UnitSketch(.village, "V", outline)]
    for row in 0..<rows {
      for column in 0..<columns {
        units.append(UnitSketch(.grid, "V\(row)-\(column)", parent: "V", cell(column, row)))
      }
    }
    return units
  }
}

extension [UnitSketch] {
  /// The same plan written otherwise: units, polygons and holes in another order, rings from
  /// another vertex and in another direction.
  public func rewritten(using random: inout SplitMix64) -> [UnitSketch] {
    var random = random
    return shuffled(using: &random).map { unit in
      var unit = unit
      unit.polygons = unit.polygons.shuffled(using: &random).map { polygon in
        let holes = Array<[LatticePoint]>(polygon.dropFirst()).shuffled(using: &random)
        return (polygon.prefix(1) + holes).map { ring in
          let shift = Int.random(in: 0..<ring.count, using: &random)
          let turned = Array<LatticePoint>(ring[shift...] + ring[..<shift])
          return Bool.random(using: &random) ? turned.reversed() : turned
        }
      }
      return unit
    }
  }
}
