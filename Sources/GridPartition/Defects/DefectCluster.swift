/// Defects that a single redraw would settle, with their sums.
///
/// Two neighbours that were digitised apart make dozens of slivers along their common line; for the
/// one who mends it they are one task.
public struct DefectCluster: Sendable {
  /// The lowest id of the cluster's defects, as in ``Defect/cluster``.
  public let id: String
  /// The level of the gravest and largest defect.
  public let level: Level
  /// The parent whose coverage is broken; `nil` when it is the whole plan, or several.
  public let parent: String?
  /// The codes of the units of that level concerned, ascending.
  public let units: [String]
  /// Whose line the cluster lies along.
  public let line: ClusterLine
  /// How many defects there are of each kind that occurs.
  public let counts: [(kind: DefectKind, count: Int)]
  /// The sum of the areas of the defects, in square metres.
  public let area: Double
  /// The sum of the lengths of the defects, in metres.
  public let length: Double
  /// The largest mean width of a defect, in metres.
  public let widestMeanWidth: Double
  /// The box around all defects: west, south, east, north; `nil` when none has a place.
  public let bbox: [Double]?
  /// Offsets in the report's defects, ascending: the gravest and largest first.
  public let defects: [Int]
}

/// The line along which the defects of a cluster lie.
public enum ClusterLine: Hashable, Sendable {
  /// The common line of two units of the cluster's level.
  case neighbours(String, String)
  /// The line between a unit and the outline of its parent.
  case outline(String)
  /// Not one line, or not a matter of lines.
  case none
}

extension DefectCluster {
  /// Gathers the clusters of a report.
  ///
  /// - Parameter defects: The defects, gravest first, then by size.
  /// - Returns: The clusters, gravest first, then by area.
  /// - Complexity: O(*n* log *n*) in the defects, and linear in their positions.
  static func clusters(of defects: [Defect]) -> [DefectCluster] {
    var members: [String: [Int]] = [:]
    for index in defects.indices { members[defects[index].cluster, default: []].append(index) }
    let clusters = members.values.compactMap { DefectCluster(of: $0, in: defects) }
    return clusters.sorted { a, b in
      let (first, second) = (defects[a.defects[0]].kind, defects[b.defects[0]].kind)
      if first.severity != second.severity { return first.severity < second.severity }
      return a.area != b.area ? a.area > b.area : a.id < b.id
    }
  }

  private init?(of members: [Int], in all: [Defect]) {
    guard let first = members.first else { return nil }
    let defects = members.map { all[$0] }
    id = all[first].cluster
    let level = all[first].level
    self.level = level
    let parents = Set(defects.map(\.parent))
    parent = parents.count == 1 ? all[first].parent : nil
    units = Set(defects.lazy.filter { $0.level == level }.flatMap(\.units)).sorted(by: codePrecedes)
    line = ClusterLine(of: defects)
    counts = DefectKind.counts(of: defects)
    area = defects.reduce(0) { $0 + $1.size.area }
    length = defects.reduce(0) { $0 + $1.size.length }
    widestMeanWidth = defects.reduce(0) { max($0, $1.size.meanWidth) }
    bbox = DefectCluster.box(around: defects)
    self.defects = members
  }

  private static func box(around defects: [Defect]) -> [Double]? {
    let boxes = defects.compactMap(\.geometry.bbox)
    guard var box = boxes.first else { return nil }
    for other in boxes {
      for side in 0..<2 { box[side] = min(box[side], other[side]) }
      for side in 2..<4 { box[side] = max(box[side], other[side]) }
    }
    return box
  }
}

extension ClusterLine {
  /// Two units when something lies between them, one when all lies between it and the outline.
  init(of defects: [Defect]) {
    self = .none
    guard defects.allSatisfy(\.kind.isBesideLine), let first = defects.first else { return }
    if let between = defects.first(where: {
      $0.units.count == 2 && $0.kind.isBetweenNeighbours
    }) {
      self = .neighbours(between.units[0], between.units[1])
    } else if let unit = first.units.first, defects.allSatisfy({ $0.units == [unit] }),
      defects.contains(where: { $0.kind == .overreach })
    {
      self = .outline(unit)
    }
  }
}
