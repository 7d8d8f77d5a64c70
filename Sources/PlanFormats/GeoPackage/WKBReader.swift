internal import GridPartition

/// Reads the polygons of geometries in well-known binary.
///
/// Both byte orders are read, in any mixture; Z and M as ISO and as PostGIS mark them. Whatever the
/// bytes are, nothing outside of them is looked at, and no more is stored than they hold.
///
/// Standard: OGC Simple Features 06-103r4 §8.2, ISO 13249-3; EWKB of PostGIS.
struct WKBReader {
  /// Collections within one another are followed so far.
  private static let depthLimit = 32

  /// Where the next byte is.
  private var offset: Int
  private var isBigEndian = false
  /// What was met beside x and y.
  private(set) var extras: ExtraOrdinates = []

  /// Starts at an offset.
  init(at offset: Int = 0) {
    self.offset = offset
  }

  /// Reads the geometry that begins here.
  ///
  /// - Parameters:
  ///   - bytes: All bytes.
  ///   - polygons: Receives the polygons behind the ones that are there; of empty geometries none.
  /// - Throws: ``GeometryFault``; some polygons may have been added.
  /// - Complexity: O(*n*) in the number of bytes.
  mutating func read(
    _ bytes: borrowing RawSpan, into polygons: inout WrittenPolygons
  ) throws(GeometryFault) {
    try read(bytes, depth: 0, into: &polygons)
  }

  private mutating func read(
    _ bytes: borrowing RawSpan, depth: Int, into polygons: inout WrittenPolygons
  ) throws(GeometryFault) {
    let start = offset
    let head = try readHead(bytes)
    switch head.type {
    case .polygon, .triangle: try readRings(bytes, head.ordinates, into: &polygons)
    case .multiPolygon, .geometryCollection, .multiSurface, .polyhedralSurface, .tin:
      guard depth < Self.depthLimit else { throw GeometryFault(.broken, at: start) }
      // The shortest geometry has five bytes.
      for _ in 0..<(try readCount(bytes, of: 5)) {
        try read(bytes, depth: depth + 1, into: &polygons)
      }
    case .curvePolygon: try readCurvePolygon(bytes, into: &polygons)
    case .circularString, .compoundCurve, .multiCurve:
      throw GeometryFault(.curved(type: head.type.name), at: start)
    case .point, .lineString, .multiPoint, .multiLineString:
      throw GeometryFault(.notAnArea(type: head.type.name), at: start)
    }
  }

  /// Reads a polygon whose rings may be curves, as long as none is.
  private mutating func readCurvePolygon(
    _ bytes: borrowing RawSpan, into polygons: inout WrittenPolygons
  ) throws(GeometryFault) {
    for _ in 0..<(try readCount(bytes, of: 9)) {
      let start = offset
      let head = try readHead(bytes)
      guard head.type == .lineString else {
        throw GeometryFault(.curved(type: head.type.name), at: start)
      }
      try readPositions(bytes, head.ordinates, into: &polygons)
      polygons.endRing()
    }
    polygons.endPolygon()
  }

  private mutating func readRings(
    _ bytes: borrowing RawSpan, _ ordinates: Int, into polygons: inout WrittenPolygons
  ) throws(GeometryFault) {
    for _ in 0..<(try readCount(bytes, of: 4)) {
      try readPositions(bytes, ordinates, into: &polygons)
      polygons.endRing()
    }
    polygons.endPolygon()
  }

  private mutating func readPositions(
    _ bytes: borrowing RawSpan, _ ordinates: Int, into polygons: inout WrittenPolygons
  ) throws(GeometryFault) {
    let count = try readCount(bytes, of: 8 * ordinates)
    polygons.ordinates.reserveCapacity(polygons.ordinates.count + 2 * count)
    for _ in 0..<count {
      polygons.ordinates.append(double(bytes, at: offset))
      polygons.ordinates.append(double(bytes, at: offset + 8))
      offset += 8 * ordinates
    }
  }
}

extension WKBReader {
  private mutating func readHead(
    _ bytes: borrowing RawSpan
  ) throws(GeometryFault) -> (type: WKBType, ordinates: Int) {
    let start = offset
    guard bytes.byteCount - offset >= 5 else { throw GeometryFault(.broken, at: start) }
    switch bytes.byte(at: offset) {
    case 0: isBigEndian = true
    case 1: isBigEndian = false
    default: throw GeometryFault(.broken, at: start)
    }
    let code = word(bytes, at: offset + 1)
    offset += 5
    // PostGIS marks Z, M and an identifier of the system in the highest bits, ISO by thousands.
    let plain = code & 0x1FFF_FFFF
    var extras: ExtraOrdinates = []
    if code & 0x8000_0000 != 0 || [1, 3].contains(plain / 1000) { extras.insert(.z) }
    if code & 0x4000_0000 != 0 || [2, 3].contains(plain / 1000) { extras.insert(.m) }
    guard plain / 1000 <= 3, let type = WKBType(rawValue: plain % 1000) else {
      throw GeometryFault(.unknownType(code), at: start)
    }
    if code & 0x2000_0000 != 0 {
      guard bytes.byteCount - offset >= 4 else { throw GeometryFault(.broken, at: offset) }
      offset += 4
    }
    self.extras.formUnion(extras)
    return (type, 2 + (extras.contains(.z) ? 1 : 0) + (extras.contains(.m) ? 1 : 0))
  }

  /// Reads how many things of `size` bytes or more follow; there is room for all of them.
  private mutating func readCount(
    _ bytes: borrowing RawSpan, of size: Int
  ) throws(GeometryFault) -> Int {
    guard bytes.byteCount - offset >= 4 else { throw GeometryFault(.broken, at: offset) }
    let count = Int(word(bytes, at: offset))
    guard count <= (bytes.byteCount - offset - 4) / size else {
      throw GeometryFault(.broken, at: offset)
    }
    offset += 4
    return count
  }

  private func word(_ bytes: borrowing RawSpan, at offset: Int) -> UInt32 {
    let word = bytes.word(at: offset)
    return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
  }

  private func double(_ bytes: borrowing RawSpan, at offset: Int) -> Double {
    let word = bytes.longWord(at: offset)
    return Double(
      bitPattern: isBigEndian ? UInt64(bigEndian: word) : UInt64(littleEndian: word))
  }
}

/// The types of geometries, by their codes.
enum WKBType: UInt32 {
  case point = 1
  case lineString, polygon, multiPoint, multiLineString, multiPolygon, geometryCollection
  case circularString, compoundCurve, curvePolygon, multiCurve, multiSurface
  case polyhedralSurface = 15
  case tin, triangle

  /// The name that the standard gives the type.
  var name: String {
    switch self {
    case .point: "Point"
    case .lineString: "LineString"
    case .polygon: "Polygon"
    case .multiPoint: "MultiPoint"
    case .multiLineString: "MultiLineString"
    case .multiPolygon: "MultiPolygon"
    case .geometryCollection: "GeometryCollection"
    case .circularString: "CircularString"
    case .compoundCurve: "CompoundCurve"
    case .curvePolygon: "CurvePolygon"
    case .multiCurve: "MultiCurve"
    case .multiSurface: "MultiSurface"
    case .polyhedralSurface: "PolyhedralSurface"
    case .tin: "TIN"
    case .triangle: "Triangle"
    }
  }
}

extension RawSpan {
  /// The byte at an offset, which is checked.
  func byte(at offset: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

  /// Four bytes as they are stored; the offset is checked.
  func word(at offset: Int) -> UInt32 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
  }

  /// Eight bytes as they are stored; the offset is checked.
  func longWord(at offset: Int) -> UInt64 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
