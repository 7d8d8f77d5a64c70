internal import Foundation
internal import Geometry
internal import PlanFormats
internal import TestSupport

/// A plan of ragged cells, far faster to write than the towns of `make-plan`.
struct ProvincePlan {
  /// Cells of a village, from west to east and from south to north; at most 999.
  private static let village = (columns: 20, rows: 25)

  let columns: Int
  let rows: Int
  let vertices: Int
  let seed: UInt64

  /// Writes `town.geojson`, `village.geojson` and `grid.geojson` into a folder.
  ///
  /// - Complexity: O(*n*) in the number of vertices; a town's outline is all that is in memory.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    let (width, height) = (Self.village.columns, Self.village.rows)
    let mesh = RaggedMesh(
      columns: columns * width, rows: rows * height,
      origin: LatticePoint(110_000_000_000, 23_000_000_000),
      cell: (width: 5_000_000, height: 5_000_000), vertices: vertices, seed: seed)
    // The grids come last, so their file means all is there.
    try write("\(folder)/town") { file throws(FileError) in
      for town in 0..<columns {
        let ring = mesh.outline(
          columns: town * width..<(town + 1) * width, rows: 0..<mesh.rows)
        try file.add(code: code(town, nil), parent: nil, ring)
      }
    }
    try write("\(folder)/village") { file throws(FileError) in
      for town in 0..<columns {
        for row in 0..<rows {
          let ring = mesh.outline(
            columns: town * width..<(town + 1) * width, rows: row * height..<(row + 1) * height)
          try file.add(code: code(town, row), parent: code(town, nil), ring)
        }
      }
    }
    try write("\(folder)/grid") { file throws(FileError) in
      for cell in 0..<mesh.columns * mesh.rows {
        let (column, row) = (cell % mesh.columns, cell / mesh.columns)
        let village = code(column / width, row / height)
        let number = row % height * width + column % width + 1
        try file.add(
          code: village + digits(number), parent: village, mesh.cell(column, row))
      }
    }
  }

  /// A code of twelve digits that no real place has.
  private func code(_ town: Int, _ village: Int?) -> String {
    "990000" + digits(town + 1) + digits(village.map { $0 + 1 } ?? 0)
  }

  private func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: 3 - text.count) + text
  }

  private func write(
    _ path: String, _ body: (inout FeatureFile) throws(FileError) -> Void
  ) throws(FileError) {
    var file = try FeatureFile(path: "\(path).geojson")
    try body(&file)
    try file.finish()
  }
}

/// A GeoJSON file of polygons that is being written.
private struct FeatureFile: ~Copyable {
  private var file: OutputFile
  private var text: [UInt8] = Array(#"{"type":"FeatureCollection","features":["#.utf8)
  private var isFirst = true

  init(path: String) throws(FileError) { file = try OutputFile(path: path) }

  mutating func add(
    code: String, parent: String?, _ ring: [LatticePoint]
  ) throws(FileError) {
    text.append(contentsOf: (isFirst ? "\n" : ",\n").utf8)
    isFirst = false
    let parent = parent.map { #","parent":"\#($0)""# } ?? ""
    text.append(
      contentsOf: #"{"type":"Feature","properties":{"code":"\#(code)"\#(parent)},"#.utf8)
    text.append(contentsOf: #""geometry":{"type":"Polygon","coordinates":[["#.utf8)
    for point in ring + ring.prefix(1) {
      text.append(UInt8(ascii: "["))
      text.append(degrees: point.x)
      text.append(UInt8(ascii: ","))
      text.append(degrees: point.y)
      text.append(contentsOf: "],".utf8)
    }
    text.removeLast()
    text.append(contentsOf: "]]}}".utf8)
    if text.count > 1 << 20 { try flush() }
  }

  consuming func finish() throws(FileError) {
    text.append(contentsOf: "\n]}\n".utf8)
    try flush()
    try file.commit()
  }

  private mutating func flush() throws(FileError) {
    let full = text
    text = []
    try file.write(full.span)
  }
}

extension [UInt8] {
  /// Appends an ordinate of the geographic lattice in degrees, with all nine decimals.
  mutating func append(degrees units: Int64) {
    if units < 0 { append(UInt8(ascii: "-")) }
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    append(contentsOf: String(whole).utf8)
    append(UInt8(ascii: "."))
    let digits = String(rest)
    append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 9 - digits.utf8.count))
    append(contentsOf: digits.utf8)
  }
}
