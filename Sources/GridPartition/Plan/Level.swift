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

  private var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
}

extension Level: Comparable {
  /// Orders from the widest level to the smallest.
  public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }
}
