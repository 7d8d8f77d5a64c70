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
    /// The box around all areas.
    public let bounds: Envelope
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

extension TileTables.Frame {
  /// Whether a box lies in the tiles; the empty one does.
  func covers(_ box: Envelope) -> Bool {
    box.isEmpty
      || box.minimum.x >= origin.x && box.minimum.y >= origin.y
        && box.maximum.x < origin.x + columns << shift && box.maximum.y < origin.y + rows << shift
  }
}

extension TileTables {
  /// Whether nothing of any area is in the cells that a box meets.
  func isFree(_ box: Envelope) -> Bool {
    guard !frame.bounds.isEmpty, frame.bounds.intersects(box) else { return true }
    let raster = CellRaster(
      origin: frame.origin, shift: frame.shift, columns: Int(frame.columns), rows: Int(frame.rows))
    for row in max(0, raster.row(box.minimum.y))...min(raster.rows - 1, raster.row(box.maximum.y)) {
      for column in max(0, raster.column(box.minimum.x))...min(
        raster.columns - 1, raster.column(box.maximum.x))
      {
        let entry = tiles[row * raster.columns + column]
        let inner = LocatorTile(firstCell: UInt32(entry >> 32), depth: UInt32(entry & 0xFF))
          .raster(at: raster.corner(column: column, row: row), shift: raster.shift)
        guard isFree(box, inner, first: Int(entry >> 32)) else { return false }
      }
    }
    return true
  }

  private func isFree(_ box: Envelope, _ raster: CellRaster, first: Int) -> Bool {
    let columns =
      max(0, raster.column(box.minimum.x))...min(raster.columns - 1, raster.column(box.maximum.x))
    for row in max(0, raster.row(box.minimum.y))...min(raster.rows - 1, raster.row(box.maximum.y)) {
      for column in columns {
        let label = Int64(cells[first + row * raster.columns + column])
        if label != frame.areaCount, label != frame.areaCount + 1 { return false }
      }
    }
    return true
  }

  /// How many tiles are made at a time.
  private static let chunkSize = 256

  /// Makes the tables of a network.
  ///
  /// - Parameter others: What cells must be free of to be beyond all; `nil` when none is to be told.
  init(
    _ network: BoundaryNetwork, areaCount: Int, beside others: [TileTables]?, _ loop: ParallelLoop
  ) {
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
      var (records, chunkLabels) = builder.finish()
      if let others {
        for (tile, number) in zip(tiles, range) {
          records.mark(tile, of: raster, number, nowhere: known.nowhere, freeOf: others)
        }
      }
      return TileChunk(tiles: tiles, records: records, labels: chunkLabels)
    }
    let frame = Frame(
      origin: raster.origin, shift: raster.shift, columns: Int64(raster.columns),
      rows: Int64(raster.rows), areaCount: Int64(areaCount), bounds: network.box)
    let isAlone = others?.allSatisfy { frame.covers($0.frame.bounds) } ?? false
    self.init(
      frame: frame, joining: chunks, labels, network.knots,
      outside: isAlone ? labels.nowhere + 1 : labels.nowhere)
  }

  private init(
    frame: Frame, joining chunks: [TileChunk], _ known: FaceLabels, _ knots: KnotSteps,
    outside: Int32
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
    let parts = chunks
    var ends: [Int32] = []
    var windings: [Arrangement.Winding] = []
    for state in labels.states {
      windings += state
      ends.append(Int32(windings.count))
    }
    self.init(
      frame: frame, tiles: FlatTable(tiles),
      cells: FlatTable(joining: [[outside]] + parts.map(\.records.cells)),
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
