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
    nearestGrid = NearestGrid(index.levels[0], lattice: index.lattice, plan: plan)
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
    grids.locator.findAreas(of: points.span, into: &units)
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
    for place in beside where isBesideAll(points[place]) { units[place] = Self.outside }
  }

  /// Whether a position in no unit of the smallest level is in no other unit and no hole either.
  private func isBesideAll(_ point: LatticePoint) -> Bool {
    index.levels.dropFirst().allSatisfy { $0.locator.locate([point])[0].isEmpty }
      && !index.holes.contain(point, holeTree)
  }

  /// Assigns positions.
  ///
  /// - Parameters:
  ///   - points: Positions on the lattice.
  ///   - nearest: How far, in metres, a grid may be from a position in no grid; `nil` for not at all.
  /// - Returns: One answer for each position, in order.
  /// - Complexity: O(*k*) each, where *k* counts the edges in the position's cell.
  public func assign(_ points: [LatticePoint], nearest: Double? = nil) -> [Assignment] {
    let placements = grids.locator.locate(points)
    return points.indices.map { assign(points[$0], placements[$0], nearest) }
  }

  /// Applies the rule. Areas are numbered in its order, so the first one has the lowest code, and is
  /// a void only if all are.
  private func assign(
    _ point: LatticePoint, _ placements: ArraySlice<Placements.Placement>, _ nearest: Double?
  ) -> Assignment {
    let interior = placements.filter(\.isInside).map { Int($0.area) }.sorted()
    if let lowest = interior.first, lowest < grids.firstVoid {
      return interior.count == 1
        ? Assignment(.inside, grid: unit(lowest)) : answer(.overlap, interior)
    }
    let touching = placements.filter { !$0.isInside }.map { Int($0.area) }.sorted()
    if let lowest = touching.first, lowest < grids.firstVoid {
      return answer(.boundary, (touching + interior).sorted())
    }
    if let nearest, let (area, distance) = nearestGrid.find(from: point, within: nearest) {
      return Assignment(
        .nearest, grid: unit(area), candidates: [unit(area)], distance: distance)
    }
    let voids = interior.isEmpty ? touching : interior
    if !voids.isEmpty { return Assignment(.void, candidates: voids.map(unit)) }
    return outsideOfGrids(point)
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

  private func answer(_ status: AssignmentStatus, _ areas: [Int]) -> Assignment {
    Assignment(status, grid: areas.first.map(unit), candidates: areas.map(unit))
  }
}
