internal import Crypto
internal import CoordinateSystems
internal import Geometry
internal import Synchronization

/// The digest of a plan, made when it is first asked for; copies of the plan share it.
final class KnownDigest: Sendable {
  private let text: Mutex<String?>

  init(_ text: String?) { self.text = Mutex(text) }

  /// The digest, which `make` makes when it is not known.
  func text(_ make: () -> String) -> String {
    text.withLock { known in
      if let known { return known }
      let made = make()
      known = made
      return made
    }
  }
}

extension Plan {
  /// The SHA-256 of the canonical plan, as 64 hexadecimal digits.
  ///
  /// Lattice coordinates, rings in the stored direction from their lowest position, polygons and
  /// units in order: the same plan has the same digest in every format, order and ring direction.
  /// Codes, levels, parents and kinds count; names do not.
  ///
  /// - Complexity: O(*n* log *n*) the first time, O(1) later.
  public func digest() -> String { knownDigest.text(makeDigest) }

  private func makeDigest() -> String {
    var text = HashedText()
    let system = crs.identifier ?? crs.definition
    text.append("dingge plan 1 \(system) \(lattice.unitsPerCoordinate)\n".utf8)
    let headers = CanonicalHeaders(of: self)
    let order = headers.order()
    var start = 0
    while start < order.count {
      let header = headers[order[start]]
      var end = start + 1
      while end < order.count, headers[order[end]] == header { end += 1 }
      if end == start + 1 {
        text.append(header)
        append(order[start], to: &text)
      } else {
        // Units with equal headers (a code given twice) are put in order by their shapes.
        let shapes = order[start..<end].map(canonicalShape(of:)).sorted { $0.precedes($1) }
        for shape in shapes {
          text.append(header)
          shape.append(to: &text)
        }
      }
      start = end
    }
    return text.digest()
  }

  /// Appends the shape of a unit, without ado where it is one ring.
  private func append(_ unit: Int, to text: inout HashedText) {
    let polygons = units[unit].polygons
    guard polygons.count == 1, store.rings(ofPolygon: polygons.lowerBound).count == 1 else {
      return canonicalShape(of: unit).append(to: &text)
    }
    text.append(count: 1, "|")
    text.append(count: 1, ";")
    CanonicalRing(store.points[store.positions(ofPolygons: polygons)]).append(to: &text)
  }

  /// The shape of a unit with rings, polygons and their order made canonical.
  private func canonicalShape(of unit: Int) -> CanonicalShape {
    CanonicalShape(
      polygons: units[unit].polygons.map { polygon in
        let rings = store.rings(ofPolygon: polygon).map { ring in
          CanonicalRing(store.points[store.positions(ofRing: ring)])
        }
        return rings.prefix(1) + rings.dropFirst().sorted { $0.precedes($1) }
      })
  }
}

/// A text whose digest is wanted, not the text.
private struct HashedText {
  private var hash = SHA256()
  /// What has not been hashed yet.
  private var bytes: [UInt8] = []

  mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    guard bytes.count >= 1 << 16 else { return }
    hash.update(data: bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Appends how many follow, and what stands behind that.
  mutating func append(count: Int, _ sign: Unicode.Scalar) {
    bytes.append(decimal: count)
    bytes.append(UInt8(ascii: sign))
  }

  /// Appends ordinates, eight bytes each, the lowest byte first.
  mutating func append(_ points: Slice<LatticePoints>) {
    #if _endian(little)
      unsafe points.withContiguousStorageIfAvailable {
        unsafe append(UnsafeRawBufferPointer($0))
      }
    #else
      let points = points.map { LatticePoint(x: $0.x.littleEndian, y: $0.y.littleEndian) }
      unsafe points.withUnsafeBytes { unsafe append($0) }
    #endif
  }

  consuming func digest() -> String {
    hash.update(data: bytes)
    return hash.finalize().map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}

/// A ring from its lowest position; of several, the one that gives the lowest sequence.
private struct CanonicalRing {
  private let head: Slice<LatticePoints>
  private let tail: Slice<LatticePoints>

  init(_ ring: Slice<LatticePoints>) {
    let start = CanonicalRing.start(of: ring)
    head = ring[start...]
    tail = ring[..<start]
  }

  var count: Int { head.count + tail.count }

  func precedes(_ other: CanonicalRing) -> Bool {
    for (a, b) in zip(positions, other.positions) where a != b { return a < b }
    return count < other.count
  }

  private var positions: some Sequence<LatticePoint> { [head, tail].lazy.joined() }

  func append(to text: inout HashedText) {
    text.append(count: count, ":")
    text.append(head)
    text.append(tail)
  }

  private static func start(of ring: Slice<LatticePoints>) -> Int {
    guard var start = ring.indices.first else { return ring.startIndex }
    var lowest = ring[start]
    var isRepeated = false
    for index in ring.indices.dropFirst() {
      let point = ring[index]
      if point < lowest {
        (start, lowest, isRepeated) = (index, point, false)
      } else if point == lowest {
        isRepeated = true
      }
    }
    guard isRepeated else { return start }
    for index in ring.indices.dropFirst(start + 1 - ring.startIndex)
    where ring[index] == lowest && isRotation(of: ring, from: index, before: start) {
      start = index
    }
    return start
  }

  private static func isRotation(
    of ring: Slice<LatticePoints>, from a: Int, before b: Int
  ) -> Bool {
    for step in 0..<ring.count {
      let first = ring[ring.startIndex + (a - ring.startIndex + step) % ring.count]
      let second = ring[ring.startIndex + (b - ring.startIndex + step) % ring.count]
      if first != second { return first < second }
    }
    return false
  }
}

/// A unit's shape in the one form that all ways of writing it share.
private struct CanonicalShape {
  private let polygons: [[CanonicalRing]]

  init(polygons: [[CanonicalRing]]) {
    self.polygons =
      polygons.count == 1
      ? polygons
      : polygons.sorted { a, b in a.lexicographicallyPrecedes(b) { $0.precedes($1) } }
  }

  func precedes(_ other: CanonicalShape) -> Bool {
    polygons.lexicographicallyPrecedes(other.polygons) { a, b in
      a.lexicographicallyPrecedes(b) { $0.precedes($1) }
    }
  }

  fileprivate func append(to text: inout HashedText) {
    text.append(count: polygons.count, "|")
    for polygon in polygons {
      text.append(count: polygon.count, ";")
      for ring in polygon { ring.append(to: &text) }
    }
  }
}
