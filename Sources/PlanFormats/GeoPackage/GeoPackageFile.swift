internal import Foundation
public import GRDB

/// A layer of features in a GeoPackage.
public struct GeoPackageLayer: Sendable {
  public let name: String
  /// The column of the geometry.
  public let geometryColumn: String
  /// The column that numbers the features; `nil` for a view.
  public let keyColumn: String?
  /// All other columns, in the order of the table.
  public let columns: [FeatureTable.Column]
  /// Where key, geometry and the other columns stand among all of the table.
  ///
  /// Names may have been cut within a character by other programs, and then are none for SQLite.
  let keyPlace: Int?
  let geometryPlace: Int
  let places: [Int]
  /// The reference system; `nil` when the file does not know it.
  public let system: GeoPackageSystem?
}

/// A GeoPackage that is open for reading.
///
/// Nothing is written, neither to it nor beside it: what another program left unfinished (a `-wal`
/// or `-journal` file) is taken into account on a copy in a temporary folder.
public final class GeoPackageFile {
  /// The path as the user knows it.
  public let path: String
  /// Where the file is.
  let location: String
  /// The layers of features, in the order in which the file lists them.
  public let layers: [GeoPackageLayer]
  private let queue: DatabaseQueue
  /// Where the file or a copy is, when it goes with this.
  private let folder: WorkFolder?
  /// How long to wait for another program that is writing, in seconds.
  private static let patience = 5.0

  /// Opens a file.
  ///
  /// - Throws: ``PlanReadingError``.
  public convenience init(path: String) throws(PlanReadingError) {
    try self.init(path: path, calledAs: path, keeping: nil)
  }

  /// Opens a file in a temporary folder, which is kept as long as this.
  init(
    path: String, calledAs name: String, keeping folder: WorkFolder?
  ) throws(PlanReadingError) {
    self.path = name
    location = path
    let head: [UInt8]
    do throws(FileError) {
      var reader = try ByteReader(path: path)
      head = Array(try reader.peek(100))
    } catch { throw .file(error) }
    guard Self.isDatabase(head) else { throw .geoPackage(file: name, .notADatabase) }
    do {
      let copy: WorkFolder?
      (queue, copy) = try Self.open(path, usesLog: head[18] == 2 || head[19] == 2)
      self.folder = copy ?? folder
      layers = try queue.read { try Self.layers(in: $0) }
    } catch let error as FileError {
      throw .file(error)
    } catch {
      throw .geoPackage(file: name, Self.fault(error))
    }
    guard !layers.isEmpty else { throw .geoPackage(file: name, .noLayers) }
  }

  /// Whether the first hundred bytes of a file are those of an SQLite database.
  static func isDatabase(_ head: [UInt8]) -> Bool {
    head.count >= 100 && head.starts(with: Array("SQLite format 3\0".utf8))
  }

  /// Reads from the database; all of `body` sees the same state.
  ///
  /// - Throws: ``PlanReadingError``: what `body` throws of it, or what SQLite says.
  public func read<Result>(
    _ body: (Database) throws -> Result
  ) throws(PlanReadingError) -> Result {
    do {
      return try readAnything(body)
    } catch let error as PlanReadingError {
      throw error
    } catch {
      throw .geoPackage(file: path, Self.fault(error))
    }
  }

  /// Reads from the database, where `body` may fail for reasons of its own.
  ///
  /// - Throws: What `body` throws; ``PlanReadingError`` for what SQLite says.
  func readAnything<Result>(_ body: (Database) throws -> Result) throws -> Result {
    do {
      return try queue.read(body)
    } catch let error as DatabaseError {
      throw PlanReadingError.geoPackage(file: path, Self.fault(error))
    }
  }

  private static func fault(_ error: any Error) -> GeoPackageFault {
    if let fault = error as? GeoPackageFault { return fault }
    guard let error = error as? DatabaseError else { return .unreadable(reason: "\(error)") }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked
    case .SQLITE_NOTADB: return .notADatabase
    default: return .unreadable(reason: error.message ?? "\(error.resultCode)")
    }
  }
}

