internal import ArgumentParser
internal import Foundation
internal import Geometry
internal import GridPartition
internal import PlanFormats

/// `measure memory`: builds the index of a plan and times it on points; a JSON object a line.
struct MemoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory", abstract: "Time the index of a plan on points, in memory, one thread.")

  /// Points that are located together.
  private static let blockSize = 4_096

  @Argument(help: "The plan.")
  var plan: String

  @Argument(help: "CSV files as `points` writes them.")
  var points: [String]

  @Option(help: "Timed rounds over each file, after a warm-up.")
  var rounds = 5

  func run() throws {
    let plan = try PlanReader.read(plan).plan
    let start = processorSeconds()
    let assigner = try Assigner(plan)
    let seconds = processorSeconds() - start
    try report(
      BuildReport(
        seconds: seconds, indexBytes: assigner.index.byteCount, indexSource: "own figure",
        vertices: vertexCount(of: plan), grids: plan.units(of: plan.smallestLevel).count))
    for path in points { try report(try time(assigner, on: path)) }
  }

  private func vertexCount(of plan: Plan) -> Int {
    plan.units(of: plan.smallestLevel).reduce(0) { sum, unit in
      plan.units[unit].polygons.reduce(sum) { sum, polygon in
        plan.store.rings(ofPolygon: polygon).reduce(sum) {
          $0 + plan.store.positions(ofRing: $1).count
        }
      }
    }
  }

  /// Times one file: the bulk way alone, and the bulk way with a whole answer for what it leaves.
  private func time(_ assigner: Assigner, on path: String) throws -> PointsReport {
    let points = try readPoints(path)
    let blocks = stride(from: 0, to: points.count, by: Self.blockSize).map {
      Array(points[$0..<min($0 + Self.blockSize, points.count)])
    }
    var report = PointsReport(file: path, points: points.count)
    var units: [Int32] = []
    for round in 0...rounds {
      var found = 0
      let start = processorSeconds()
      for block in blocks {
        assigner.findUnits(of: block, into: &units)
        found &+= units.reduce(0) { $0 + ($1 < 0 ? 0 : 1) }
      }
      let middle = processorSeconds()
      report.inside = found
      var given = found
      for block in blocks {
        assigner.findUnits(of: block, into: &units)
        let left = block.indices.filter { units[$0] == Assigner.unsettled }.map { block[$0] }
        guard !left.isEmpty else { continue }
        given &+= assigner.assign(left).count { $0.grid != nil }
      }
      let end = processorSeconds()
      report.one = given
      guard round > 0 else { continue }
      report.findSeconds.append(middle - start)
      report.seconds.append(end - middle)
    }
    return report
  }
}

/// What building an index took; seconds are of the processor.
private struct BuildReport: Encodable {
  let seconds: Double
  let indexBytes: Int
  let indexSource: String
  let vertices: Int
  let grids: Int
}

/// What answering the points of one file took, a figure for each round.
private struct PointsReport: Encodable {
  let file: String
  let points: Int
  /// Seconds of `findUnits` alone.
  var findSeconds: [Double] = []
  /// Seconds until every point has its whole answer.
  var seconds: [Double] = []
  /// Points that got one grid; no point gets more.
  var one = 0
  /// Points that `findUnits` found a grid for: those inside of exactly one.
  var inside = 0
}

/// Prints a line of JSON.
private func report(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.keyEncodingStrategy = .convertToSnakeCase
  print(String(decoding: try encoder.encode(value), as: UTF8.self))
}

/// Reads a file as `points` writes it: lattice points with nine decimals.
func readPoints(_ path: String) throws -> [LatticePoint] {
  let text = [UInt8](try Data(contentsOf: URL(filePath: path)))
  return try text.split(separator: UInt8(ascii: "\n")).dropFirst().map { line in
    let fields = line.split(separator: UInt8(ascii: ","))
    guard fields.count == 3, let x = units(fields[1]), let y = units(fields[2]) else {
      throw MeasureError("\(path) is not a file of points as `points` writes it")
    }
    return LatticePoint(x: x, y: y)
  }
}

private func units(_ degrees: ArraySlice<UInt8>) -> Int64? {
  let digits = degrees.filter { $0 != UInt8(ascii: ".") }
  return Int64(String(decoding: digits, as: UTF8.self))
}
