public import Geometry
public import GridPartition

/// Geometries as a GeoPackage holds them: a header, then well-known binary.
///
/// Standard: OGC GeoPackage 12-128r14, clause 2.1.3 (`GeoPackageBinary`).
public enum GeoPackageGeometry {
  /// Reads the polygons of a geometry.
  ///
  /// - Parameters:
  ///   - blob: All its bytes.
  ///   - polygons: Receives the polygons behind the ones that are there; of an empty geometry none.
  /// - Returns: What it has beside x and y, which is left out.
  /// - Throws: ``GeometryFault``; some polygons may have been added.
  /// - Complexity: O(*n*) in the number of bytes.
  public static func read(
    _ blob: borrowing RawSpan, into polygons: inout WrittenPolygons
  ) throws(GeometryFault) -> ExtraOrdinates {
    let header = try GeoPackageHeader(blob)
    guard !header.isEmpty else { return [] }
    var reader = WKBReader(at: header.length)
    try reader.read(blob, into: &polygons)
    return reader.extras
  }

  /// The box of a geometry: as the header has it, or else around all positions.
  ///
  /// - Returns: `nil` for what is empty or cannot be read.
  public static func box(
    of blob: borrowing RawSpan
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
    guard let header = try? GeoPackageHeader(blob), !header.isEmpty else { return nil }
    if let box = header.box { return box }
    var polygons = WrittenPolygons()
    var reader = WKBReader(at: header.length)
    guard (try? reader.read(blob, into: &polygons)) != nil else { return nil }
    let (count, ordinates) = (polygons.ordinates.count, polygons.ordinates)
    let x = stride(from: 0, to: count, by: 2).map { ordinates[$0] }.filter { !$0.isNaN }
    let y = stride(from: 1, to: count, by: 2).map { ordinates[$0] }.filter { !$0.isNaN }
    guard let west = x.min(), let east = x.max(), let south = y.min(), let north = y.max() else {
      return nil
    }
    return (west...east, south...north)
  }

  /// The geometry of polygons on a lattice: a MultiPolygon with its box, low bytes first.
  ///
  /// - Parameters:
  ///   - polygons: Which ones; not none.
  ///   - store: Where they are.
  ///   - lattice: Says where the positions are.
  ///   - system: Number of the reference system in the file (`srs_id`).
  /// - Returns: All its bytes.
  public static func blob(
    of polygons: Range<Int>, in store: PolygonStore, on lattice: Lattice, system: Int32
  ) -> [UInt8] {
    let box = store.box(ofPolygons: polygons)
    var bytes: [UInt8] = [0x47, 0x50, 0, 0b0000_0011]
    bytes.reserveCapacity(64 + 20 * store.edgeCount(ofPolygons: polygons))
    bytes.append(word: UInt32(bitPattern: system))
    for ordinate in [box.minimum.x, box.maximum.x, box.minimum.y, box.maximum.y] {
      bytes.append(double: lattice.ordinate(of: ordinate))
    }
    bytes.append(type: .multiPolygon, count: polygons.count)
    for polygon in polygons {
      let rings = store.rings(ofPolygon: polygon)
      bytes.append(type: .polygon, count: rings.count)
      for ring in rings {
        let positions = store.points[store.positions(ofRing: ring)]
        bytes.append(word: UInt32(positions.count + 1))
        for point in positions { bytes.append(point, lattice) }
        for point in positions.prefix(1) { bytes.append(point, lattice) }
      }
    }
    return bytes
  }
}

extension GeoPackageGeometry {
  /// The place of a point, low bytes first; `nil` for anything else.
  static func point(of blob: borrowing RawSpan) -> (x: Double, y: Double)? {
    guard let header = try? GeoPackageHeader(blob), !header.isEmpty,
      blob.byteCount >= header.length + 21, blob.byte(at: header.length) == 1,
      [1, 1001, 2001, 3001].contains(UInt32(littleEndian: blob.word(at: header.length + 1)))
    else { return nil }
    return (
      Double(bitPattern: UInt64(littleEndian: blob.longWord(at: header.length + 5))),
      Double(bitPattern: UInt64(littleEndian: blob.longWord(at: header.length + 13)))
    )
  }