extension GeoPackageFile {
  private static func open(
    _ path: String, usesLog: Bool
  ) throws -> (queue: DatabaseQueue, copy: WorkFolder?) {
    // An absolute path begins with a slash, and so is never taken for a URI.
    let file = URL(fileURLWithPath: path).path
    if usesLog {
      // In write-ahead mode, even readers make the log and its index when there are none.
      guard isFilled(file + "-wal") else { return (try unchanging(file), nil) }
      guard FileManager.default.fileExists(atPath: file + "-shm") else { return try copied(file) }
    }
    do {
      return (try opened(file, isReadOnly: true), nil)
    } catch let error as DatabaseError
      where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode)
    {
      return try copied(file)
    }
  }

  private static func isFilled(_ path: String) -> Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return size ?? 0 > 0
  }

  /// Opens a file that nobody has open for writing.
  private static func unchanging(_ file: String) throws -> DatabaseQueue {
    let plain = CharacterSet.urlPathAllowed.subtracting(["?", "#", "%"])
    let escaped = file.addingPercentEncoding(withAllowedCharacters: plain) ?? file
    return try opened("file://\(escaped)?immutable=1", isReadOnly: true)
  }

  /// Opens a copy, in which SQLite finishes or undoes what was left.
  private static func copied(_ file: String) throws -> (DatabaseQueue, WorkFolder?) {
    let folder = try WorkFolder()
    for suffix in ["", "-wal", "-journal"] where isFilled(file + suffix) {
      try FileManager.default.copyItem(
        atPath: file + suffix, toPath: folder.path(of: "copy.gpkg" + suffix))
    }
    return (try opened(folder.path(of: "copy.gpkg"), isReadOnly: false), folder)
  }

  private static func opened(_ file: String, isReadOnly: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(patience)
    let queue = try DatabaseQueue(path: file, configuration: configuration)
    // Whatever stands in the way of reading is known from here on.
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
    return queue
  }
}

extension GeoPackageFile {
  private static func layers(in database: Database) throws -> [GeoPackageLayer] {
    for table in ["gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"] {
      // Without layers the table of geometry columns may be missing.
      guard try !database.tableExists(table) else { continue }
      throw table == "gpkg_geometry_columns"
        ? GeoPackageFault.noLayers : GeoPackageFault.notAGeoPackage
    }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT c.table_name, g.column_name, s.srs_id, s.srs_name, s.organization,
          s.organization_coordsys_id, s.definition
        FROM gpkg_contents c
        JOIN gpkg_geometry_columns g ON lower(g.table_name) = lower(c.table_name)
        LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
        WHERE c.data_type = 'features' ORDER BY c.rowid
        """)
    return try rows.map { row in
      let (name, geometry) = (String.decode(row, 0), String.decode(row, 1))
      let columns = try Row.fetchAll(
        database, sql: "SELECT name, type, pk FROM pragma_table_info(?)", arguments: [name])
      let names = columns.map { String.decode($0, 0) }
      let key = columns.firstIndex { Int.decode($0, 2) == 1 }
      guard let place = names.firstIndex(where: { $0.lowercased() == geometry.lowercased() })
      else { throw GeoPackageFault.unreadable(reason: "no such column: \(geometry)") }
      let places = names.indices.filter { $0 != place && $0 != key }
      let number = Int.decode(row, 2)
      return GeoPackageLayer(
        name: name, geometryColumn: geometry, keyColumn: key.map { names[$0] },
        columns: places.map {
          FeatureTable.Column(name: names[$0], type: String.decode(columns[$0], 1))
        }, keyPlace: key, geometryPlace: place, places: places,
        system: number <= 0
          ? nil
          : GeoPackageSystem(
            number: number, name: String.decode(row, 3), organization: String.decode(row, 4),
            code: Int.decode(row, 5), definition: String.decode(row, 6)))
    }
  }
}

extension GeoPackageLayer {
  /// The statement that reads all features in the order of their keys.
  var query: String {
    let order = keyColumn.map { " ORDER BY \(SQLText.name($0))" } ?? ""
    return "SELECT * FROM \(SQLText.name(name))\(order)"
  }
}

extension String {
  /// The text of a column; nothing for any other value.
  fileprivate static func decode(_ row: Row, _ index: Int) -> String {
    if case .string(let text) = (row[index] as DatabaseValue).storage { text } else { "" }
  }
}

extension Int {
  /// The whole number of a column; 0 for any other value.
  fileprivate static func decode(_ row: Row, _ index: Int) -> Int {
    if case .int64(let number) = (row[index] as DatabaseValue).storage {
      Int(number)
    } else {
      0
    }
  }
}
