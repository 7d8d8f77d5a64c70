/// The tables of a ``TileLocator``, as they can be kept in a file.
public struct TileTables: Sendable {
  /// What the tables are about, in whole numbers.
  @frozen
  public struct Frame: BitwiseCopyable, Sendable {
    /// The lowest corner of the tiles.
    public let origin: LatticePoint
    /// The binary logarithm of a tile's size.
    public let shift: Int64
    public let columns: Int64
    public let rows: Int64
    public let areaCount: Int64
  }

  public let frame: Frame
  /// For each tile, row by row from the lowest, its first cell in the high half and its depth in the
  /// low one.
  public let tiles: FlatTable<UInt64>
  /// For each cell its label, or the complement of the number of its record.
  public let cells: FlatTable<Int32>
  /// Records in units of eight words.
  public let records: FlatTable<Int32>
  /// Past the winding numbers of each label from that of no area on.
  public let stateEnds: FlatTable<Int32>
  public let stateWindings: FlatTable<Arrangement.Winding>
  /// Past the steps of each knot.
  public let knotEnds: FlatTable<Int32>
  public let knotSteps: FlatTable<WindingStep>

  /// Takes tables that belong together.
  public init(
    frame: Frame, tiles: FlatTable<UInt64>, cells: FlatTable<Int32>, records: FlatTable<Int32>,
    stateEnds: FlatTable<Int32>, stateWindings: FlatTable<Arrangement.Winding>,
    knotEnds: FlatTable<Int32>, knotSteps: FlatTable<WindingStep>
  ) {
    self.frame = frame
    self.tiles = tiles
    self.cells = cells
    self.records = records
    self.stateEnds = stateEnds
    self.stateWindings = stateWindings
    self.knotEnds = knotEnds
    self.knotSteps = knotSteps
  }

  /// How many bytes the tables have.
  public var byteCount: Int {
    8 * tiles.count + 4 * (cells.count + records.count) + 4 * (stateEnds.count + knotEnds.count)
      + 8 * (stateWindings.count + knotSteps.count)
  }
}

extension TileTables {
  /// How many tiles are made at a time.
  private static let chunkSize = 256

  /// Makes the tables of a network.
  init(_ network: BoundaryNetwork, areaCount: Int, _ loop: ParallelLoop) {
    let members = TileMembers(network)
    let raster = members.raster
    var labels = FaceLabels(areaCount: areaCount)
    let corners = members.corners(network, &labels)
    let known = labels
    let chunks = loop.map((raster.count + Self.chunkSize - 1) / Self.chunkSize) { chunk in
      var builder = CellBuilder(network, known)
      let range = chunk * Self.chunkSize..<min((chunk + 1) * Self.chunkSize, raster.count)
      let tiles = range.map { tile in
        let corner = raster.corner(column: tile % raster.columns, row: tile / raster.columns)
        return builder.tile(
          of: members[tile], at: corner, shift: raster.shift, corner: corners[tile], level: 0)
      }
      let (records, chunkLabels) = builder.finish()
      return TileChunk(tiles: tiles, records: records, labels: chunkLabels)
    }
    self.init(
      frame: Frame(
        origin: raster.origin, shift: raster.shift, columns: Int64(raster.columns),
        rows: Int64(raster.rows), areaCount: Int64(areaCount)),
      joining: chunks, labels, network.knots)
  }

  private init(
    frame: Frame, joining chunks: [TileChunk], _ known: FaceLabels, _ knots: KnotSteps
  ) {
    var (chunks, labels) = (chunks, known)
    var tiles: [UInt64] = []
    // The first cell is where positions beside all tiles are looked up.
    var (cellCount, wordCount) = (1, 0)
    for index in chunks.indices {
      chunks[index].settle(after: known.count, &labels, firstCell: cellCount, firstWord: wordCount)
      tiles += chunks[index].tiles.map {
        (UInt64($0.firstCell) + UInt64(cellCount)) << 32 | UInt64($0.depth)
      }
      cellCount += chunks[index].records.cells.count
      wordCount += chunks[index].records.words.count
    }
    let (nowhere, parts) = (labels.nowhere, chunks)
    var ends: [Int32] = []
    var windings: [Arrangement.Winding] = []
    for state in labels.states {
      windings += state
      ends.append(Int32(windings.count))
    }
    self.init(
      frame: frame, tiles: FlatTable(tiles),
      cells: FlatTable(joining: [[nowhere]] + parts.map(\.records.cells)),
      records: FlatTable(joining: parts.map(\.records.words)),
      stateEnds: FlatTable(ends), stateWindings: FlatTable(windings),
      knotEnds: FlatTable(knots.ends), knotSteps: FlatTable(knots.steps))
  }
}

/// Some tiles with their cells and records.
private struct TileChunk: Sendable {
  var tiles: [LocatorTile]
  var records: CellRecords
  let labels: FaceLabels

  /// Makes numbers those of the whole: labels beyond the known ones, cells and records.
  mutating func settle(
    after known: Int32, _ whole: inout FaceLabels, firstCell: Int, firstWord: Int
  ) {
    let own = (known..<labels.count).map { whole.label(of: labels.windings(of: $0)) }
    records.settle(firstCell: firstCell, firstWord: firstWord) { label in
      label < known ? label : own[Int(label - known)]
    }
  }
}
