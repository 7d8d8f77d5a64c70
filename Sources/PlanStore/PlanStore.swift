public import CoordinateSystems
internal import Foundation
internal import GRDB
public import GridPartition
internal import PlanFormats

/// Dated plans, who is responsible, and the draft of the next plan, in one GeoPackage.
///
/// Every change is one transaction of SQLite, with a row in the audit log: a kill at any moment leaves the
/// state before or the state afterwards. Readers see one state from beginning to end while others write.
public final class PlanStore {
  /// What a store is opened for.
  public enum Purpose: Sendable {
    case reading
    case writing
  }

  /// Who changes a store, and when.
  public struct Signature: Sendable {
    public let author: String
    public let at: Moment

    public init(author: String, at: Moment) {
      self.author = author
      self.at = at
    }
  }

  public let path: String
  private let queue: DatabaseQueue
  /// How long to wait for another program that is writing, in seconds.
  private static let patience = 10.0

  /// Opens a store.
  ///
  /// - Throws: ``StoreError``.
  public init(path: String, for purpose: Purpose) throws(StoreError) {
    self.path = path
    guard try Self.isDatabase(path) else { throw .notAStore }
    queue = try Self.caught { try Self.open(path, for: purpose) }
    let schema = try Self.caught { try queue.read { try Self.schema(in: $0) } }
    guard let schema else { throw .notAStore }
    guard schema <= StoreSchema.version else {
      throw .newerSchema(found: schema, known: StoreSchema.version)
    }
  }

  /// Whether a file is a store.
  public static func isStore(_ path: String) -> Bool {
    guard let head = ByteReader.head(ofFile: path, magic.count), isDatabase(head) else {
      return false
    }
    // The tables are in the file itself, unless whoever made it was killed before the log was done.
    if isStore(try? unchanging(path)) { return true }
    // Then they are looked for in a copy, so that nothing beside the file changes.
    guard isFilled(path + "-wal"), let file = try? GeoPackageFile(path: path) else { return false }
    return (try? file.read { try schema(in: $0) }) != nil
  }

  private static func isStore(_ queue: DatabaseQueue?) -> Bool {
    guard let queue else { return false }
    return (try? queue.read { try schema(in: $0) }).flatMap(\.self) != nil
  }

  private static func isFilled(_ path: String) -> Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return size ?? 0 > 0
  }

  /// What an SQLite database begins with.
  private static let magic = Array("SQLite format 3\0".utf8)

  private static func isDatabase(_ head: ArraySlice<UInt8>) -> Bool { head.starts(with: magic) }

  private static func isDatabase(_ path: String) throws(StoreError) -> Bool {
    do throws(FileError) {
      var reader = try ByteReader(path: path)
      return isDatabase(try reader.peek(magic.count))
    } catch {
      throw .file(error)
    }
  }

  /// Makes an empty store.
  ///
  /// - Parameters:
  ///   - path: A file that is not there.
  ///   - crs: The system of its plans; that of the first one that is imported takes its place.
  ///   - signature: Who makes it.
  /// - Throws: ``StoreError``; no file is left then.
  public static func create(
    _ path: String, crs: CoordinateReferenceSystem, _ signature: Signature
  ) throws(StoreError) {
    guard !FileManager.default.fileExists(atPath: path) else { throw .exists }
    do throws(StoreError) {
      try caught {
        let queue = try open(path, for: .writing, isNew: true)
        try queue.inTransaction(.immediate) { database in
          try StoreSchema.create(in: database, GeoPackageSystem(crs))
          try AuditLog.append(
            .init(action: "init", subject: .settings, detail: crs.title, before: ""), signature,
            to: database)
          return .commit
        }
      }
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
      throw error
    }
  }
}

extension PlanStore {
  /// Reads; all of `body` sees the same state.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try Self.caught { try queue.read(body) }
  }

  /// Changes the store in one transaction; what `body` throws undoes it.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try Self.caught { try writeAnything(body) }
  }

  /// Changes the store in one transaction, where `body` may refuse for reasons of its own.
  ///
  /// - Throws: What `body` throws; ``StoreError`` for what SQLite says.
  func writeAnything<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      var value: Value?
      try queue.inTransaction(.immediate) { database in
        value = try body(database)
        return .commit
      }
      guard let value else { throw StoreError.database(reason: "a transaction had no result") }
      return value
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  private static func caught<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error)
    } catch {
      throw .database(reason: "\(error)")
    }
  }

  private static func schema(in database: Database) throws -> Int? {
    guard try database.tableExists("store_setting"), try database.tableExists("plan_version")
    else { return nil }
    return try StoreSchema.setting("schema", in: database).flatMap { Int($0) }
  }

  private static func open(
    _ path: String, for purpose: Purpose, isNew: Bool = false
  ) throws -> DatabaseQueue {
    // An absolute path begins with a slash, and so is never taken for a URI.
    let file = URL(fileURLWithPath: path).path
    guard purpose == .reading else {
      let isWritable = unsafe access(file, W_OK) == 0
      guard isNew || isWritable else {
        throw StoreError.readOnly(reason: FileError.reason(errno))
      }
      return try opened(file, isReadOnly: false)
    }
    do {
      return try opened(file, isReadOnly: true)
    } catch let error as DatabaseError
      where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode)
    {
      // In a folder that may not be written readers can make no index of the log; without a log they
      // need none.
      guard !isFilled(file + "-wal") else { throw error }
      return try unchanging(path)
    }
  }

  /// Opens a file as one that nobody changes.
  private static func unchanging(_ path: String) throws -> DatabaseQueue {
    let file = URL(fileURLWithPath: path).path
    let plain = CharacterSet.urlPathAllowed.subtracting(["?", "#", "%"])
    let escaped = file.addingPercentEncoding(withAllowedCharacters: plain) ?? file
    return try opened("file://\(escaped)?immutable=1", isReadOnly: true)
  }

  private static func opened(_ file: String, isReadOnly: Bool) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      SpatialFunctions.add(to: database)
      guard !isReadOnly else { return }
      try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    }
    let queue = try DatabaseQueue(path: file, configuration: configuration)
    // Whatever stands in the way of reading is known from here on.
    _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
    return queue
  }
}

extension StoreError {
  fileprivate init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked
    case .SQLITE_FULL: self = .full
    case .SQLITE_READONLY, .SQLITE_CANTOPEN:
      self = .readOnly(reason: error.message ?? "\(error.resultCode)")
    case .SQLITE_NOTADB: self = .notAStore
    default: self = .database(reason: error.message ?? "\(error.resultCode)")
    }
  }
}
