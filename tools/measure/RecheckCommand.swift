internal import ArgumentParser
internal import CoordinateSystems
internal import Foundation
internal import Geometry
internal import GridPartition
internal import TestSupport

/// `measure recheck`: times the check of a plan of which one village was redrawn.
struct RecheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recheck",
    abstract: "Time the check of a plan of which one village was redrawn, in memory.")

  @Option(help: "Columns and rows of villages.")
  var villages = 5

  @Option(help: "Columns and rows of a village's grids; at most 31.")
  var grids = 20

  @Option(help: "Vertices of a grid, on average.")
  var vertices = 30

  @Option(help: "Timed rounds, after a warm-up.")
  var rounds = 9

  @Option(help: "Same seed, same plan.")
  var seed: UInt64 = 1

  func validate() throws {
    guard 1...999 ~= villages, 1...31 ~= grids, vertices >= 4, rounds >= 1 else {
      throw ValidationError("There are 1 to 999 villages and 1 to 31 grids in a row.")
    }
  }

  func run() throws {
    let mesh = RaggedMesh(
      columns: villages * grids, rows: villages * grids,
      origin: LatticePoint(110_000_000_000, 23_000_000_000),
      cell: (width: 4_000_000, height: 4_000_000), vertices: vertices, seed: seed)
    let plan = plan(mesh, redrawn: nil)
    let start = Date()
    let check = try PlanCheck(plan)
    let whole = check.report()
    let seconds = Date().timeIntervalSince(start)
    var times: [Double] = []
    for round in 0...rounds {
      let redrawn = self.plan(mesh, redrawn: round % (villages * villages))
      let start = Date()
      let report = try check.recheck(redrawn).report()
      if round > 0 { times.append(Date().timeIntervalSince(start)) }
      guard report.verdict == whole.verdict, report.levels.last?.edges == whole.levels.last?.edges
      else { throw MeasureError("a redrawn village changed the verdict") }
    }
    let line = RecheckReport(
      grids: plan.units(of: .grid).count, villages: plan.units(of: .village).count,
      verdict: whole.verdict.rawValue, checkSeconds: seconds, recheckSeconds: times.sorted())
    print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
  }

  /// The plan of a mesh; in one village the vertices off its outline are moved a little.
  private func plan(_ mesh: RaggedMesh, redrawn: Int?) -> Plan {
    var store = PolygonStore()
    var units: [PlanUnit] = []
    func add(_ level: Level, _ code: String, _ parent: String?, _ ring: [LatticePoint]) {
      let first = store.polygonCount
      _ = store.append(rings: [ring])
      units.append(
        PlanUnit(
          attributes: UnitAttributes(
            level: level, code: code, name: nil, parent: parent, isVoid: false,
            source: FeatureReference(file: "mesh", number: units.count + 1)),
          polygons: first..<store.polygonCount, brokenRings: []))
    }
    add(.town, "1", nil, mesh.outline(columns: 0..<mesh.columns, rows: 0..<mesh.rows))
    for village in 0..<villages * villages {
      let columns = village % villages * grids..<(village % villages + 1) * grids
      let rows = village / villages * grids..<(village / villages + 1) * grids
      let outline = mesh.outline(columns: columns, rows: rows)
      add(.village, "1-\(village)", "1", outline)
      let fixed = Set(outline)
      for cell in 0..<grids * grids {
        var ring = mesh.cell(columns.lowerBound + cell % grids, rows.lowerBound + cell / grids)
        if village == redrawn {
          ring = ring.map { fixed.contains($0) ? $0 : LatticePoint($0.x + 1, $0.y) }
        }
        add(.grid, "1-\(village)-\(cell)", "1-\(village)", ring)
      }
    }
    return Plan(
      source: "mesh", crs: .wgs84, lattice: .geographic, units: units, store: store,
      moved: (count: 0, farthest: 0))
  }
}

private struct RecheckReport: Encodable {
  let grids: Int
  let villages: Int
  let verdict: String
  let checkSeconds: Double
  /// Of each round, ascending.
  let recheckSeconds: [Double]
}
