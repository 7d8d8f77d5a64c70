/// The edges of a tile spread over its cells, about two cells an edge.
struct TileSpread {
  /// A cell with more edges is divided again where that helps.
  static let crowd = 32
  /// How often that may happen.
  static let deepest = 8
  private static let mostColumns: Int64 = 10

  let raster: CellRaster
  let depth: Int64
  private let starts: [Int32]
  private let spread: [Int32]
  private let count: Int

  /// Spreads edges, over fewer cells when they would be in too many each.
  init(
    of members: ArraySlice<Int32>, _ network: BoundaryNetwork, at origin: LatticePoint, shift: Int64
  ) {
    count = members.count
    var depth: Int64 = 0
    while depth < min(shift, Self.mostColumns), 1 << (2 * depth) < members.count { depth += 1 }
    var raster = Self.raster(at: origin, shift: shift, depth)
    var starts: [Int32] = []
    while true {
      starts = [Int32](repeating: 0, count: raster.count + 1)
      for member in members {
        let edge = network.edges[Int(member)]
        raster.forEachCell(crossedBy: edge.low, edge.high, margin: 1) { starts[$0 + 1] += 1 }
      }
      for cell in 0..<raster.count { starts[cell + 1] += starts[cell] }
      if depth == 0 || Int(starts[raster.count]) <= 6 * members.count + 64 { break }
      depth -= 1
      raster = Self.raster(at: origin, shift: shift, depth)
    }
    var next = starts
    var spread = [Int32](repeating: 0, count: Int(starts[raster.count]))
    for member in members {
      let edge = network.edges[Int(member)]
      raster.forEachCell(crossedBy: edge.low, edge.high, margin: 1) { cell in
        spread[Int(next[cell])] = member
        next[cell] += 1
      }
    }
    (self.raster, self.depth, self.starts, self.spread) = (raster, depth, starts, spread)
  }

  /// Whether cells have notably fewer edges than the whole.
  var isWorthwhile: Bool { depth > 0 && spread.count <= 3 * count }

  func members(of cell: Int) -> ArraySlice<Int32> {
    spread[Int(starts[cell])..<Int(starts[cell + 1])]
  }

  private static func raster(
    at origin: LatticePoint, shift: Int64, _ depth: Int64
  ) -> CellRaster {
    CellRaster(origin: origin, shift: shift - depth, columns: 1 << depth, rows: 1 << depth)
  }
}
