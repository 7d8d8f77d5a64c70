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
  /// low one; before them a tile of one cell for positions beside all others.
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
