/// Positions one after another: in memory of their own, or in a table of a mapped file.
///
/// Copies share the memory until one of them is changed.
@safe
public struct LatticePoints: RandomAccessCollection, @unchecked Sendable {
  private var base: UnsafeMutablePointer<LatticePoint>
  private var capacity: Int
  public private(set) var count: Int
  /// Keeps the memory. One type for both kinds: only of a known type can it be told whether there is
  /// another reference.
  private var owner: PointMemory

  public init() {
    let memory = PointMemory(OwnedMemory(size: 0))
    unsafe base = memory.base
    (capacity, count, owner) = (0, 0, memory)
  }

  /// Copies positions.
  public init(_ points: some Collection<LatticePoint>) {
    self.init()
    append(contentsOf: points)
  }

  /// Looks at the positions of a table; nothing is copied.
  ///
  /// - Parameter table: Of a file all pages of it have been verified.
  public init(_ table: FlatTable<LatticePoint>) {
    let memory = PointMemory(table)
    unsafe base = memory.base
    // Without room of its own it is never written to.
    (capacity, count, owner) = (0, table.count, memory)
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  @inline(__always)
  public subscript(index: Int) -> LatticePoint {
    precondition(index >= 0 && index < count, "an offset beyond the positions")
    return unsafe base[index]
  }

  /// Gives positions to `body`, which must not keep them.
  ///
  /// - Precondition: The range lies in the collection.
  @inline(__always)
  public func withSpan<Result>(
    _ range: Range<Int>, _ body: (Span<LatticePoint>) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range beyond the positions")
    return withExtendedLifetime(owner) {
      let points = unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
      return unsafe body(points.span)
    }
  }

  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<LatticePoint>) throws -> Result
  ) rethrows -> Result? {
    try withExtendedLifetime(owner) {
      try unsafe body(UnsafeBufferPointer(start: base, count: count))
    }
  }
}

extension LatticePoints {
  /// Appends positions.
  public mutating func append(contentsOf points: some Collection<LatticePoint>) {
    let added = points.count
    if count + added > capacity || !isKnownUniquelyReferenced(&owner) {
      makeRoom(for: Swift.max(count + added, capacity + capacity / 2))
    }
    let target = unsafe UnsafeMutableBufferPointer(start: base + count, count: added)
    _ = unsafe target.initialize(from: points)
    count += added
  }

  /// Forgets the positions and keeps the memory.
  public mutating func removeAll() {
    if capacity > 0, isKnownUniquelyReferenced(&owner) { count = 0 } else { self = LatticePoints() }
  }

  /// Takes memory of its own for so many positions, and those that are there.
  private mutating func makeRoom(for capacity: Int) {
    let size = capacity * MemoryLayout<LatticePoint>.stride
    if owner.table == nil, isKnownUniquelyReferenced(&owner) {
      owner.own.resize(to: size)
    } else {
      let memory = OwnedMemory(size: size)
      unsafe memory.base.copyMemory(
        from: base, byteCount: count * MemoryLayout<LatticePoint>.stride)
      owner = PointMemory(memory)
    }
    unsafe base = owner.base
    self.capacity = capacity
  }
}

/// Memory that is freed with its last owner, or a table.
@safe
private final class PointMemory: @unchecked Sendable {
  /// Empty when there is a table.
  let own: OwnedMemory
  let table: FlatTable<LatticePoint>?

  init(_ own: OwnedMemory) { (self.own, table) = (own, nil) }

  init(_ table: FlatTable<LatticePoint>) {
    (own, self.table) = (OwnedMemory(size: 0), table)
  }

  var base: UnsafeMutablePointer<LatticePoint> {
    if let table { return unsafe UnsafeMutablePointer(mutating: table.base) }
    return unsafe own.base.assumingMemoryBound(to: LatticePoint.self)
  }
}
