/// The first row of a CSV file and what it says about the others.
struct CSVHeader {
  let names: [String]
  let x: Int
  let y: Int
  let carried: [Int]
  /// The line end of the header, given to a last row that has none.
  let lineEnd: [UInt8]

  init(
    names: [String], lineEnd: [UInt8], options: IncidentOptions
  ) throws(IncidentFileError) {
    self.names = names
    self.lineEnd = lineEnd.isEmpty ? [.lineFeed] : lineEnd
    (x, y) = try PositionNames(options).columns(in: names)
    for name in options.appendedNames where names.contains(name) {
      throw .columnExists(name: name, row: nil)
    }
    var carried: [Int] = []
    for name in options.carriedFields {
      guard let column = names.firstIndex(of: name) else {
        throw .columnNotFound(name: name, header: names)
      }
      carried.append(column)
    }
    self.carried = carried
  }
}
