public import Geometry

/// Assigns positions to grids by the rule of the plan.
///
/// Exact on the lattice. A position on a boundary belongs to the touching grid with the lowest code,
/// voids after grids, so it does not depend on the order of files, rings or start vertices.
public struct Assigner: Sendable {
  /// The greatest distance, in metres, within which the nearest grid may be asked for.
  public static let farthestNearest = 100_000.0
  /// Among units that are found: ``assign(_:nearest:)`` has to tell more.
  public static let unsettled: Int32 = -1
  /// Among units that are found: the whole answer is ``AssignmentStatus/outside``, unless the nearest
  /// grid is asked for.
  public static let outside: Int32 = -2

  public let index: AssignmentIndex
  private let grids: LevelIndex
  private let holeTree: EnvelopeTree
  private let nearestGrid: NearestGrid
  /// The edges of all areas, voids among them.
  let allEdges: GridEdges

  /// How answers name the units.
  public var directory: UnitDirectory { index.directory }
  /// The lattice that positions are put on.
  public var lattice: Lattice { index.lattice }

  /// Builds the index of a plan.
  ///
  /// - Throws: ``AreaIdentityFault`` when the holes of a coverage without outline cannot be told.
  /// - Complexity: O(*n* log *n*) in the number of edges.
  public init(_ plan: Plan) throws(AreaIdentityFault) {
    self.init(try AssignmentIndex(plan)) { plan }
  }

  /// Answers from an index.
  ///
  /// - Parameters:
  ///   - index: At least one level of units.
  ///   - plan: Gives the plan when the nearest grid is asked for; `nil` when there is none after all.
  public init(_ index: AssignmentIndex, plan: @escaping @Sendable () -> Plan?) {
    self.index = index
    grids = index.levels[0]
    holeTree = index.holes.tree()
    let level = index.levels[0]
    nearestGrid = NearestGrid(
      GridEdges(level.firstVoid, of: level, plan: plan), lattice: index.lattice)
    allEdges = GridEdges(level.units.count, of: level, plan: plan)
  }
}

extension Assigner {
  /// Finds the unit of each position for which the whole answer is ``AssignmentStatus/inside``.
  ///
  /// The way for bulk: one number for each position, and no allocation once `units` has grown.
  ///
  /// - Parameters:
  ///   - points: Positions on the lattice.
  ///   - units: Receives as many numbers of units, ``unsettled`` or ``outside``.
  public func findUnits(of points: [LatticePoint], into units: inout [Int32]) {
    findUnits(of: points.span, into: &units)
  }

  /// Finds the unit of each position, as the one for an array does.
  func findUnits(of points: Span<LatticePoint>, into units: inout [Int32]) {
    grids.locator.findAreas(of: points, into: &units)
    let isNoVoid = UInt32(grids.firstVoid)
    var beside: [Int] = []
    var found = units.mutableSpan
    grids.units.withValues(0..<grids.units.count) { unitOfArea in
      for position in found.indices {
        let area = found[position]
        if UInt32(bitPattern: area) < isNoVoid, Int(area) < unitOfArea.count {
          found[position] = unitOfArea[Int(area)]
        } else if area == TileLocator.beyond {
          found[position] = Self.outside
        } else {
          if area == TileLocator.nowhere { beside.append(position) }
          found[position] = Self.unsettled
        }
      }
    }
    guard !beside.isEmpty else { return }
    for place in besideAll(beside, of: points) { units[place] = Self.outside }
  }

  /// Those of some positions in no unit of the smallest level that are surely in no other unit and no hole
  /// either, by their offsets.
  private func besideAll(_ offsets: [Int], of points: Span<LatticePoint>) -> [Int] {
    var left = offsets
    var areas: [Int32] = []
    for level in index.levels.dropFirst() where !left.isEmpty {
      let places = left.map { points[$0] }
      level.locator.findAreas(of: places.span, into: &areas)
      left = left.indices
        .filter { areas[$0] == TileLocator.nowhere || areas[$0] == TileLocator.beyond }
        .map { left[$0] }
    }
    return index.holes.isEmpty
      ? left : left.filter { !index.holes.contain(points[$0], holeTree) }
  }

  /// Assigns positions.
  ///
  /// - Parameters:
  ///   - points: Positions on the lattice.
  ///   - nearest: How far, in metres, a grid may be from a position in no grid; `nil` for not at all.
  /// - Returns: One answer for each position, in order; their candidates share one piece of memory.
  /// - Complexity: O(*k*) each, where *k* counts the edges in the position's cell; no allocation for
  ///   one inside of a single grid or on the boundary of any.
  public func assign(_ points: [LatticePoint], nearest: Double? = nil) -> [Assignment] {
    let placements = grids.locator.locate(points)
    let units = placements.all.map { unit(Int($0.area)) }
    return points.indices.map { point in
      assign(points[point], placements.all, placements.range(of: point), units, nearest)
    }
  }

  /// Applies the rule. Areas are numbered in its order, so the first one has the lowest code, and is
  /// a void only if all are.
  ///
  /// The position's own placements are in a range of those of the batch, the lowest area first; for
  /// each of the batch's placements there is its unit.
  @inline(__always)
  private func assign(
    _ point: LatticePoint, _ placements: [Placements.Placement], _ range: Range<Int>,
    _ units: [Int], _ nearest: Double?
  ) -> Assignment {
    let inside = range.reduce(0) { $0 + (placements[$1].isInside ? 1 : 0) }
    if inside > 0, let lowest = range.first(where: { placements[$0].isInside }),
      placements[lowest].area < grids.firstVoid
    {
      if inside == 1 { return .inside(units[lowest]) }
      let candidates = self.units(at: range, units) { placements[$0].isInside }
      return Assignment(.overlap, grid: units[lowest], candidates: candidates)
    }
    // What holds the position in its interior now is a void, if anything does.
    if let lowest = range.first, placements[lowest].area < grids.firstVoid {
      return Assignment(.boundary, grid: units[lowest], candidates: units[range])
    }
    if let nearest, let (area, distance) = nearestGrid.find(from: point, within: nearest) {
      return Assignment(
        .nearest, grid: unit(area), candidates: [unit(area)], distance: distance)
    }
    if !range.isEmpty {
      let candidates = self.units(at: range, units) { inside == 0 || placements[$0].isInside }
      return Assignment(.void, candidates: candidates)
    }
    return outsideOfGrids(point)
  }

  /// Some of a position's units; without a copy when all are meant.
  private func units(
    at range: Range<Int>, _ units: [Int], where isMeant: (Int) -> Bool
  ) -> ArraySlice<Int> {
    range.allSatisfy(isMeant) ? units[range] : range.filter(isMeant).map { units[$0] }[...]
  }

  /// The answer for a position in no grid and no void.
  private func outsideOfGrids(_ point: LatticePoint) -> Assignment {
    for level in index.levels.dropFirst() {
      guard let area = level.locator.locate([point])[0].map(\.area).min() else { continue }
      return Assignment(.gap, surroundings: Int(level.units[Int(area)]))
    }
    guard index.holes.contain(point, holeTree) else { return .outside }
    return Assignment(.gap)
  }

  private func unit(_ area: Int) -> Int { Int(grids.units[area]) }
}
