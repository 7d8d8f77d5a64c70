/// The edges that meet each tile or the strip of one unit west and south of it.
struct TileMembers: Sendable {
  let raster: CellRaster
  private let starts: [UInt32]
  private let members: [Int32]

  /// About how many edges a tile should have.
  private static let edgesPerTile = 16

  /// Distributes the edges of a network over tiles; larger ones when edges are in too many each.
  init(_ network: BoundaryNetwork) {
    // A margin of two units all around keeps references and strips inside the raster.
    let box = Envelope(
      minimum: LatticePoint(x: network.box.minimum.x - 2, y: network.box.minimum.y - 2),
      maximum: LatticePoint(x: network.box.maximum.x + 2, y: network.box.maximum.y + 2))
    let limit = 6 * network.edges.count + 4096
    var raster = CellRaster(covering: box, cells: network.edges.count / Self.edgesPerTile)
    var starts = Self.starts(network, raster, limit)
    while starts == nil {
      raster = raster.coarser
      starts = Self.starts(network, raster, limit)
    }
    let first = starts ?? []
    var next = first
    var members = [Int32](repeating: 0, count: Int(first.last ?? 0))
    for (index, edge) in network.edges.enumerated() {
      raster.forEachCell(crossedBy: edge.low, edge.high, margin: 1) { tile in
        members[Int(next[tile])] = Int32(index)
        next[tile] += 1
      }
    }
    (self.raster, self.starts, self.members) = (raster, first, members)
  }

  subscript(tile: Int) -> ArraySlice<Int32> {
    members[Int(starts[tile])..<Int(starts[tile + 1])]
  }

  /// Where the members of each tile start; `nil` when there are more than the limit and larger tiles
  /// would have fewer.
  private static func starts(
    _ network: BoundaryNetwork, _ raster: CellRaster, _ limit: Int
  ) -> [UInt32]? {
    var starts = [UInt32](repeating: 0, count: raster.count + 1)
    var total = 0
    for edge in network.edges {
      raster.forEachCell(crossedBy: edge.low, edge.high, margin: 1) {
        starts[$0 + 1] += 1
        total += 1
      }
      if total > limit, raster.count > 1 { return nil }
    }
    for tile in 0..<raster.count { starts[tile + 1] += starts[tile] }
    return starts
  }

  /// The label at the reference of each tile, carried along the floors of the rows from the west,
  /// where there is no area.
  func corners(_ network: BoundaryNetwork, _ labels: inout FaceLabels) -> [Int32] {
    var corners: [Int32] = []
    corners.reserveCapacity(raster.count)
    var floor = CellFloor()
    for row in 0..<raster.rows {
      var label = labels.nowhere
      for column in 0..<raster.columns {
        corners.append(label)
        let corner = raster.corner(column: column, row: row)
        floor.removeAll()
        for member in self[row * raster.columns + column] {
          let edge = network.edges[Int(member)]
          guard edge.low.y < corner.y || edge.high.y < corner.y else { continue }
          _ = floor.add(CellCandidate(edge, origin: corner), size: raster.size)
        }
        label = floor.labelEast(of: label, &labels, network.knots)
      }
    }
    return corners
  }
}
