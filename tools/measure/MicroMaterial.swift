internal import Foundation
internal import Geometry
internal import GridPartition
internal import JSONInterface
internal import JSONText
internal import PlanFormats
internal import TestSupport
internal import Wording

/// What the hot loops run on: a town of 500 grids of 60 vertices, which fits a processor's cache.
struct MicroMaterial {
  private static let pointCount = 100_000

  private let folder: URL
  private let plan: Plan
  private let assigner: Assigner

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "measure-\(UUID())")
    try ProvincePlan(columns: 1, rows: 1, vertices: 60, seed: 1).write(to: folder.path)
    plan = try PlanReader.read(folder.path).plan
    assigner = try Assigner(plan)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// All loops, by the names that the stored reference knows.
  func loops() throws -> [MicroLoop] {
    let locating = PointKind.allCases.map { kind in
      let points = points(kind)
      var units: [Int32] = []
      return MicroLoop(name: "locate-\(kind)") {
        assigner.findUnits(of: points, into: &units)
        return units.count
      }
    }
    let onBoundary = points(.boundary)
    let more = [
      MicroLoop(name: "answer-boundary") { assigner.assign(onBoundary).count },
      MicroLoop(name: "build-index") {
        _ = try Assigner(plan)
        return plan.store.points.count
      },
      MicroLoop(name: "read-plan") {
        try PlanReader.read(folder.path).plan.store.points.count
      },
      latticeRounding, lineReduction, decimalText, try csvRows(),
      try requests("answer-requests", size: 1), try requests("answer-lists", size: 1_000),
    ]
    return locating + more
  }

  private func points(_ kind: PointKind) -> [LatticePoint] {
    var source = PointSource(plan, seed: 1)
    return (0..<Self.pointCount).map { _ in source.next(kind) }
  }

  /// Putting ordinates on the lattice.
  private var latticeRounding: MicroLoop {
    let lattice = Lattice.geographic
    let ordinates = points(.uniform).flatMap { point in
      [lattice.ordinate(of: point.x), lattice.ordinate(of: point.y) + 1e-10]
    }
    return MicroLoop(name: "round-to-lattice") {
      var sum: Int64 = 0
      for ordinate in ordinates { sum &+= lattice.units(of: ordinate) ?? 0 }
      precondition(sum != 0)
      return ordinates.count
    }
  }

  /// Cancelling a coverage whose neighbours have no vertex in common along their sides.
  private var lineReduction: MicroLoop {
    let step: Int64 = 1_000
    let cells = (0..<10_000 as Range<Int64>).flatMap { cell -> [OwnedEdge] in
      let (x, y) = (cell % 100 * 6 * step, cell / 100 * 6 * step)
      let middles = cell % 2 == 0 ? [2 * step] : [step, 3 * step, 5 * step]
      let ring =
        [LatticePoint(x, y)] + middles.map { LatticePoint(x + $0, y) }
        + [LatticePoint(x + 6 * step, y), LatticePoint(x + 6 * step, y + 6 * step)]
        + middles.reversed().map { LatticePoint(x + 6 * step - $0, y + 6 * step) }
        + [LatticePoint(x, y + 6 * step)]
      return owned(Int32(cell), ring)
    }
    let chain = BoundaryChain(of: EdgeSet(cells), parent: nil)
    return MicroLoop(name: "reduce-lines") {
      let reduction = SupportingLineReduction(of: chain)
      precondition(!reduction.stretches.isEmpty)
      return chain.edges.count
    }
  }

  /// Reading decimal numbers.
  private var decimalText: MicroLoop {
    let numbers = points(.uniform).map { point -> [UInt8] in
      var text: [UInt8] = []
      text.append(degrees: point.x)
      return text
    }
    return MicroLoop(name: "read-number") {
      var count = 0
      for number in numbers {
        if case .finite = DecimalText(number.span) { count += 1 }
      }
      return count
    }
  }

  /// Reading rows of a CSV file and writing them out with an answer that is always the same.
  private func csvRows() throws -> MicroLoop {
    let input = folder.appending(path: "points.csv").path
    let output = folder.appending(path: "answers.csv").path
    var source = PointSource(plan, seed: 1)
    try source.write(Self.pointCount, .uniform, to: input)
    let router = IncidentRouter(
      placement: .plain, directory: assigner.directory,
      findUnits: { points, units in units = [Int32](repeating: 0, count: points.count) },
      answer: { incidents in
        [AppendedFields](repeating: AppendedFields(status: .invalid), count: incidents.count)
      })
    return MicroLoop(name: "pass-csv-rows") {
      try process(input, to: output, options: IncidentOptions(), router: router).tally.total
    }
  }

  /// Answering requests of so many positions each.
  private func requests(_ name: String, size: Int) throws -> MicroLoop {
    let points = points(.uniform)
    let served = ServedPlans(ServedPlan(assigner, digest: plan.digest()) { plan })
    let service = try RPCService(
      served, defaultSystem: nil, lineLimit: 1 << 24, language: .en,
      clock: { Moment(microseconds: 0) }
    ) { served }
    var text: [UInt8] = []
    for start in stride(from: 0, to: points.count, by: size) {
      let positions = (start..<start + size).map { number in
        var position = Array(#"{"id":"\#(number)","x":"#.utf8)
        position.append(degrees: points[number].x)
        position += Array(#","y":"#.utf8)
        position.append(degrees: points[number].y)
        return position
      }
      text += Array(#"{"jsonrpc":"2.0","id":\#(start),"method":"assign","params":"#.utf8)
      if size == 1 {
        text += positions[0]
      } else {
        text += Array(#"{"points":["#.utf8) + positions.joined(separator: Array("},".utf8))
        text += Array("}]".utf8)
      }
      text += Array(",\"crs\":\"wgs84\"}}\n".utf8)
    }
    var output: [UInt8] = []
    return MicroLoop(name: name) {
      output.removeAll(keepingCapacity: true)
      let taken = service.answer(text.span, into: &output)
      precondition(taken == text.count)
      return points.count
    }
  }
}
