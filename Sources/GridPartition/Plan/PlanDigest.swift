internal import Crypto
internal import CoordinateSystems
internal import Geometry

extension Plan {
  /// The SHA-256 of the canonical plan, as 64 hexadecimal digits.
  ///
  /// Lattice coordinates, rings in the stored direction from their lowest position, polygons and
  /// units in order: the same plan has the same digest in every format, order and ring direction.
  /// Codes, levels, parents and kinds count; names do not.
  ///
  /// - Complexity: O(*n* log *n*).
  public func digest() -> String {
    var text = HashedText()
    text.append("dingge plan 1 \(crs.rawValue) \(lattice.unitsPerCoordinate)\n".utf8)
    let headers = canonicalHeaders()
    let order = units.indices.sorted { headers[$0].lexicographicallyPrecedes(headers[$1]) }
    var start = 0
    while start < order.count {
      let header = headers[order[start]]
      var end = start + 1
      while end < order.count, headers[order[end]] == header { end += 1 }
      // Units with equal headers (a code given twice) are put in order by their shapes.
      let shapes = order[start..<end].map(canonicalShape(of:))
      for shape in shapes.count == 1 ? shapes : shapes.sorted(by: { $0.precedes($1) }) {
        text.append(header)
        shape.append(to: &text)
      }
      start = end
    }
    return text.digest()
  }

  /// What is hashed of each unit before its shape.
  private func canonicalHeaders() -> [ArraySlice<UInt8>] {
    var bytes: [UInt8] = []
    let ends = units.map { unit in
      let kind = unit.isVoid ? "void" : ""
      for field in [
        unit.level.rawValue, unit.attributes.code ?? "", unit.parentCode ?? "", kind,
      ] {
        bytes.append(contentsOf: String(field.utf8.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: field.utf8)
      }
      return bytes.count
    }
    return ends.indices.map { bytes[($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0]] }
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

  /// Appends ordinates, eight bytes each, the lowest byte first.
  mutating func append(_ points: Slice<LatticePoints>) {
    let points = points.map { LatticePoint(x: $0.x.littleEndian, y: $0.y.littleEndian) }
    unsafe points.withUnsafeBytes { unsafe append($0) }
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
    text.append("\(count):".utf8)
    text.append(head)
    text.append(tail)
  }

  private static func start(of ring: Slice<LatticePoints>) -> Int {
    guard var start = ring.indices.first else { return ring.startIndex }
    for index in ring.indices.dropFirst() where ring[index] < ring[start] { start = index }
    for index in ring.indices.dropFirst(start + 1 - ring.startIndex)
    where ring[index] == ring[start] && isRotation(of: ring, from: index, before: start) {
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
    text.append("\(polygons.count)|".utf8)
    for polygon in polygons {
      text.append("\(polygon.count);".utf8)
      for ring in polygon { ring.append(to: &text) }
    }
  }
}
