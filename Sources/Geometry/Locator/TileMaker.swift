/// Makes the tiles of a network, some at a time on all cores.
struct TileMaker: Sendable {
  /// How many tiles are made at a time: few enough that what is made of them is no memory of its own,
  /// which the system would clear every time.
  private static let chunkSize = 64

  private let network: BoundaryNetwork
  private let members: TileMembers
  /// The label at the lowest corner of each tile.
  private let corners: [Int32]
  /// The labels that are known before tiles are made.
  private let known: FaceLabels
  /// What cells must be free of to be beyond all; `nil` when none is to be told.
  private let others: [TileTables]?

  /// Gets ready.
  ///
  /// - Parameters:
  ///   - network: The boundaries of the areas.
  ///   - areaCount: How many areas there are.
  ///   - others: What cells must be free of to be beyond all; `nil` when none is to be told.
  init(_ network: BoundaryNetwork, areaCount: Int, beside others: [TileTables]?) {
    (self.network, self.others) = (network, others)
    members = TileMembers(network)
    var labels = FaceLabels(areaCount: areaCount)
    corners = members.corners(network, &labels)
    known = labels
  }

  /// Makes all tiles.
  ///
  /// - Parameter loop: How to use the cores.
  /// - Returns: The tables of a locator, which do not depend on the loop.
  func tables(_ loop: ParallelLoop) -> TileTables {
    let raster = members.raster
    let frame = TileTables.Frame(
      origin: raster.origin, shift: raster.shift, columns: Int64(raster.columns),
      rows: Int64(raster.rows), areaCount: Int64(known.areaCount), bounds: network.box)
    let isAlone = others?.allSatisfy { frame.covers($0.frame.bounds) } ?? false
    let joined = JoinedTiles(known, outside: isAlone ? known.nowhere + 1 : known.nowhere)
    let count = (raster.count + Self.chunkSize - 1) / Self.chunkSize
    return loop.reduce(count, into: joined, chunk) { $0.append($1) }.tables(frame, network.knots)
  }

  private func chunk(_ number: Int) -> TileChunk {
    let raster = members.raster
    let range = number * Self.chunkSize..<min((number + 1) * Self.chunkSize, raster.count)
    var builder = CellBuilder(network, known)
    let tiles = range.map { tile in
      let corner = raster.corner(column: tile % raster.columns, row: tile / raster.columns)
      return builder.tile(
        of: members[tile], at: corner, shift: raster.shift, corner: corners[tile], level: 0)
    }
    var (records, labels) = builder.finish()
    if let others {
      for (tile, number) in zip(tiles, range) {
        records.mark(tile, of: raster, number, nowhere: known.nowhere, freeOf: others)
      }
    }
    return TileChunk(tiles: tiles, records: records, labels: labels)
  }
}

/// Some tiles with their cells and records.
private struct TileChunk: Sendable {
  let tiles: [LocatorTile]
  let records: CellRecords
  let labels: FaceLabels
}

/// The tiles of a network as they are put together, one chunk after another.
private struct JoinedTiles: Sendable {
  /// How many labels were known before tiles were made.
  private let known: Int32
  private var labels: FaceLabels
  private var tiles: [UInt64]
  private let cells = GrowingTable<Int32>()
  private let units = GrowingTable<RecordUnit>()

  /// - Parameters:
  ///   - labels: Those that are known before tiles are made.
  ///   - outside: The label beside all tiles.
  init(_ labels: FaceLabels, outside: Int32) {
    (known, self.labels) = (labels.count, labels)
    // The first tile is the one cell where positions beside all others are looked up.
    tiles = [0]
    cells.append([outside])
  }

  /// Appends tiles; numbers of theirs become those of the whole: labels beyond the known ones, cells and
  /// records.
  mutating func append(_ chunk: TileChunk) {
    let own = (known..<chunk.labels.count).map { labels.label(of: chunk.labels.windings(of: $0)) }
    var records = chunk.records
    records.settle(firstCell: cells.count, firstUnit: units.count) { [known] label in
      label < known ? label : own[Int(label - known)]
    }
    tiles += chunk.tiles.map {
      (UInt64($0.firstCell) + UInt64(cells.count)) << 32 | UInt64($0.depth)
    }
    cells.append(records.cells)
    units.append(records.units)
  }

  func tables(_ frame: TileTables.Frame, _ knots: KnotSteps) -> TileTables {
    var ends: [Int32] = []
    var windings: [Arrangement.Winding] = []
    for state in labels.states {
      windings += state
      ends.append(Int32(windings.count))
    }
    return TileTables(
      frame: frame, tiles: FlatTable(tiles), cells: cells.finish(),
      records: units.finish().as(Int32.self), stateEnds: FlatTable(ends),
      stateWindings: FlatTable(windings), knotEnds: FlatTable(knots.ends),
      knotSteps: FlatTable(knots.steps))
  }
}
