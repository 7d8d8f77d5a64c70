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
    var hash = SHA256()
    hash.update(data: Array("dingge plan 1 \(crs.rawValue) \(lattice.unitsPerCoordinate)\n".utf8))
    var texts = units.indices.map { (key: canonicalHeader(of: $0), unit: $0) }
    texts.sort { $0.key.lexicographicallyPrecedes($1.key) }
    var start = 0
    while start < texts.count {
      var end = start + 1
      while end < texts.count, texts[end].key == texts[start].key { end += 1 }
      // Units with equal headers (a code given twice) are put in order by their shapes.
      let shapes = texts[start..<end].map { canonicalShape(of: $0.unit) }
      for shape in shapes.count == 1 ? shapes : shapes.sorted(by: { $0.precedes($1) }) {
        hash.update(data: texts[start].key)
        shape.update(&hash)
      }
      start = end
    }
    return hash.finalize().map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  private func canonicalHeader(of unit: Int) -> [UInt8] {
    let unit = units[unit]
    let fields = [
      unit.level.rawValue, unit.attributes.code ?? "", unit.parentCode ?? "",
      unit.isVoid ? "void" : "",
    ]
    return fields.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
  }

  /// The shape of a unit with rings, polygons and their order made canonical.
  private func canonicalShape(of unit: Int) -> CanonicalShape {
    CanonicalShape(
      polygons: units[unit].polygons.map { polygon in
        let rings = store.rings(ofPolygon: polygon).map { ring in
          CanonicalShape.rotated(Array(store.points[store.positions(ofRing: ring)]))
        }
        return rings.prefix(1) + rings.dropFirst().sorted { $0.lexicographicallyPrecedes($1) }
      })
  }
}

/// A unit's shape in the one form that all ways of writing it share.
private struct CanonicalShape {
  private let polygons: [[[LatticePoint]]]

  init(polygons: [[[LatticePoint]]]) {
    self.polygons = polygons.sorted { a, b in
      a.lexicographicallyPrecedes(b) { $0.lexicographicallyPrecedes($1) }
    }
  }

  /// The ring from its lowest position; of several, the one that gives the lowest sequence.
  static func rotated(_ ring: [LatticePoint]) -> [LatticePoint] {
    guard let lowest = ring.min() else { return ring }
    let starts = ring.indices.filter { ring[$0] == lowest }
    let start = starts.min { isRotation(of: ring, from: $0, before: $1) } ?? 0
    return Array(ring[start...] + ring[..<start])
  }

  private static func isRotation(of ring: [LatticePoint], from a: Int, before b: Int) -> Bool {
    for step in ring.indices {
      let (first, second) = (ring[(a + step) % ring.count], ring[(b + step) % ring.count])
      if first != second { return first < second }
    }
    return false
  }

  func precedes(_ other: CanonicalShape) -> Bool {
    polygons.lexicographicallyPrecedes(other.polygons) { a, b in
      a.lexicographicallyPrecedes(b) { $0.lexicographicallyPrecedes($1) }
    }
  }

  fileprivate func update(_ hash: inout SHA256) {
    hash.update(data: Array("\(polygons.count)|".utf8))
    var bytes: [UInt8] = []
    for polygon in polygons {
      bytes.append(contentsOf: "\(polygon.count);".utf8)
      for ring in polygon {
        bytes.append(contentsOf: "\(ring.count):".utf8)
        for point in ring {
          for ordinate in [point.x, point.y] {
            for shift in stride(from: 0, to: 64, by: 8) {
              bytes.append(UInt8(truncatingIfNeeded: ordinate >> Int64(shift)))
            }
          }
        }
      }
    }
    hash.update(data: bytes)
  }
}
