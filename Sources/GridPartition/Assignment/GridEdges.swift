internal import CoordinateSystems
internal import Geometry
internal import Synchronization

/// The edges of all grids of a plan, indexed when they are first asked for.
final class GridEdges: Sendable {
  struct Indexed {
    let index: BoundaryIndex
    let plan: Plan
  }

  private let made = Mutex<Indexed?>(nil)
  private let make: @Sendable () -> Indexed?

  /// - Parameters:
  ///   - count: How many areas of the level are taken, the first ones.
  ///   - level: Whose areas they are.
  ///   - plan: Gives the plan; called once at most.
  init(_ count: Int, of level: LevelIndex, plan: @escaping @Sendable () -> Plan?) {
    make = {
      guard let plan = plan() else { return nil }
      let index = BoundaryIndex(count: count) { area, body in
        let polygons = plan.units[Int(level.units[area])].polygons
        plan.store.forEachEdge(ofPolygons: polygons, body)
      }
      return Indexed(index: index, plan: plan)
    }
  }

  /// `nil` when there is no plan.
  var indexed: Indexed? {
    made.withLock { made in
      if made == nil { made = make() }
      return made
    }
  }
}
