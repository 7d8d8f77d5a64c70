internal import ArgumentParser

/// `measure mesh`: writes a plan of any size as GeoJSON, a level a file.
struct MeshCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mesh",
    abstract: "Write the plan of a province: a mesh of ragged cells in villages and towns.")

  @Argument(help: "Folder for town.geojson, village.geojson and grid.geojson.")
  var folder: String

  @Option(help: "Columns of villages, 20 grids each; every column is a town.")
  var columns = 40

  @Option(help: "Rows of villages, 25 grids each.")
  var rows = 25

  @Option(help: "Vertices of a grid, on average.")
  var vertices = 30

  @Option(help: "Same seed, same plan.")
  var seed: UInt64 = 1

  func validate() throws {
    guard 1...99 ~= columns, 1...99 ~= rows, vertices >= 4 else {
      throw ValidationError("There are 1 to 99 columns and rows, and at least 4 vertices.")
    }
  }

  func run() throws {
    try ProvincePlan(columns: columns, rows: rows, vertices: vertices, seed: seed)
      .write(to: folder)
  }
}
