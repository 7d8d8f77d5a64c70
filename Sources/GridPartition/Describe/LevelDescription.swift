internal import Geometry

/// What is in one level of a plan, or in a part of it.
///
/// Voids are part of the level's boundaries and area. They are no one's responsibility, so they are
/// neither the smallest nor the largest unit, and medians leave them out; so are units without area.
public struct LevelDescription: Sendable {
  public let level: Level
  /// How many units there are, voids included.
  public let units: Int
  public let voids: Int
  /// Different positions of the polygons.
  public let vertices: Int
  /// Directed edges of the polygons: a line between two neighbours counts twice.
  public let edges: Int
  /// The sum of the units' areas in square metres.
  public let area: Double
  /// The unit with the smallest area, as an index of the plan's units; of several the lowest code.
  public let smallest: Int?
  /// The unit with the largest area; of several the lowest code.
  public let largest: Int?
  /// `nil` when no unit has an area.
  public let medians: Medians?

  /// Values that half of the units do not reach.
  public struct Medians: Hashable, Sendable {
    /// Square metres.
    public let area: Double
    /// Metres.
    public let perimeter: Double
    public let vertices: Double
    public let neighbours: Double
    public let polsbyPopper: Double
    public let reock: Double
    public let convexHullRatio: Double
  }

  /// Sums up units of one level.
  init(
    _ level: Level, _ members: [Int], of plan: Plan, described: [UnitDescription]
  ) {
    let measured = members.filter { !plan.units[$0].isVoid && described[$0].area > 0 }
    let bySize = { (a: Int, b: Int) in
      if described[a].area != described[b].area { return described[a].area < described[b].area }
      return codePrecedes(plan.units[b].code, plan.units[a].code)
    }
    self.level = level
    units = members.count
    voids = members.count { plan.units[$0].isVoid }
    let polygons = members.map { plan.units[$0].polygons }
    vertices = VertexCount(in: plan.store, .onAllCores).distinct(
      in: [polygons.map { VertexCount.Shape($0, in: plan.store.box(ofPolygons: $0)) }])
    edges = polygons.reduce(0) { $0 + plan.store.edgeCount(ofPolygons: $1) }
    // In one order whatever that of the file, so that the last digit is the same.
    area = members.map { described[$0].area }.sorted().reduce(0, +)
    let least = measured.map { described[$0].area }.min()
    smallest = measured.filter { described[$0].area == least }.max(by: bySize)
    largest = measured.max(by: bySize)
    medians = Medians(measured.map { described[$0] })
  }
}

extension LevelDescription.Medians {
  fileprivate init?(_ units: [UnitDescription]) {
    guard let area = median(units.map(\.area)), let perimeter = median(units.map(\.perimeter)),
      let vertices = median(units.map { Double($0.vertices) }),
      let neighbours = median(units.map { Double($0.neighbours.count) }),
      let polsbyPopper = median(units.compactMap(\.shape?.polsbyPopper)),
      let reock = median(units.compactMap(\.shape?.reock)),
      let convexHullRatio = median(units.compactMap(\.shape?.convexHullRatio))
    else { return nil }
    self.area = area
    self.perimeter = perimeter
    self.vertices = vertices
    self.neighbours = neighbours
    self.polsbyPopper = polsbyPopper
    self.reock = reock
    self.convexHullRatio = convexHullRatio
  }
}

/// The middle one of numbers; of an even count the mean of the two in the middle.
private func median(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
