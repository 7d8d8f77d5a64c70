/// The tiles of a network, made some at a time on all cores.
struct TileMaker {
  /// How many tiles are made at a time: few enough that what is made of them is no memory of its own,
  /// which the system would clear every time.
  private static let chunkSize = 64

  private let frame: TileTables.Frame
  private let knots: KnotSteps
  /// The labels that were known before tiles were made.
  private let known: FaceLabels
  private var chunks: [TileChunk]
  /// The label beside all tiles.
  private let outside: Int32

  /// Makes the tiles.
  ///
  /// - Parameters:
  ///   - network: The boundaries of the areas.
  ///   - areaCount: How many areas there are.
  ///   - others: What cells must be free of to be beyond all; `nil` when none is to be told.
  ///   - loop: How to use the cores.
  init(
    _ network: BoundaryNetwork, areaCount: Int, beside others: [TileTables]?, _ loop: ParallelLoop
  ) {
    let members = TileMembers(network)
    let raster = members.raster
    var labels = FaceLabels(areaCount: areaCount)
    let corners = members.corners(network, &labels)
    known = labels
    chunks = loop.map((raster.count + Self.chunkSize - 1) / Self.chunkSize) { [known] chunk in
      let range = chunk * Self.chunkSize..<min((chunk + 1) * Self.chunkSize, raster.count)
      var builder = CellBuilder(network, known)
      let tiles = range.map { tile in
        let corner = raster.corner(column: tile % raster.columns, row: tile / raster.columns)
        return builder.tile(
          of: members[tile], at: corner, shift: raster.shift, corner: corners[tile], level: 0)
      }
      var (records, chunkLabels) = builder.finish()
      if let others {
        for (tile, number) in zip(tiles, range) {
          records.mark(tile, of: raster, number, nowhere: known.nowhere, freeOf: others)
        }
      }
      return TileChunk(tiles: tiles, records: records, labels: chunkLabels)
    }
    let frame = TileTables.Frame(
      origin: raster.origin, shift: raster.shift, columns: Int64(raster.columns),
      rows: Int64(raster.rows), areaCount: Int64(areaCount), bounds: network.box)
    let isAlone = others?.allSatisfy { frame.covers($0.frame.bounds) } ?? false
    outside = isAlone ? known.nowhere + 1 : known.nowhere
    (self.frame, knots) = (frame, network.knots)
  }

  /// Joins the tiles to tables; what was made is given up on the way.
  consuming func join() -> TileTables {
    var labels = known
    // The first tile is the one cell where positions beside all others are looked up.
    var tiles: [UInt64] = [0]
    var (cells, units) = ([[outside]], [[RecordUnit]]())
    var (cellCount, unitCount) = (1, 0)
    for index in chunks.indices {
      chunks[index].settle(after: known.count, &labels, firstCell: cellCount, firstUnit: unitCount)
      tiles += chunks[index].tiles.map {
        (UInt64($0.firstCell) + UInt64(cellCount)) << 32 | UInt64($0.depth)
      }
      cells.append(chunks[index].records.cells)
      units.append(chunks[index].records.units)
      cellCount += chunks[index].records.cells.count
      unitCount += chunks[index].records.units.count
    }
    chunks = []
    var ends: [Int32] = []
    var windings: [Arrangement.Winding] = []
    for state in labels.states {
      windings += state
      ends.append(Int32(windings.count))
    }
    return TileTables(
      frame: frame, tiles: FlatTable(tiles), cells: FlatTable(joining: &cells),
      records: FlatTable(joining: &units).as(Int32.self), stateEnds: FlatTable(ends),
      stateWindings: FlatTable(windings), knotEnds: FlatTable(knots.ends),
      knotSteps: FlatTable(knots.steps))
  }
}

/// Some tiles with their cells and records.
private struct TileChunk: Sendable {
  var tiles: [LocatorTile]
  var records: CellRecords
  let labels: FaceLabels

  /// Makes numbers those of the whole: labels beyond the known ones, cells and records.
  mutating func settle(
    after known: Int32, _ whole: inout FaceLabels, firstCell: Int, firstUnit: Int
  ) {
    let own = (known..<labels.count).map { whole.label(of: labels.windings(of: $0)) }
    records.settle(firstCell: firstCell, firstUnit: firstUnit) { label in
      label < known ? label : own[Int(label - known)]
    }
  }
}
