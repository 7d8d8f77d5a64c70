internal import Foundation
internal import GRDB
internal import Geometry
internal import GridPartition

/// Puts new polygons into a copy of a GeoPackage and leaves all else as it is.
///
/// A position that stays is written with the digits it had; one that came from a neighbour with the
/// neighbour's. Heights of features that change are left out.
struct GeoPackageRewriter {
  /// Parts of the file that are compared to find what is new.
  private static let blockSize = 4096

  private let before: Plan
  private let after: Plan
  private let changed: Set<Int>
  /// The units of each layer by the number of their feature.
  private var units: [String: [Int: Int]] = [:]
  private var spellings: [LatticePoint: Position] = [:]

  /// Rewrites the layers of a file.
  ///
  /// - Parameters:
  ///   - parts: The layers, all of one file.
  ///   - before: The plan as it was read.
  ///   - after: The same units with other polygons.
  ///   - changed: The units whose polygons are others.
  /// - Returns: The file afterwards.
  /// - Throws: ``PlanReadingError``.
  /// - Complexity: O(*n*) in the size of the file.
  static func rewrite(
    _ parts: [(file: GeoPackageFile, layer: GeoPackageLayer, name: String)], from before: Plan,
    to after: Plan, changed: [Int]
  ) throws(PlanReadingError) -> EditedFile {
    let path = parts[0].file.location
    let name = (parts[0].file.path as NSString).lastPathComponent
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .file(.unreadable(path: path, reason: FileError.reason(errno)))
    }
    let original = [UInt8](data)
    guard !changed.isEmpty else { return EditedFile(name: name, original: original, replacing: []) }
    var rewriter = GeoPackageRewriter(before, after, changed)
    do {
      let folder = try WorkFolder()
      let copy = folder.path(of: "fixed.gpkg")
      try folder.write(original, to: copy)
      try rewriter.update(copy, parts)
      guard let data = FileManager.default.contents(atPath: copy) else {
        throw FileError.unreadable(path: copy, reason: FileError.reason(errno))
      }
      return EditedFile(
        name: name, original: original, replacing: differences(original, [UInt8](data)))
    } catch let error as FileError {
      throw .file(error)
    } catch {
      throw .geoPackage(file: parts[0].file.path, .unreadable(reason: "\(error)"))
    }
  }

  private init(_ before: Plan, _ after: Plan, _ changed: [Int]) {
    (self.before, self.after, self.changed) = (before, after, Set(changed))
    for unit in before.units.indices {
      let source = before.units[unit].attributes.source
      units[source.file, default: [:]][source.number] = unit
    }
  }

  private mutating func update(
    _ copy: String, _ parts: [(file: GeoPackageFile, layer: GeoPackageLayer, name: String)]
  ) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { SpatialFunctions.add(to: $0) }
    let queue = try DatabaseQueue(path: copy, configuration: configuration)
    for part in parts {
      try queue.read { try spell($0, part.layer, units[part.name] ?? [:]) }
    }
    let rewriter = self
    try queue.write { database in
      for part in parts {
        try rewriter.update(database, part.layer, rewriter.units[part.name] ?? [:])
      }
    }
    try queue.close()
  }

  private static func forEachFeature(
    _ database: Database, _ layer: GeoPackageLayer,
    _ body: (_ number: Int, _ key: DatabaseValue, _ blob: Data) throws -> Void
  ) throws {
    guard let key = layer.keyColumn.map(SQLText.name) else { return }
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(key), \(SQLText.name(layer.geometryColumn)) FROM \(SQLText.name(layer.name)) \
        ORDER BY \(key)
        """)
    var number = 0
    while let row = try rows.next() {
      number += 1
      if case .blob(let blob) = (row[1] as DatabaseValue).storage { try body(number, row[0], blob) }
    }
  }

  /// Finds out with which digits positions are written: those of units that do not change come first.
  private mutating func spell(
    _ database: Database, _ layer: GeoPackageLayer, _ units: [Int: Int]
  ) throws {
    guard before.moved.count > 0 else { return }
    var written = WrittenPolygons()
    try Self.forEachFeature(database, layer) { number, _, blob in
      guard let unit = units[number] else { return }
      written.removeAll()
      _ = try GeoPackageGeometry.read(blob.bytes, into: &written)
      for index in stride(from: 0, to: written.ordinates.count - 1, by: 2) {
        let position = Position(x: written.ordinates[index], y: written.ordinates[index + 1])
        guard let point = before.lattice.point(of: position, within: nil) else { continue }
        if spellings[point] == nil || !changed.contains(unit) { spellings[point] = position }
      }
    }
  }

  private func update(
    _ database: Database, _ layer: GeoPackageLayer, _ units: [Int: Int]
  ) throws {
    var blobs: [(key: DatabaseValue, blob: Data)] = []
    try Self.forEachFeature(database, layer) { number, key, old in
      guard let unit = units[number], changed.contains(unit),
        let kind = GeoPackageGeometry.kind(of: old.bytes)
      else { return }
      let polygons = after.units[unit].polygons
      let blob = GeoPackageGeometry.blob(
        of: polygons, in: after.store, on: after.lattice, system: kind.system,
        isMultiple: kind.isMultiple || polygons.count > 1, spellings: spellings)
      blobs.append((key, Data(blob)))
    }
    guard let key = layer.keyColumn.map(SQLText.name) else { return }
    let statement = try database.makeStatement(
      sql: """
        UPDATE \(SQLText.name(layer.name)) SET \(SQLText.name(layer.geometryColumn)) = ? \
        WHERE \(key) = ?
        """)
    for (key, blob) in blobs { try statement.execute(arguments: [blob, key]) }
  }

  /// The ranges of a file that differ from another one, block by block, and what is there.
  private static func differences(
    _ old: [UInt8], _ new: [UInt8]
  ) -> [(range: Range<Int>, by: [UInt8])] {
    var result: [(range: Range<Int>, by: [UInt8])] = []
    let common = min(old.count, new.count)
    for start in stride(from: 0, to: common, by: blockSize) {
      let range = start..<min(start + blockSize, common)
      if old[range] != new[range] { result.append((range, Array(new[range]))) }
    }
    if old.count != new.count {
      result.append((common..<old.count, Array(new[common...])))
    }
    return result
  }
}
