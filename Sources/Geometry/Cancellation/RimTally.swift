/// Cancels edges that lie together, and what is left of them with one another.
struct RimTally {
  private var narrow = EdgeTally<LocalWords>()
  /// For edges that lie too far apart for words of 64 bits.
  private var wide = EdgeTally<WideWords>()

  /// What is left of parts.
  ///
  /// - Complexity: O(*n*) expected in the number of their edges.
  mutating func rim(
    of parts: [BoundaryCancellation.Part], in store: PolygonStore
  ) -> [SignedEdge] {
    var box = Envelope.empty
    var count = 0
    for part in parts {
      box.expand(by: store.box(ofPolygons: part.polygons))
      count += store.edgeCount(ofPolygons: part.polygons)
    }
    guard let words = LocalWords(in: box) else {
      return wide.rim(of: parts, in: store, count, WideWords())
    }
    return narrow.rim(of: parts, in: store, count, words)
  }

  /// What is left when rims cancel one another.
  mutating func rim(of rims: ArraySlice<[SignedEdge]>) -> [SignedEdge] {
    guard rims.count > 1 else { return rims.first ?? [] }
    var box = Envelope.empty
    for rim in rims {
      for edge in rim {
        box.expand(by: edge.low)
        box.expand(by: edge.high)
      }
    }
    guard let words = LocalWords(in: box) else { return wide.rim(of: rims, WideWords()) }
    return narrow.rim(of: rims, words)
  }
}

extension EdgeTally {
  fileprivate mutating func rim(
    of parts: [BoundaryCancellation.Part], in store: PolygonStore, _ count: Int, _ words: Words
  ) -> [SignedEdge] {
    start(count, words)
    for part in parts {
      let sign: Int64 = part.isSubtracted ? -1 : 1
      for polygon in part.polygons {
        for ring in store.rings(ofPolygon: polygon) {
          store.points.withSpan(store.positions(ofRing: ring)) { add(ring: $0, sign: sign) }
        }
      }
    }
    return taken()
  }

  fileprivate mutating func rim(
    of rims: ArraySlice<[SignedEdge]>, _ words: Words
  ) -> [SignedEdge] {
    start(rims.reduce(0) { $0 + $1.count }, words)
    for rim in rims { for edge in rim { add(edge) } }
    return taken()
  }
}
