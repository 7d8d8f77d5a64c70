import Geometry
import GridPartition
import TestSupport

/// A plan to be spoilt: four villages of nine ragged grids each, unless units are given.
struct RaggedTown {
  static let side = 6
  private(set) var units: [UnitSketch] = []

  init(_ units: [UnitSketch]) { self.units = units }

  /// - Parameters:
  ///   - seed: Same seed, same town.
  ///   - place: Where it lies, in degrees.
  ///   - vertices: Of a grid, about.
  init(seed: UInt64, at place: (x: Double, y: Double) = (112.59, 24.75), vertices: Int = 12) {
    let origin = LatticePoint(x: Int64(place.x * 1e9), y: Int64(place.y * 1e9))
    let mesh = RaggedMesh(
      columns: Self.side, rows: Self.side, origin: origin, cell: (3_000_000, 3_000_000),
      vertices: vertices, seed: seed)
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        let village = "V\(column / 3)\(row / 3)"
        units.append(
          UnitSketch(
            .grid, "\(village)-\(column % 3)\(row % 3)", parent: village, mesh.cell(column, row)))
      }
    }
    for row in 0..<2 {
      for column in 0..<2 {
        let outline = mesh.outline(
          columns: 3 * column..<3 * column + 3, rows: 3 * row..<3 * row + 3)
        units.append(UnitSketch(.village, "V\(column)\(row)", outline))
      }
    }
  }

  /// Draws some units anew, position by position.
  mutating func redraw(
    where isWanted: (UnitAttributes) -> Bool, _ draw: (LatticePoint) -> LatticePoint
  ) {
    for index in units.indices where isWanted(units[index].attributes) {
      units[index].polygons = units[index].polygons.map { $0.map { $0.map(draw) } }
    }
  }

  /// The remark that grids are unmatched.
  func diagnosis() throws -> Diagnosis? {
    for remark in try units.report().remarks {
      switch remark {
      case .unmatched(.grid, _, _, let diagnosis): return diagnosis
      case .rounding(.grid, _, _, let diagnosis): return diagnosis
      default: continue
      }
    }
    return nil
  }
}

/// Draws a position in degrees and puts it back on the lattice.
func inDegrees(
  _ draw: @escaping (_ x: Double, _ y: Double) -> (Double, Double)
) -> (LatticePoint) -> LatticePoint {
  { point in
    let (x, y) = draw(Double(point.x) / 1e9, Double(point.y) / 1e9)
    return LatticePoint(x: Int64((x * 1e9).rounded()), y: Int64((y * 1e9).rounded()))
  }
}

extension UnitAttributes {
  var isGrid: Bool { level == .grid }
}
