/// Finds the areas that positions lie in or on, exactly, a batch at a time.
///
/// Every index answers the same, which the plain scan of ``BoundaryIndex`` defines.
public protocol AreaLocator: Sendable {
  /// The areas that each position lies in or on.
  func locate(_ points: [LatticePoint]) -> Placements
}

/// For each position of a batch the areas that it lies in or on.
public struct Placements: Sendable {
  /// An area that holds a position, inside or on its boundary.
  @frozen
  public struct Placement: Hashable, Sendable, BitwiseCopyable {
    public let area: Int32
    public let isInside: Bool
  }

  /// All positions' areas, one position after another.
  public private(set) var all: [Placement] = []
  @usableFromInline private(set) var ends: [Int] = []
  /// Where the areas of the position at hand begin.
  private var start = 0

  public init() {}

  /// How many positions were located.
  public var count: Int { ends.count }

  /// The areas of a position, by its offset in the batch, the lowest number first.
  public subscript(point: Int) -> ArraySlice<Placement> { all[range(of: point)] }

  /// Where the areas of a position are in ``all``.
  @inlinable
  public func range(of point: Int) -> Range<Int> {
    (point == 0 ? 0 : ends[point - 1])..<ends[point]
  }

  /// Makes room for so many positions.
  mutating func reserve(_ count: Int) {
    ends.reserveCapacity(count)
    all.reserveCapacity(count)
  }

  /// Notes an area of the position at hand; what was noted of the area before holds.
  @inline(__always)
  mutating func add(area: Int, isInside: Bool) {
    let placement = Placement(area: Int32(area), isInside: isInside)
    var place = all.count
    while place > start, all[place - 1].area >= placement.area {
      if all[place - 1].area == placement.area { return }
      place -= 1
    }
    if place == all.count { all.append(placement) } else { all.insert(placement, at: place) }
  }

  /// Goes on to the next position.
  @inline(__always)
  mutating func endPoint() {
    start = all.count
    ends.append(start)
  }
}
