/// The boundaries of many areas as one network: each edge once, with the area on each side.
///
/// Edges are brought together by the place of their lower ends, so that pairs are found within the
/// cache and on all cores.
struct BoundaryNetwork: Sendable {
  let box: Envelope
  let edges: [NetworkEdge]
  let knots: KnotSteps

  /// About how many directed edges are brought together at a time.
  private static let bucketSize = 32
  /// How many buckets make a step of the loop: few enough that what a step makes is no memory of its
  /// own, which the system would clear every time.
  private static let chunkSize = 64

  /// Builds the network.
  ///
  /// - Parameters:
  ///   - areas: For each area its polygons.
  ///   - store: The polygons; fewer than 2³² positions.
  ///   - loop: How to use the cores; the result does not depend on it.
  /// - Precondition: There are fewer than 2³⁰ areas.
  /// - Complexity: O(*n* log *n*).
  init(areas: [Range<Int>], of store: PolygonStore, _ loop: ParallelLoop) {
    precondition(areas.count < 1 << 30 && store.points.count < 1 << 32, "too many areas")
    var box = Envelope.empty
    var count = 0
    for area in areas {
      store.forEachEdge(ofPolygons: area) { from, _ in
        box.expand(by: from)
        count += 1
      }
    }
    self.box = box
    let raster = CellRaster(covering: box, cells: count / Self.bucketSize)
    let buckets = EdgeBuckets(areas, store, raster)
    let chunkCount = (buckets.count + Self.chunkSize - 1) / Self.chunkSize
    let matched = loop.reduce(chunkCount, into: MatchedEdges(room: count)) { chunk in
      var matcher = EdgeMatcher()
      for bucket in chunk * Self.chunkSize..<min((chunk + 1) * Self.chunkSize, buckets.count) {
        matcher.match { buckets.append(edgesOf: bucket, store, to: &$0) }
      }
      return matcher
    } _: { matched, matcher in
      matched.append(matcher)
    }
    (edges, knots) = (matched.edges, matched.knots)
  }
}

/// The edges of a network as they are put together.
private struct MatchedEdges: Sendable {
  private(set) var edges: [NetworkEdge] = []
  private(set) var knots = KnotSteps()

  /// - Parameter room: For how many edges; what is not used takes no memory.
  init(room: Int) { edges.reserveCapacity(room) }

  mutating func append(_ matched: EdgeMatcher) {
    let first = Int32(knots.count)
    knots.append(matched.knots)
    for edge in matched.edges {
      edges.append(
        edge.isKnot
          ? NetworkEdge(
            low: edge.low, high: edge.high, left: edge.left, right: edge.right + first) : edge)
    }
  }
}

/// Directed edges by the cells of a raster that their lower ends lie in.
private struct EdgeBuckets: Sendable {
  private struct Entry: BitwiseCopyable {
    let from: UInt32
    let to: UInt32
    let owner: Int32
  }

  private var starts: [UInt32]
  private var entries: [Entry]

  init(_ areas: [Range<Int>], _ store: PolygonStore, _ raster: CellRaster) {
    var starts = [UInt32](repeating: 0, count: raster.count + 1)
    EdgeBuckets.forEachEdge(areas, store) { from, to, _ in
      let low = min(store.points[from], store.points[to])
      starts[raster.row(low.y) * raster.columns + raster.column(low.x) + 1] += 1
    }
    for bucket in 0..<raster.count { starts[bucket + 1] += starts[bucket] }
    var next = starts
    let none = Entry(from: 0, to: 0, owner: 0)
    var entries = [Entry](repeating: none, count: Int(starts[raster.count]))
    EdgeBuckets.forEachEdge(areas, store) { from, to, area in
      let low = min(store.points[from], store.points[to])
      let bucket = raster.row(low.y) * raster.columns + raster.column(low.x)
      entries[Int(next[bucket])] = Entry(
        from: UInt32(from), to: UInt32(to), owner: Int32(area))
      next[bucket] += 1
    }
    self.starts = starts
    self.entries = entries
  }

  var count: Int { starts.count - 1 }

  /// Appends the edges of a bucket.
  func append(edgesOf bucket: Int, _ store: PolygonStore, to edges: inout [OwnedEdge]) {
    for index in Int(starts[bucket])..<Int(starts[bucket + 1]) {
      let entry = entries[index]
      edges.append(
        OwnedEdge(
          from: store.points[Int(entry.from)], to: store.points[Int(entry.to)], owner: entry.owner))
    }
  }

  private static func forEachEdge(
    _ areas: [Range<Int>], _ store: PolygonStore, _ body: (_ from: Int, _ to: Int, Int) -> Void
  ) {
    for (area, polygons) in areas.enumerated() {
      for polygon in polygons {
        for ring in store.rings(ofPolygon: polygon) {
          let positions = store.positions(ofRing: ring)
          var previous = positions.upperBound - 1
          for position in positions {
            body(previous, position, area)
            previous = position
          }
        }
      }
    }
  }
}
