internal import Glibc

/// A run of `ogr2ogr`.
///
/// No shell is involved. The arguments are paths that begin with a slash, and options that are fixed
/// here; drivers that reach over the network or follow references to other places are switched off.
struct ForeignProgram {
  static let name = "ogr2ogr"

  /// What it wrote on standard error.
  let messages: String

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - settings: More of the environment, such as `DXF_ENCODING=UTF-8`.
  ///   - folder: Where its messages are kept meanwhile.
  /// - Throws: ``ForeignFault`` when it cannot be run or fails.
  init(
    _ arguments: [String], settings: [String] = [], in folder: WorkFolder
  ) throws(ForeignFault) {
    let log = folder.path(of: "messages")
    let program = try Self.start(arguments, Self.environment + settings, log: log)
    let status = TemporaryFiles.end(of: program)
    messages = Self.text(of: log)
    guard status == 0 else {
      throw .failed(message: Self.reason(messages) ?? "exit status \(status)")
    }
  }

  /// Warnings that say something about the data.
  var warnings: [String] {
    var seen: Set<String> = []
    return messages.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("Warning"), let colon = line.firstIndex(of: ":") else { return nil }
      let text = String(line[line.index(after: colon)...].drop(while: \.isWhitespace))
      guard !Self.harmless.contains(where: text.contains), seen.insert(text).inserted else {
        return nil
      }
      return text
    }
  }

  /// What is of no interest, as geometries of any type are read again right away.
  private static let harmless = [
    "is not normally allowed by the GeoPackage specification",
    "from GDAL_SKIP environment variable",
  ]

  /// The first error among the messages.
  private static func reason(_ messages: String) -> String? {
    let lines = messages.split(separator: "\n").map(String.init)
    return lines.first { $0.hasPrefix("ERROR") || $0.hasPrefix("FAILURE") } ?? lines.first
  }

  private static func text(of path: String) -> String {
    guard var reader = try? ByteReader(path: path), let bytes = try? reader.peek(1 << 16) else {
      return ""
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ForeignProgram {
  private static func start(
    _ arguments: [String], _ environment: [String], log: String
  ) throws(ForeignFault) -> pid_t {
    try TemporaryFiles.starting { () throws(ForeignFault) in
      var actions = unsafe posix_spawn_file_actions_t()
      unsafe posix_spawn_file_actions_init(&actions)
      defer { unsafe posix_spawn_file_actions_destroy(&actions) }
      unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      unsafe posix_spawn_file_actions_addopen(
        &actions, 2, log, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      var program: pid_t = 0
      let failure = unsafe withCStrings([name] + arguments) { arguments in
        unsafe withCStrings(environment) { environment in
          unsafe posix_spawnp(&program, name, &actions, nil, arguments, environment)
        }
      }
      switch failure {
      case 0: return program
      case ENOENT: throw .programMissing
      default: throw .notStarted(reason: FileError.reason(failure))
      }
    }
  }

  /// Nothing of the environment but where things are installed; no network; the same on every
  /// machine.
  private static var environment: [String] {
    let kept = [
      "PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "GDAL_DATA", "GDAL_DRIVER_PATH", "PROJ_LIB",
      "PROJ_DATA",
    ]
    return kept.compactMap { name in
      unsafe getenv(name).map { "\(name)=\(unsafe String(cString: $0))" }
    } + [
      "LC_ALL=C.UTF-8", "PROJ_NETWORK=OFF", "GDAL_HTTP_PROXY=127.0.0.1:9",
      "GDAL_HTTP_TIMEOUT=1", "GDAL_HTTP_MAX_RETRY=0", "GML_SKIP_RESOLVE_ELEMS=ALL",
      "OGR_SQLITE_SYNCHRONOUS=OFF", "OGR_SQLITE_JOURNAL=OFF", "LIBKML_NAME_FIELD=name",
      "GDAL_SKIP=\(driversLeftOut.joined(separator: ","))",
    ]
  }

  /// Drivers of services, and of files that name other places to read.
  private static let driversLeftOut = [
    "OGR_VRT", "VRT", "HTTP", "WFS", "OAPIF", "CSW", "GMLAS", "PostgreSQL", "MySQL",
    "MSSQLSpatial", "ODBC", "PGeo", "OCI", "Carto", "Elasticsearch", "AmigoCloud", "PLSCENES",
    "NGW", "EEDA", "EEDAI", "OGCAPI", "OGR_OGDI", "DODS", "WMS", "WMTS", "WCS", "MongoDBv3",
    "GPSBabel", "PGDUMP", "TileDB", "ESRIJSON",
  ]
}

/// Gives texts to C, as an array of strings that ends with a null pointer.
private func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let pointers = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(
    capacity: texts.count + 1)
  for (index, text) in texts.enumerated() { unsafe pointers[index] = unsafe strdup(text) }
  unsafe pointers[texts.count] = nil
  defer {
    for index in texts.indices { unsafe free(pointers[index]) }
    unsafe pointers.deallocate()
  }
  guard let base = pointers.baseAddress else {
    preconditionFailure("an array of one element or more has an address")
  }
  return unsafe body(base)
}
