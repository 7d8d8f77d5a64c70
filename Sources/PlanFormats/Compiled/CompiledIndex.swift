internal import CoordinateSystems
internal import Geometry
internal import GridPartition

/// The tables of an index in a file.
enum CompiledIndex {
  static func write(_ index: AssignmentIndex, to writer: inout CompiledFileWriter) {
    writer.add(.directoryBytes, index.directory.texts.bytes)
    writer.add(.directoryEnds, index.directory.texts.ends)
    writer.add(.directoryEntries, index.directory.entries)
    writer.add(.holeVertices, index.holes.vertices)
    writer.add(.holeRingEnds, index.holes.ringEnds)
    writer.add(.holeEnds, index.holes.holeEnds)
    for (part, level) in index.levels.enumerated() {
      let tables = level.locator.tables
      writer.add(.levelUnits, part: part, level.units)
      writer.add(.frame, part: part, FlatTable([tables.frame]))
      writer.add(.stateEnds, part: part, tables.stateEnds)
      writer.add(.stateWindings, part: part, tables.stateWindings)
      writer.add(.knotEnds, part: part, tables.knotEnds)
      writer.add(.knotSteps, part: part, tables.knotSteps)
      writer.add(.tiles, part: part, tables.tiles)
      writer.add(.cells, part: part, tables.cells)
      writer.add(.records, part: part, tables.records)
    }
  }

  /// - Returns: `nil` when a table is missing.
  static func read(_ file: CompiledFile, _ meta: CompiledMeta) -> AssignmentIndex? {
    var levels: [LevelIndex] = []
    for (part, firstVoid) in meta.firstVoids.enumerated() {
      let frames = file.table(.frame, part: part, of: TileTables.Frame.self).array()
      guard let frame = frames.first else { return nil }
      let tables = TileTables(
        frame: frame, tiles: file.table(.tiles, part: part),
        cells: file.table(.cells, part: part), records: file.table(.records, part: part),
        stateEnds: file.table(.stateEnds, part: part),
        stateWindings: file.table(.stateWindings, part: part),
        knotEnds: file.table(.knotEnds, part: part), knotSteps: file.table(.knotSteps, part: part))
      levels.append(
        LevelIndex(
          units: file.table(.levelUnits, part: part), firstVoid: firstVoid,
          locator: TileLocator(tables)))
    }
    guard !levels.isEmpty else { return nil }
    return AssignmentIndex(
      crs: meta.crs, lattice: Lattice(of: meta.crs),
      directory: UnitDirectory(
        texts: TextTable(
          bytes: file.table(.directoryBytes), ends: file.table(.directoryEnds)),
        entries: file.table(.directoryEntries)),
      levels: levels,
      holes: EnclosedHoles(
        vertices: file.table(.holeVertices), ringEnds: file.table(.holeRingEnds),
        holeEnds: file.table(.holeEnds)))
  }
}
