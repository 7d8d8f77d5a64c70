/// Answers where positions lie among many areas, exactly, from the few edges around each position.
///
/// Square tiles of about sixteen edges cover all areas, each cut into cells by its own number of
/// edges, about two cells an edge; sizes are powers of two. A cell without edges knows its area. An
/// *ordered* cell has its edges from top to bottom, and the first one on or below a position decides;
/// where there is none, the floor of the cell does, which knows from which column on it has which
/// area. A cell with crossing edges, seams, edges without a twin in their middle or places covered
/// twice is *general*: it knows the winding numbers at its reference, a place beside its lowest
/// corner through which no end of an edge passes, and counts the edges on a path from there: along
/// the floor, then straight up. Gaps and overlaps need nothing of their own.
///
/// Everything is decided by integers: ordered cells in 64 bits, see ``CellEdge``, general ones in 128.
public struct TileLocator: AreaLocator {
  /// In no area.
  public static let nowhere: Int32 = -1
  /// In no area, and in a cell with nothing else that the maker asked about.
  public static let beyond: Int32 = -3
  /// Perhaps on a boundary, or in several areas: ``locate(_:)`` tells.
  public static let unsettled: Int32 = -2

  public let tables: TileTables

  /// Builds a locator.
  ///
  /// - Parameters:
  ///   - areas: For each area its polygons.
  ///   - store: The polygons; fewer than 2³² positions.
  ///   - others: Locators of other areas; positions in cells that none of the areas and none of
  ///     these has anything of are ``beyond``.
  ///   - loop: How to use the cores; the tables do not depend on it.
  /// - Precondition: There are fewer than 2³⁰ areas.
  /// - Complexity: O(*n* log *n*) in the number of edges.
  public init(
    areas: [Range<Int>], of store: PolygonStore, beside others: [TileLocator]? = nil,
    loop: ParallelLoop = .serial
  ) {
    tables = TileMaker(
      BoundaryNetwork(areas: areas, of: store, loop), areaCount: areas.count,
      beside: others?.map(\.tables)
    ).tables(loop)
  }

  /// Takes tables that were made before.
  public init(_ tables: TileTables) { self.tables = tables }

  public func locate(_ points: [LatticePoint]) -> Placements {
    var placements = Placements()
    placements.reserve(points.count)
    var general = GeneralCell()
    for point in points {
      CellReading(tables, at: point).settle(point, tables, &general, into: &placements)
      placements.endPoint()
    }
    return placements
  }

  /// Finds the area that each position is in the interior of, and in no other.
  ///
  /// Blocks of positions go through four passes, so that the memory of many is fetched at a time:
  /// tile, cell, record, decision.
  ///
  /// - Parameters:
  ///   - points: Positions.
  ///   - areas: Receives as many numbers of areas, ``nowhere``, ``beyond`` or ``unsettled``.
  public func findAreas(of points: Span<LatticePoint>, into areas: inout [Int32]) {
    areas.removeAll(keepingCapacity: true)
    areas.append(contentsOf: repeatElement(Self.nowhere, count: points.count))
    var found = areas.mutableSpan
    var block = LocatorBlock()
    var start = 0
    while start < points.count {
      let end = min(start + LocatorBlock.size, points.count)
      block.settle(points.extracting(start..<end), tables, into: &found, from: start)
      start = end
    }
  }
}
