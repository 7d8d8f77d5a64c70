import GridPartition
import PlanFormats
import TestSupport
import Testing

@Suite struct GeometryReadingTests {
  private static let ordinates = (GeometryBytes.square + GeometryBytes.hole).flatMap {
    [$0.0, $0.1]
  }

  @Test(arguments: [false, true], GeometryBytes.Extras.allCases)
  func `a polygon is read in either byte order and with any ordinates beside`(
    isBigEndian: Bool, extras: GeometryBytes.Extras
  ) throws {
    for isExtended in [false, true] {
      var writer = GeometryBytes(
        isBigEndian: isBigEndian, extras: extras, isExtended: isExtended)
      writer.header()
      writer.polygon([GeometryBytes.square, GeometryBytes.hole])
      let (polygons, found) = try read(writer.bytes)
      #expect(polygons.ordinates == Self.ordinates)
      #expect(polygons.ringEnds == [5, 10])
      #expect(polygons.polygonEnds == [2])
      #expect(found.contains(.z) == [.z, .zm].contains(extras))
      #expect(found.contains(.m) == [.m, .zm].contains(extras))
    }
  }

  /// MultiPolygon, GeometryCollection, MultiSurface, PolyhedralSurface and TIN.
  @Test(arguments: [6, 7, 12, 15, 16] as [UInt32])
  func `collections of polygons are read, in either byte order each`(type: UInt32) throws {
    var writer = GeometryBytes()
    writer.header()
    writer.type(type)
    writer.word(2)
    writer.polygon([GeometryBytes.square])
    var other = GeometryBytes(isBigEndian: true)
    other.polygon([GeometryBytes.hole])
    let (polygons, _) = try read(writer.bytes + other.bytes)
    #expect(polygons.ordinates == Self.ordinates)
    #expect(polygons.polygonEnds == [1, 2])
  }

  @Test func `a polygon for curves is read as long as its rings are straight`() throws {
    var straight = GeometryBytes()
    straight.header()
    straight.type(10)
    straight.word(1)
    var curved = straight
    straight.type(2)
    straight.ring(GeometryBytes.square)
    #expect(try read(straight.bytes).0.ringEnds == [5])
    curved.type(8)
    curved.ring(GeometryBytes.square)
    let fault = #expect(throws: GeometryFault.self) { _ = try read(curved.bytes) }
    #expect(fault?.kind == .curved(type: "CircularString"))
  }

  @Test(
    arguments: [
      (1, "Point"), (2, "LineString"), (4, "MultiPoint"), (5, "MultiLineString"),
    ] as [(UInt32, String)])
  func `a geometry that bounds no area is refused by its name`(type: UInt32, name: String) {
    var writer = GeometryBytes()
    writer.header()
    writer.type(type)
    let fault = #expect(throws: GeometryFault.self) { _ = try read(writer.bytes) }
    #expect(fault?.kind == .notAnArea(type: name))
  }

  @Test func `an empty geometry has no polygon`() throws {
    var marked = GeometryBytes()
    marked.header(flags: 0b0001_0000)
    #expect(try read(marked.bytes).0.polygonEnds.isEmpty)
    var counted = GeometryBytes()
    counted.header()
    counted.type(6)
    counted.word(0)
    #expect(try read(counted.bytes).0.polygonEnds.isEmpty)
  }

  @Test func `counts beyond the bytes are refused before anything is stored`() {
    var writer = GeometryBytes()
    writer.header()
    writer.type(3)
    writer.word(.max)
    let fault = #expect(throws: GeometryFault.self) { _ = try read(writer.bytes) }
    #expect(fault?.kind == .broken)
    #expect(fault?.offset == 13)
  }

  @Test func `collections nested without end are refused`() {
    var writer = GeometryBytes()
    writer.header()
    for _ in 0..<100_000 {
      writer.type(7)
      writer.word(1)
    }
    #expect(throws: GeometryFault.self) { _ = try read(writer.bytes) }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `mutated bytes give an answer and never more than they hold`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var writer = GeometryBytes(
      isBigEndian: Bool.random(using: &random),
      extras: GeometryBytes.Extras.allCases.randomElement(using: &random) ?? .none,
      isExtended: Bool.random(using: &random))
    writer.header()
    writer.type([6, 7, 12].randomElement(using: &random) ?? 6)
    writer.word(2)
    writer.polygon([GeometryBytes.square, GeometryBytes.hole])
    writer.polygon([GeometryBytes.square])
    for _ in 0..<50 {
      var bytes = writer.bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<min(64, bytes.count), using: &random)
        bytes[place] = UInt8.random(in: .min ... .max, using: &random)
      }
      if Bool.random(using: &random) {
        bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
      }
      if let (polygons, _) = try? read(bytes) {
        #expect(polygons.ordinates.count * 8 <= bytes.count, "seed \(seed)")
        #expect((polygons.ringEnds.last ?? 0) * 2 == polygons.ordinates.count, "seed \(seed)")
      }
      _ = unsafe GeoPackageGeometry.box(of: bytes.span.bytes)
    }
  }
}
