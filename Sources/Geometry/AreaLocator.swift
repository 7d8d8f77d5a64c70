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
  public struct Placement: Hashable, Sendable, BitwiseCopyable {
    public let area: Int32
    public let isInside: Bool
  }

  private var placements: [Placement] = []
  private var ends: [Int] = []

  public init() {}

  /// How many positions were located.
  public var count: Int { ends.count }

  /// The areas of a position, by its offset in the batch, in no particular order.
  public subscript(point: Int) -> ArraySlice<Placement> {
    placements[(point == 0 ? 0 : ends[point - 1])..<ends[point]]
  }

  /// Makes room for so many positions.
  mutating func reserve(_ count: Int) {
    ends.reserveCapacity(count)
    placements.reserveCapacity(count)
  }

  /// Notes an area of the position at hand.
  mutating func add(area: Int, isInside: Bool) {
    placements.append(Placement(area: Int32(area), isInside: isInside))
  }

  /// Goes on to the next position.
  mutating func endPoint() { ends.append(placements.count) }
}
