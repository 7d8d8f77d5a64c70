/// Which areas run along one another's boundaries for some length.
///
/// Boundaries run along one another where they lie on one straight line, whatever their vertices and
/// directions. Where an area has both sides of a line (a spike, two parts side by side) it has no
/// boundary. Areas that only meet in positions do not count.
public struct SharedBoundaries: Sendable {
  private let starts: [Int]
  private let members: [Int32]

  /// Finds them for all areas at once.
  ///
  /// - Parameters:
  ///   - count: How many areas there are.
  ///   - parts: Polygons with the area that they belong to; an area may have several or none.
  ///   - store: The polygons; fewer than 2³² positions.
  ///   - loop: How to use the cores; the result does not depend on it.
  /// - Complexity: O(*n* log *n*) in the number of edges, where no more than some areas share an
  ///   edge.
  public init(
    count: Int, parts: [(polygons: Range<Int>, area: Int32)], of store: PolygonStore,
    _ loop: ParallelLoop
  ) {
    precondition(store.points.count < 1 << 32, "too many positions")
    let bundles = SlopeBundles(parts, store)
    let pairs = loop.map(bundles.count) { bundle in
      var lines = CommonLines()
      lines.add(bundles.edges(of: bundle, store))
      return lines.pairs
    }
    (starts, members) = Self.table(of: pairs, count: count)
  }

  /// The areas along the boundary of an area, ascending.
  public subscript(area: Int) -> ArraySlice<Int32> { members[starts[area]..<starts[area + 1]] }

  private static func table(
    of pairs: [[CommonLines.Pair]], count: Int
  ) -> (starts: [Int], members: [Int32]) {
    var ends = [Int](repeating: 0, count: count + 1)
    for pair in pairs.joined() {
      ends[Int(pair.a) + 1] += 1
      ends[Int(pair.b) + 1] += 1
    }
    for area in 0..<count { ends[area + 1] += ends[area] }
    var next = ends
    var all = [Int32](repeating: 0, count: ends[count])
    for pair in pairs.joined() {
      all[next[Int(pair.a)]] = pair.b
      all[next[Int(pair.b)]] = pair.a
      next[Int(pair.a)] += 1
      next[Int(pair.b)] += 1
    }
    // Neighbours share many edges; each is kept once.
    var starts = [0]
    starts.reserveCapacity(count + 1)
    var kept = 0
    for area in 0..<count {
      all[ends[area]..<ends[area + 1]].sort()
      let start = kept
      for index in ends[area]..<ends[area + 1] where kept == start || all[kept - 1] != all[index] {
        all[kept] = all[index]
        kept += 1
      }
      starts.append(kept)
    }
    all.removeLast(all.count - kept)
    return (starts, all)
  }
}

/// Directed edges in bundles; edges on one straight line are in the same one.
private struct SlopeBundles: Sendable {
  struct Entry: BitwiseCopyable, Sendable {
    let from: UInt32
    let to: UInt32
    let area: Int32
  }

  /// About how many edges a bundle has, so that it fits the processor's cache.
  private static let size = 8192

  private var starts: [Int]
  private var entries: [Entry]

  init(_ parts: [(polygons: Range<Int>, area: Int32)], _ store: PolygonStore) {
    let edgeCount = parts.reduce(0) { $0 + store.edgeCount(ofPolygons: $1.polygons) }
    let count = edgeCount / Self.size + 1
    var starts = [Int](repeating: 0, count: count + 1)
    Self.forEachEdge(parts, store) { from, to, _ in
      starts[Self.bundle(store.points[from], store.points[to], count) + 1] += 1
    }
    for bundle in 0..<count { starts[bundle + 1] += starts[bundle] }
    var next = starts
    var entries = [Entry](
      repeating: Entry(from: 0, to: 0, area: 0), count: edgeCount)
    Self.forEachEdge(parts, store) { from, to, area in
      let bundle = Self.bundle(store.points[from], store.points[to], count)
      entries[next[bundle]] = Entry(from: UInt32(from), to: UInt32(to), area: area)
      next[bundle] += 1
    }
    self.starts = starts
    self.entries = entries
  }

  var count: Int { starts.count - 1 }

  func edges(of bundle: Int, _ store: PolygonStore) -> [OwnedEdge] {
    entries[starts[bundle]..<starts[bundle + 1]].map { entry in
      OwnedEdge(
        from: store.points[Int(entry.from)], to: store.points[Int(entry.to)], owner: entry.area)
    }
  }

  /// The bundle of an edge; also that of every other edge on the same line.
  ///
  /// Streets and section lines run due north or east in great numbers, so these are told apart by
  /// where they run as well.
  private static func bundle(_ a: LatticePoint, _ b: LatticePoint, _ count: Int) -> Int {
    let place = a.y == b.y ? a.y : a.x == b.x ? a.x : 0
    return evenNumber(
      for: slope(a, b).bitPattern, UInt64(bitPattern: place), below: count)
  }

  private static func forEachEdge(
    _ parts: [(polygons: Range<Int>, area: Int32)], _ store: PolygonStore,
    _ body: (_ from: Int, _ to: Int, Int32) -> Void
  ) {
    for part in parts {
      for polygon in part.polygons {
        for ring in store.rings(ofPolygon: polygon) {
          let positions = store.positions(ofRing: ring)
          var previous = positions.upperBound - 1
          for position in positions {
            body(previous, position, part.area)
            previous = position
          }
        }
      }
    }
  }
}
