/// The rank of a unit, from the widest to the smallest.
public enum Level: String, CaseIterable, Hashable, Sendable {
  /// 县
  case county
  /// 镇
  case town
  /// 服务站, 行政村
  case station
  /// 村
  case village
  /// 网格: the smallest unit, one responsibility area.
  case grid

  /// How many levels are wider.
  var rank: Int {
    switch self {
    case .county: 0
    case .town: 1
    case .station: 2
    case .village: 3
    case .grid: 4
    }
  }
}

extension Level: Comparable {
  /// Orders from the widest level to the smallest.
  public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }
}
