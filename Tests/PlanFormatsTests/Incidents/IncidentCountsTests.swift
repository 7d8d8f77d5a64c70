import Geometry
import GridPartition
import TestSupport
import Testing

@testable import PlanFormats

@Suite struct IncidentCountsTests {
  /// Two grids side by side, and a lake beyond them.
  private let units = [
    UnitSketch(.grid, "1", fieldBox(0, 0, 2, 2)), UnitSketch(.grid, "2", fieldBox(2, 0, 2, 2)),
    UnitSketch(.grid, "3", isVoid: true, fieldBox(4, 0, 2, 2)),
  ]

  private func counts(
    _ text: String, _ name: String, options: IncidentOptions = IncidentOptions()
  ) throws -> IncidentCounts {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(text.utf8), to: name)
    return try withExtendedLifetime(folder) {
      try IncidentCounts(of: path, options: options, by: Assigner(units.plan()), placement: .plain)
    }
  }

  /// A row for each position by steps.
  private func rows(_ positions: [(Double, Double)]) -> [String] {
    positions.map { "\(106 + $0.0 / 1000),\(26 + $0.1 / 1000)" }
  }

  @Test func `each incident counts for its unit, by whatever status`() throws {
    let rows = rows([(1, 1), (1, 1.5), (2, 1), (3, 1), (5, 1), (9, 9)]) + ["x,y"]
    let found = try counts((["lon,lat"] + rows).joined(separator: "\n"), "in.csv")
    #expect(found.byUnit == [3, 1, 0])
    let tally = found.tally
    #expect((tally[.inside], tally[.boundary], tally[.void]) == (3, 1, 1))
    #expect((tally[.outside], tally[.invalid], tally.total) == (1, 1, 7))
  }

  @Test(arguments: [1, 2, 5])
  func `blocks and workers change nothing`(workers: Int) throws {
    let positions = (0..<5000).map { (Double($0 % 70) / 10, 1.0) }
    let text = (["lon,lat"] + rows(positions)).joined(separator: "\n")
    var options = IncidentOptions()
    let whole = try counts(text, "in.csv", options: options)
    options.windowSize = 700
    options.workers = workers
    let blocks = try counts(text, "in.csv", options: options)
    #expect(blocks.byUnit == whole.byUnit && blocks.tally == whole.tally)
    #expect(whole.byUnit.reduce(0, +) == 71 * 41 + 30)
  }

  @Test(arguments: [
    ("in.csv", "lon,lat,grid_code\n106.001,26.001,7\n"),
    ("in.ndjson", #"{"lon":106.001,"lat":26.001,"grid_code":"7"}"#),
  ])
  func `columns that assign would append may be there`(name: String, text: String) throws {
    #expect(try counts(text, name).byUnit == [1, 0, 0])
  }

  @Test func `a file that cannot be worked through counts nothing`() {
    #expect(throws: IncidentFileError.empty) { try counts("", "in.csv") }
    #expect(throws: IncidentFileError.self) { try counts("a,b\n1,2\n", "in.csv") }
  }
}
