import GridPartition
import PlanFormats

/// Bytes of geometries, written by hand.
struct GeometryBytes {
  /// Marks for ordinates beside x and y.
  enum Extras: UInt32, CaseIterable {
    case none = 0
    case z = 1000
    case m = 2000
    case zm = 3000

    var count: Int { self == .none ? 0 : self == .zm ? 2 : 1 }
  }

  private(set) var bytes: [UInt8] = []
  private let isBigEndian: Bool
  private let extras: Extras
  /// Whether extras and the system are marked as PostGIS does.
  private let isExtended: Bool

  init(isBigEndian: Bool = false, extras: Extras = .none, isExtended: Bool = false) {
    self.isBigEndian = isBigEndian
    self.extras = extras
    self.isExtended = isExtended
  }

  /// The head of a GeoPackage geometry without box.
  mutating func header(flags: UInt8 = 0) {
    bytes += [0x47, 0x50, 0, flags | (isBigEndian ? 0 : 1)]
    word(4326)
  }

  mutating func type(_ code: UInt32) {
    bytes.append(isBigEndian ? 0 : 1)
    guard isExtended else { return word(code + extras.rawValue) }
    let marks: [Extras: UInt32] = [.z: 0x8000_0000, .m: 0x4000_0000, .zm: 0xC000_0000]
    word(code | marks[extras, default: 0] | 0x2000_0000)
    word(4326)
  }

  mutating func word(_ value: UInt32) { append(isBigEndian ? value.bigEndian : value.littleEndian) }

  mutating func ring(_ positions: [(Double, Double)]) {
    word(UInt32(positions.count))
    for (x, y) in positions {
      for ordinate in [x, y] + [Double](repeating: 7, count: extras.count) {
        let pattern = ordinate.bitPattern
        append(isBigEndian ? pattern.bigEndian : pattern.littleEndian)
      }
    }
  }

  mutating func polygon(_ rings: [[(Double, Double)]]) {
    type(3)
    word(UInt32(rings.count))
    for positions in rings { ring(positions) }
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
  }

  static let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
  static let hole = [(1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 1.0)]
}

/// Reads a geometry from bytes.
func read(_ bytes: [UInt8]) throws(GeometryFault) -> (WrittenPolygons, ExtraOrdinates) {
  var polygons = WrittenPolygons()
  let extras = try unsafe GeoPackageGeometry.read(bytes.span.bytes, into: &polygons)
  return (polygons, extras)
}
