/// Counts different positions of many polygons, on all cores.
///
/// Polygons are taken in chunks that lie together. A position that lies in the box of its own chunk only
/// is counted there; the few others are gathered and counted once all are known.
public struct VertexCount: Sendable {
  /// Polygons and the box around all their positions.
  public struct Shape: Sendable {
    public let polygons: Range<Int>
    public let box: Envelope

    /// Names polygons of a store with their box, see ``PolygonStore/box(ofPolygons:)``.
    public init(_ polygons: Range<Int>, in box: Envelope) {
      self.polygons = polygons
      self.box = box
    }
  }

  /// So many chunks are worth a step.
  private static let stepSize = 8
  private let store: PolygonStore
  private let loop: ParallelLoop

  /// - Parameters:
  ///   - store: The polygons.
  ///   - loop: How to use the cores; the answer does not depend on it.
  public init(in store: PolygonStore, _ loop: ParallelLoop) {
    self.store = store
    self.loop = loop
  }

  /// How many different positions polygons have.
  ///
  /// - Parameter groups: The polygons; those of a group lie together.
  /// - Returns: The count, which does not depend on groups and order.
  /// - Complexity: O(*n*) expected in the number of positions when groups lie apart.
  public func distinct(in groups: [[Shape]]) -> Int {
    let chunks = chunks(of: groups)
    let boxes = chunks.map { chunk in
      var box = Envelope.empty
      for shape in chunk { box.expand(by: shape.box) }
      return box
    }
    let tree = EnvelopeTree(boxes)
    let steps = (chunks.count + Self.stepSize - 1) / Self.stepSize
    let counts = loop.map(steps) { [store] step in
      var counter = ChunkCounter(store)
      for chunk in step * Self.stepSize..<min((step + 1) * Self.stepSize, chunks.count) {
        var others: [Envelope] = []
        tree.forEachMember(meeting: boxes[chunk]) { if $0 != chunk { others.append(boxes[$0]) } }
        counter.count(chunks[chunk], in: boxes[chunk], beside: others)
      }
      return (distinct: counter.distinct, shared: counter.shared)
    }
    return counts.reduce(0) { $0 + $1.distinct } + distinct(among: counts.map(\.shared))
  }

  private func chunks(of groups: [[Shape]]) -> [[Shape]] {
    var chunks: [[Shape]] = []
    var chunk: [Shape] = []
    var size = 0
    for group in groups {
      let count = group.reduce(0) { $0 + store.edgeCount(ofPolygons: $1.polygons) }
      if count > 2 * SpatialChunks.edgeCount {
        let parts = SpatialChunks(group.map(\.polygons), in: store)
        chunks += parts.chunks.map { range in parts.order[range].map { group[Int($0)] } }
        continue
      }
      chunk += group
      size += count
      guard size >= SpatialChunks.edgeCount else { continue }
      chunks.append(chunk)
      (chunk, size) = ([], 0)
    }
    if !chunk.isEmpty { chunks.append(chunk) }
    return chunks
  }

  /// How many different positions there are in lists that are divided into parts alike.
  private func distinct(among lists: [[[LatticePoint]]]) -> Int {
    loop.map(ChunkCounter.partCount) { part in
      var box = Envelope.empty
      var count = 0
      for parts in lists {
        for point in parts[part] { box.expand(by: point) }
        count += parts[part].count
      }
      var tally = PointTally()
      guard tally.start(count, in: box) else {
        return Set(lists.lazy.flatMap { $0[part] }).count
      }
      var distinct = 0
      for parts in lists { for point in parts[part] { distinct += tally.insert(point) } }
      return distinct
    }.reduce(0, +)
  }
}

/// What is counted of some chunks.
private struct ChunkCounter {
  /// Positions that no other chunk can have.
  private(set) var distinct = 0
  /// Into so many parts such positions are divided, that each part fits the cache.
  static let partCount = 64
  /// Positions that others may have as well, in parts by their place; of a chunk none comes twice.
  private(set) var shared = [[LatticePoint]](repeating: [], count: partCount)
  private let store: PolygonStore
  private var tally = PointTally()

  init(_ store: PolygonStore) { self.store = store }

  mutating func count(_ chunk: [VertexCount.Shape], in box: Envelope, beside others: [Envelope]) {
    let held = store
    let total = chunk.reduce(0) { $0 + held.edgeCount(ofPolygons: $1.polygons) }
    guard tally.start(total, in: box) else {
      var points: Set<LatticePoint> = []
      for shape in chunk {
        points.formUnion(held.points[held.positions(ofPolygons: shape.polygons)])
      }
      for point in points { share(point) }
      return
    }
    for shape in chunk {
      let near = others.filter { $0.intersects(shape.box) }
      held.points.withSpan(held.positions(ofPolygons: shape.polygons)) { count($0, near) }
    }
  }

  private mutating func count(_ points: Span<LatticePoint>, _ near: [Envelope]) {
    if near.isEmpty {
      for index in points.indices { distinct += tally.insert(points[index]) }
      return
    }
    for index in points.indices {
      let point = points[index]
      guard tally.insert(point) == 1 else { continue }
      if near.contains(where: { $0.contains(point) }) {
        share(point)
      } else {
        distinct += 1
      }
    }
  }
}

extension ChunkCounter {
  fileprivate mutating func share(_ point: LatticePoint) {
    let sum = UInt64(bitPattern: point.x &* 0x2545_F491_4F6C_DD1D &+ point.y)
    let part = Int((sum &* 0x9E37_79B9_7F4A_7C15) >> 32) & (Self.partCount - 1)
    shared[part].append(point)
  }
}

extension VertexCount {
  /// How many different positions there are more when some polygons are redrawn.
  ///
  /// - Parameters:
  ///   - removed: The polygons that were there before, in another store.
  ///   - before: That store.
  ///   - added: The polygons that came instead.
  ///   - kept: Those of the others that come near them.
  /// - Returns: The difference; `nil` when the polygons lie too far apart for this way.
  /// - Complexity: O(*n*) expected in the number of positions of all that is given.
  public func change(
    removing removed: [Range<Int>], of before: PolygonStore, adding added: [Range<Int>],
    keeping kept: [Range<Int>]
  ) -> Int? {
    var box = Envelope.empty
    for polygons in removed { box.expand(by: before.box(ofPolygons: polygons)) }
    for polygons in added { box.expand(by: store.box(ofPolygons: polygons)) }
    guard !box.isEmpty else { return 0 }
    let count = { (store: PolygonStore, list: [Range<Int>]) in
      list.reduce(0) { $0 + store.edgeCount(ofPolygons: $1) }
    }
    var others = PointTally()
    let capacity = count(store, kept) + max(count(before, removed), count(store, added))
    guard others.start(capacity, in: box) else { return nil }
    for polygons in kept {
      for point in store.points[store.positions(ofPolygons: polygons)] where box.contains(point) {
        _ = others.insert(point)
      }
    }
    var lost = others
    var change = 0
    for polygons in removed {
      for point in before.points[before.positions(ofPolygons: polygons)] {
        change -= lost.insert(point)
      }
    }
    for polygons in added {
      for point in store.points[store.positions(ofPolygons: polygons)] {
        change += others.insert(point)
      }
    }
    return change
  }
}
