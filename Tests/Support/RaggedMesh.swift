public import Geometry

/// A mesh of cells with ragged sides: an exact coverage of any size, of which nothing is stored.
///
/// A node and a side follow from the seed and their place in the mesh. In units of a cell, nodes
/// stray by at most ``shift`` from their place, and a side strays from its chord by at most
/// ``sway`` of the way to its nearer end, so that it stays in a rhombus with a half angle of 17
/// degrees. Chords at a node are at least 43 degrees apart: no two sides cross, as long as cells
/// are large enough for rounding to the lattice.
public struct RaggedMesh: Sendable {
  private static let shift = 0.15
  private static let sway = 0.3

  public let columns: Int
  public let rows: Int
  private let origin: LatticePoint
  private let width: Double
  private let height: Double
  private let segments: Double
  private let seed: UInt64

  /// Describes a mesh.
  ///
  /// - Parameters:
  ///   - columns: Cells from west to east.
  ///   - rows: Cells from south to north.
  ///   - origin: Where the lower left node would be if it did not stray.
  ///   - cell: Width and height of a cell, in lattice units.
  ///   - vertices: How many vertices a cell has on average, at least 4.
  ///   - seed: Same seed, same mesh.
  public init(
    columns: Int, rows: Int, origin: LatticePoint, cell: (width: Int64, height: Int64),
    vertices: Int, seed: UInt64
  ) {
    precondition(columns > 0 && rows > 0 && vertices >= 4)
    self.columns = columns
    self.rows = rows
    self.origin = origin
    (width, height) = (Double(cell.width), Double(cell.height))
    segments = Double(vertices) / 4
    self.seed = seed
  }

  private enum Feature: UInt64 {
    case node
    case eastward
    case northward
  }

  private func random(_ feature: Feature, _ column: Int, _ row: Int) -> SplitMix64 {
    var random = SplitMix64(
      seed: seed ^ UInt64(column) << 34 ^ UInt64(row) << 4 ^ feature.rawValue)
    return SplitMix64(seed: random.next())
  }

  /// A node, in cells.
  private func node(_ column: Int, _ row: Int) -> (x: Double, y: Double) {
    var random = random(.node, column, row)
    let range = -Self.shift...Self.shift
    return (
      Double(column) + Double.random(in: range, using: &random),
      Double(row) + Double.random(in: range, using: &random)
    )
  }

  private func point(_ x: Double, _ y: Double) -> LatticePoint {
    LatticePoint(
      origin.x + Int64((x * width).rounded()), origin.y + Int64((y * height).rounded()))
  }

  /// The vertices of a side from a node up to, and without, the next one.
  private func side(_ feature: Feature, _ column: Int, _ row: Int) -> [LatticePoint] {
    var random = random(feature, column, row)
    let isEastward = feature == .eastward
    let from = node(column, row)
    let to = node(isEastward ? column + 1 : column, isEastward ? row : row + 1)
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let count = max(1, Int(segments + Double.random(in: 0..<1, using: &random)))
    return (0..<count).map { index in
      let along = Double(index) / Double(count)
      let reach = Self.sway * min(along, 1 - along)
      let aside = Double.random(in: -reach...reach, using: &random)
      return point(from.x + along * dx - aside * dy, from.y + along * dy + aside * dx)
    }
  }

  /// The ring of a cell, counterclockwise, not closed.
  public func cell(_ column: Int, _ row: Int) -> [LatticePoint] {
    outline(columns: column..<column + 1, rows: row..<row + 1)
  }

  /// The ring around a block of cells, counterclockwise, not closed.
  ///
  /// - Complexity: O(*n*) in the number of its vertices.
  public func outline(columns: Range<Int>, rows: Range<Int>) -> [LatticePoint] {
    let (west, east) = (columns.lowerBound, columns.upperBound)
    let (south, north) = (rows.lowerBound, rows.upperBound)
    let corner = node(west, south)
    var ring = columns.flatMap { side(.eastward, $0, south) }
    ring += rows.flatMap { side(.northward, east, $0) }
    let back = columns.flatMap { side(.eastward, $0, north) }
    let end = node(east, north)
    ring.append(point(end.x, end.y))
    ring += back.dropFirst().reversed()
    let down = rows.flatMap { side(.northward, west, $0) }
    ring.append(point(node(west, north).x, node(west, north).y))
    ring += down.dropFirst().reversed()
    precondition(ring.first == point(corner.x, corner.y))
    return ring
  }

  /// The three vertices of either half of a cell, cut from its lower left to its upper right node.
  public func halves(_ column: Int, _ row: Int) -> [[LatticePoint]] {
    let nodes = [(0, 0), (1, 0), (1, 1), (0, 1)].map { offset in
      let place = node(column + offset.0, row + offset.1)
      return point(place.x, place.y)
    }
    return [[nodes[0], nodes[1], nodes[2]], [nodes[0], nodes[2], nodes[3]]]
  }
}
