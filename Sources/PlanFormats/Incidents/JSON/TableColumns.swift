/// The columns of a table that JSON records become, in order of first appearance.
struct TableColumns {
  /// More columns than this are no table; it is what a sheet of Excel holds.
  static let limit = 16_384

  private(set) var keys: [RecordCells.Key] = []
  private var numbers: [RecordCells.Key: Int] = [:]

  /// Learns the columns of a record.
  mutating func add(_ record: RecordCells) throws(IncidentFileError) {
    for (key, _) in record.cells { try add(key) }
  }

  /// Learns the columns of the records that follow.
  mutating func add(_ following: TableColumns) throws(IncidentFileError) {
    for key in following.keys { try add(key) }
  }

  private mutating func add(_ key: RecordCells.Key) throws(IncidentFileError) {
    guard numbers[key] == nil else { return }
    guard keys.count < Self.limit else { throw .tooManyColumns(limit: Self.limit) }
    numbers[key] = keys.count
    keys.append(key)
  }

  func number(of key: RecordCells.Key) -> Int? { numbers[key] }

  /// The names: members keep theirs, and what has none takes one that is free.
  func names(beside appended: AppendedNames) -> [String] {
    var taken = Set(appended.all)
    for case .own(let name) in keys { taken.insert(name) }
    return keys.map { key in
      switch key {
      case .own(let name): name
      case .feature(let name): Self.free(name, "feature_" + name, &taken)
      case .longitude: Self.free("lon", "geometry_lon", &taken)
      case .latitude: Self.free("lat", "geometry_lat", &taken)
      case .geometry: Self.free("geometry", "feature_geometry", &taken)
      case .input: Self.free("input", "line_input", &taken)
      }
    }
  }

  private static func free(_ name: String, _ other: String, _ taken: inout Set<String>) -> String {
    if taken.insert(name).inserted { return name }
    var free = other
    var copy = 2
    while !taken.insert(free).inserted {
      free = "\(other)_\(copy)"
      copy += 1
    }
    return free
  }
}
