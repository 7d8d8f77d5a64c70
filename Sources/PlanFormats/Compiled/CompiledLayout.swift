internal import CXXHash

/// How a file of tables is laid out.
///
/// ```text
/// magic, 8 bytes         version, page shift: 4 bytes each
/// bytes of the file: 8   bytes of the head: 8
/// checksum of the head behind this field: 8
/// count of sections: 8   sections: kind, part: 4 each; offset, bytes: 8 each
/// checksums of the pages behind the head: 8 each
/// ```
///
/// Numbers are little-endian. The head fills whole pages; the tables follow, each from a multiple of
/// 64 bytes on. Every page has a checksum of its own (XXH3, 64 bits), so that a file of any size
/// opens at once and a page is verified before it is first used.
enum CompiledLayout {
  static let magic: UInt64 = UInt64(littleEndian: 0x0A_78_67_64_67_6E_69_64)
  static let version: UInt32 = 2
  static let pageShift = 16
  static let pageSize = 1 << pageShift
  static let alignment = 64
  /// Where the checked part of the head begins.
  static let checkedFrom = 40

  /// What a table of the file holds.
  enum Kind: UInt32, CaseIterable {
    case meta = 1
    case directoryBytes, directoryEnds, directoryEntries
    case levelUnits, frame, tiles, cells, records, stateEnds, stateWindings, knotEnds, knotSteps
    case holeVertices, holeRingEnds, holeEnds
    case unitBytes, unitEnds, units, brokenRings
    case points, ringEnds, polygonEnds, fingerprints
  }

  /// A table, known by its kind and, where there are several, its number.
  struct Key: Hashable {
    let kind: Kind
    var part: UInt32 = 0
  }

  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }

  static func wholePages(_ bytes: Int) -> Int { (bytes + pageSize - 1) / pageSize * pageSize }

  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    unsafe XXH3_64bits(bytes.baseAddress, bytes.count)
  }
}