  /// A closed line, low bytes first, made the shell of a polygon; `nil` for anything else.
  static func closedLineAsPolygon(_ blob: [UInt8]) -> [UInt8]? {
    let bytes = unsafe blob.span.bytes
    guard let header = try? GeoPackageHeader(bytes), !header.isEmpty,
      bytes.byteCount >= header.length + 9, bytes.byte(at: header.length) == 1
    else { return nil }
    let code = UInt32(littleEndian: bytes.word(at: header.length + 1))
    let count = Int(UInt32(littleEndian: bytes.word(at: header.length + 5)))
    let size = [2: 16, 1002: 24, 2002: 24, 3002: 32][code] ?? 0
    let first = header.length + 9
    guard size > 0, count >= 4, bytes.byteCount == first + count * size,
      bytes.longWord(at: first) == bytes.longWord(at: first + (count - 1) * size),
      bytes.longWord(at: first + 8) == bytes.longWord(at: first + (count - 1) * size + 8)
    else { return nil }
    var result = Array(blob[..<(header.length + 1)])
    result.append(word: code + 1)
    result.append(word: 1)
    return result + blob[(header.length + 5)...]
  }
}

/// What stands before the well-known binary.
private struct GeoPackageHeader {
  /// How many bytes it has.
  let length: Int
  let isEmpty: Bool
  let box: (x: ClosedRange<Double>, y: ClosedRange<Double>)?

  init(_ blob: borrowing RawSpan) throws(GeometryFault) {
    guard blob.byteCount >= 8, blob.byte(at: 0) == 0x47, blob.byte(at: 1) == 0x50,
      blob.byte(at: 2) == 0
    else { throw GeometryFault(.noHeader, at: 0) }
    let flags = blob.byte(at: 3)
    // An extended geometry (bit 5) is another program's own.
    guard flags & 0b0010_0000 == 0 else { throw GeometryFault(.noHeader, at: 3) }
    let boxLengths = [0, 32, 48, 48, 64]
    let indicator = Int(flags >> 1 & 0b111)
    guard indicator < boxLengths.count, blob.byteCount >= 8 + boxLengths[indicator] else {
      throw GeometryFault(.broken, at: 3)
    }
    length = 8 + boxLengths[indicator]
    isEmpty = flags & 0b0001_0000 != 0
    box = indicator == 0 ? nil : Self.box(blob, isBigEndian: flags & 1 == 0)
  }

  private static func box(
    _ blob: borrowing RawSpan, isBigEndian: Bool
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
    var values: [Double] = []
    for index in 0..<4 {
      let word = blob.longWord(at: 8 + 8 * index)
      values.append(
        Double(bitPattern: isBigEndian ? UInt64(bigEndian: word) : UInt64(littleEndian: word)))
    }
    guard values[0] <= values[1], values[2] <= values[3] else { return nil }
    return (values[0]...values[1], values[2]...values[3])
  }
}

extension [UInt8] {
  fileprivate mutating func append(type: WKBType, count: Int) {
    append(1)
    append(word: type.rawValue)
    append(word: UInt32(count))
  }

  fileprivate mutating func append(word: UInt32) {
    unsafe Swift.withUnsafeBytes(of: word.littleEndian) { unsafe append(contentsOf: $0) }
  }

  fileprivate mutating func append(double: Double) {
    let pattern = double.bitPattern.littleEndian
    unsafe Swift.withUnsafeBytes(of: pattern) { unsafe append(contentsOf: $0) }
  }

  fileprivate mutating func append(_ point: LatticePoint, _ lattice: Lattice) {
    append(double: lattice.ordinate(of: point.x))
    append(double: lattice.ordinate(of: point.y))
  }
}
