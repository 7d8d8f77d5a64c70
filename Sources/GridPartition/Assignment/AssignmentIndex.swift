internal import Dispatch
public import CoordinateSystems
public import Geometry

/// All that answers are made from, in flat tables.
public struct AssignmentIndex: Sendable {
  public let crs: CoordinateReferenceSystem
  public let lattice: Lattice
  /// How answers name the units.
  public let directory: UnitDirectory
  /// The levels that have units, from the smallest to the widest.
  public let levels: [LevelIndex]
  public let holes: EnclosedHoles

  /// Takes tables that belong together.
  public init(
    crs: CoordinateReferenceSystem, lattice: Lattice, directory: UnitDirectory,
    levels: [LevelIndex], holes: EnclosedHoles
  ) {
    self.crs = crs
    self.lattice = lattice
    self.directory = directory
    self.levels = levels
    self.holes = holes
  }

  /// Builds the index of a plan, on all cores.
  ///
  /// - Throws: ``AreaIdentityFault`` when the holes of a coverage without outline cannot be told.
  /// - Complexity: O(*n* log *n*) in the number of edges.
  public init(_ plan: Plan) throws(AreaIdentityFault) {
    let progress = WorkProgress.current
    let edges = plan.levels.map { level in
      plan.units(of: level).reduce(0) {
        $0 + plan.store.edgeCount(ofPolygons: plan.units[$1].polygons)
      }
    }
    // The boundaries of each level are matched in one loop and cut into tiles in another.
    progress?.begin(.indexing, of: 2 * edges.reduce(0, +))
    let loops = edges.map { ParallelLoop.onAllCores.telling(progress, amount: $0) }
    let holes = try EnclosedHoles(of: plan)
    let above = plan.levels.indices.dropLast().reversed().map { number in
      LevelIndex(plan.levels[number], of: plan, beside: nil, loops[number])
    }
    // Enclosed holes are no areas, so that a place in no grid may be a gap anywhere.
    let grids = LevelIndex(
      plan.smallestLevel, of: plan, beside: holes.isEmpty ? above : nil,
      loops.last ?? .onAllCores)
    self.init(
      crs: plan.crs, lattice: plan.lattice, directory: UnitDirectory(of: plan),
      levels: [grids] + above, holes: holes)
  }

  /// Whether no damaged page of a file was met; answers are of no use otherwise.
  public var isSound: Bool { directory.entries.pages?.isSound ?? true }

  /// How many bytes the locators have.
  public var byteCount: Int { levels.reduce(0) { $0 + $1.locator.tables.byteCount } }
}

extension ParallelLoop {
  /// Steps on all cores that the process may use.
  public static let onAllCores = ParallelLoop { count, step in
    DispatchQueue.concurrentPerform(iterations: count, execute: step)
  }
}
