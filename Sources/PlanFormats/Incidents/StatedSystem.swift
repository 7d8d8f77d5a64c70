internal import Glibc
internal import JSONText

/// The name of the coordinate reference system that a GeoJSON of incidents states before its features.
///
/// - Parameter path: A regular file; a pipe can be read only once and is not looked at.
/// - Returns: The name, such as `EPSG:4490`; `nil` when there is none.
/// - Throws: ``IncidentFileError`` when the file cannot be read as far as its first feature.
public func statedSystem(ofIncidents path: String) throws(IncidentFileError) -> String? {
  do throws(JSONFileError) { return try statedSystem(of: path) } catch {
    throw IncidentFileError(error)
  }
}

/// The name of the coordinate reference system that a GeoJSON states before its features, in the
/// member `crs` that GeoJSON had before RFC 7946; `nil` when it states none there.
///
/// - Parameter path: A regular file; a pipe can be read only once and is not looked at.
/// - Returns: The name, such as `EPSG:4490`.
/// - Throws: ``JSONFileError`` when the file cannot be read as far as its first feature.
func statedSystem(of path: String) throws(JSONFileError) -> String? {
  var status = stat()
  guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  var collection: FeatureCollectionReader
  do throws(FileError) { collection = try FeatureCollectionReader(path: path) } catch {
    throw .file(error)
  }
  _ = try collection.next()
  return collection.rootMembers.statedSystem
}

extension [FeatureCollectionReader.RootMember] {
  /// The name in the member `crs`, without the prefix of an OGC URN.
  var statedSystem: String? {
    guard let member = last(where: { $0.name.elementsEqual("crs".utf8) }),
      let value = try? JSONDocument().parse(member.value),
      let name = value["properties"]?["name"]?.string
    else { return nil }
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 6, parts[0].lowercased() == "urn", let code = parts.last else {
      return name
    }
    return code == "CRS84" ? "CRS84" : "\(parts[4]):\(code)"
  }
}
